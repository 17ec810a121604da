internal import Foundation

/// Finds or makes the account of an order, in the order of sage50.md 7.1.
struct AccountResolver {
    let settings: ImportSettings
    let view: LedgerView
    let today: LedgerDate

    /// An account, and whether it has to be created with the order.
    struct Resolved: Equatable {
        var account: Account
        var isNew = false
        /// The form its reference was generated from.
        var form: String?
    }

    /// - Parameter currency: number of the order's currency; `nil` when the order names none.
    /// - Returns: `nil` when there is none; the reason is among the findings.
    func resolve(_ record: SalesOrderRecord, currency: Int?, _ findings: inout Findings) async throws -> Resolved? {
        if let reference = record.accountReference {
            return try await resolve(reference: reference, record, currency, &findings)
        }
        if let id = AccountResolver.truthID(record), let known = try await view.truth(kind: "Customer", externalID: id),
            let account = try await view.account(known)
        {
            return usable(account, &findings)
        }
        if let matched = try await match(record, currency, &findings) { return usable(matched, &findings) }
        guard findings.rejections.isEmpty else { return nil }
        return try await generate(record, currency, &findings)
    }

    /// Under which id the account of a customer is remembered.
    static func truthID(_ record: SalesOrderRecord) -> String? {
        record.customerID.map { id in record.store.map { "\($0)/\(id)" } ?? id }
    }

    private func resolve(
        reference: String, _ record: SalesOrderRecord, _ currency: Int?, _ findings: inout Findings
    ) async throws -> Resolved? {
        if let account = try await view.account(reference) { return usable(account, &findings) }
        guard settings.createsCustomers else {
            findings.reject(
                .account,
                "account \(reference) is not in the sales ledger. Create it in Sage, correct the reference, or switch "
                    + "auto_create_customer on.")
            return nil
        }
        return newAccount(reference, record, currency, &findings)
    }

    /// Held and inactive accounts take no orders; any other state of the account is only told.
    private func usable(_ account: Account, _ findings: inout Findings) -> Resolved? {
        if account.isOnHold || account.isInactive {
            findings.reject(
                .onHold,
                "account \(account.reference) is \(account.isOnHold ? "on hold" : "inactive"). Release it in Sage or choose "
                    + "another account; the order will be taken then.")
            return nil
        }
        if account.status != 0 {
            findings.warn("account \(account.reference) has status \(account.status) \(account.statusText)")
        }
        return Resolved(account: account)
    }

    private func match(_ record: SalesOrderRecord, _ currency: Int?, _ findings: inout Findings) async throws -> Account? {
        guard !settings.matchFields.isEmpty, let contact = record.invoiceAddress else { return nil }
        var fields: [MatchField: String] = [:]
        for field in settings.matchFields {
            let value = AccountResolver.value(field, contact, record)
            // An empty value agrees with every account that has none there.
            guard !value.isEmpty else { return nil }
            fields[field] = value
        }
        let criteria = AccountCriteria(fields: fields, currency: settings.convertsCurrency ? nil : currency)
        let accounts = try await view.accounts(matching: criteria)
        guard accounts.count > 1 else { return accounts.first }
        let names = accounts.prefix(3).map(\.reference).joined(separator: ", ")
        findings.reject(
            .account, "more than one account agrees in the match fields (\(names)). Merge them, or give the order its account.")
        return nil
    }

    private static func value(
        _ field: MatchField, _ contact: SalesOrderRecord.Contact, _ record: SalesOrderRecord
    ) -> String {
        switch field {
        case .companyName: contact.name
        case .telephone, .telephone2: contact.telephone
        case .mobile: contact.mobile
        case .fax: contact.fax
        case .email, .email2, .email3: contact.email
        case .website: contact.website
        case .postcode: contact.address.postcode
        case .tradeContact: contact.person
        case .custom1: record.header.analysis[0]
        case .custom2: record.header.analysis[1]
        case .custom3: record.header.analysis[2]
        }
    }

    private func generate(_ record: SalesOrderRecord, _ currency: Int?, _ findings: inout Findings) async throws -> Resolved? {
        guard let rules = settings.references, settings.createsCustomers else {
            findings.reject(
                .account,
                "the order names no account and none was found for its customer. Give AccountReference, set match_fields, or "
                    + "switch auto_generate_account_references and auto_create_customer on.")
            return nil
        }
        let contact = record.invoiceAddress ?? record.deliveryAddress ?? SalesOrderRecord.Contact()
        let form = rules.form(for: contact)
        guard let reference = try await view.nextReference(form) else {
            findings.reject(
                .account,
                "all account references of the form \(form) are used. Give more digits (account_reference_numeric_length) or "
                    + "another mask.")
            return nil
        }
        var resolved = newAccount(reference, record, currency, &findings)
        resolved?.form = form
        return resolved
    }
}
