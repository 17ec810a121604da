extension OrderMaker {
    /// The head of the order: the record's texts, addresses by R7 to R9, and what the account adds.
    func header(_ record: SalesOrderRecord, _ account: Account, _ findings: inout Findings) -> OrderHeader {
        var header = record.header
        header.date = record.header.date ?? today
        checkPeriod(header.date ?? today, &findings)
        checkGlobals(header, &findings)
        header.globalDepartment = header.globalDepartment ?? account.department
        addInvoiceAddress(record.invoiceAddress, account, to: &header, &findings)
        addDeliveryAddress(record.deliveryAddress, account, to: &header, &findings)
        if header.vatNumber.isEmpty { header.vatNumber = account.vatNumber }
        return header
    }

    private func checkPeriod(_ date: LedgerDate, _ findings: inout Findings) {
        guard let closed = view.codes.company.closedUntil, date <= closed else { return }
        findings.reject(
            .closedPeriod,
            "the order is dated \(date), and the ledger is closed up to \(closed). Open the period in Sage or enter the order "
                + "under a later date.")
    }

    private func checkGlobals(_ header: OrderHeader, _ findings: inout Findings) {
        if !header.globalNominal.isEmpty, view.codes.nominals[header.globalNominal] == nil {
            findings.reject(.nominal, "GlobalNominalCode \(header.globalNominal) is not in the nominal ledger.")
        }
        if !header.globalTaxCode.isEmpty, view.codes.taxCode(header.globalTaxCode) == nil {
            findings.reject(.taxCode, "GlobalTaxCode \(header.globalTaxCode) is not in the company.")
        }
        if let department = header.globalDepartment, view.codes.departments[department] == nil {
            findings.reject(.department, "GlobalDepartment \(department) is not in the company.")
        }
    }

    /// The record's address; the account's when there is none, and for blank parts when the setting says so.
    private func addInvoiceAddress(
        _ contact: SalesOrderRecord.Contact?, _ account: Account, to header: inout OrderHeader, _ findings: inout Findings
    ) {
        if let contact {
            header.name = Shortening.fit(contact.name, 60, "the order's name", &findings)
            header.address = contact.address
            header.contactName = Shortening.fit(contact.person, 30, "the order's contact name", &findings)
            header.telephone = contact.telephone
        }
        guard contact == nil || settings.readsSalesLedgerData else { return }
        if header.name.isEmpty { header.name = account.name }
        if header.address.isBlank { header.address = account.address }
        if header.contactName.isEmpty { header.contactName = account.contactName }
        if header.telephone.isEmpty { header.telephone = account.telephone }
    }

    /// Absent: the account's invoice address. Present but blank: blank (R9).
    private func addDeliveryAddress(
        _ contact: SalesOrderRecord.Contact?, _ account: Account, to header: inout OrderHeader, _ findings: inout Findings
    ) {
        guard let contact else {
            header.deliveryName = account.name
            header.deliveryAddress = account.address
            return
        }
        header.deliveryName = Shortening.fit(contact.name, 60, "the delivery name", &findings)
        header.deliveryAddress = contact.address
    }

    /// The order's delivery address when the account does not have it as its own.
    func deliveryAddress(_ record: SalesOrderRecord, _ account: Account) -> DeliveryAddress? {
        guard let contact = record.deliveryAddress, !contact.isBlank, contact.address != account.address,
            contact.address != account.deliveryAddress
        else { return nil }
        return DeliveryAddress(
            name: String(contact.name.prefix(60)), address: contact.address, contactName: String(contact.person.prefix(30)),
            telephone: contact.telephone, email: contact.email, country: contact.country)
    }
}
