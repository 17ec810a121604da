extension AccountResolver {
    /// A new account from the order's invoice address. Creation only: an existing account is never changed (sage50.md 7.3).
    func newAccount(
        _ reference: String, _ record: SalesOrderRecord, _ currency: Int?, _ findings: inout Findings
    ) -> Resolved? {
        guard let contact = record.invoiceAddress ?? record.deliveryAddress, !contact.name.isEmpty else {
            findings.reject(
                .account,
                "account \(reference) would have to be created, but the order has neither a company nor a person's name. "
                    + "Create the account in Sage.")
            return nil
        }
        var account = Account(reference: reference)
        account.name = Shortening.fit(contact.name, 60, "the account's name", &findings)
        account.contactName = Shortening.fit(contact.person, 30, "the account's contact name", &findings)
        account.address = contact.address
        account.country = contact.country
        account.telephone = contact.telephone
        account.telephone2 = contact.mobile
        account.fax = contact.fax
        account.email = contact.email
        account.website = contact.website
        if let delivery = record.deliveryAddress {
            account.deliveryName = Shortening.fit(delivery.name, 60, "the delivery name", &findings)
            account.deliveryAddress = delivery.address
        }
        account.vatNumber = record.header.vatNumber
        account.taxCode = view.codes.taxCode("T1")?.code ?? ""
        account.nominalCode = view.codes.company.defaultSalesNominal
        account.currency = currency ?? view.codes.baseCurrency?.number ?? 1
        account.opened = today.description
        return Resolved(account: account, isNew: true)
    }
}
