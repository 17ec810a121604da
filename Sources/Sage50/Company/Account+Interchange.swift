internal import Foundation
internal import Money
internal import XSLT

extension Account {
    /// Reads a `Customer` of the interchange format; what cannot be kept is among the findings.
    ///
    /// - Parameter currencies: ISO code to `CURRENCY.NUMBER`.
    init(_ element: XMLElement, currencies: [String: Int], _ findings: inout Findings) {
        let reader = FieldReader(element: element, timeZone: .gmt)
        let reference = reader.code("AccountReference", 8, &findings)
        if reference == nil, findings.rejections.isEmpty {
            findings.reject(.account, "it has no AccountReference; give every customer one.")
        }
        self.init(reference: reference ?? "")
        addInvoiceAddress(element.first("CustomerInvoiceAddress"), &findings)
        let company = reader.text("CompanyName", 60, &findings)
        if !company.isEmpty { name = company }
        let delivery = SalesOrderRecord.Contact(element.first("CustomerDeliveryAddress"), .gmt, &findings)
        deliveryName = delivery?.name ?? ""
        deliveryAddress = delivery?.address ?? PostalAddress()
        vatNumber = reader.text("VatNumber", 20, &findings)
        analysis = (1...3).map { reader.text("Analysis\($0)", 30, &findings) }
        nominalCode = reader.code("NominalCode", 8, &findings) ?? ""
        department = reader.integer("Department", 0...999, &findings) ?? 0
        taxCode = reader.integer("TaxCode", 0...99, &findings).map { "T\($0)" } ?? ""
        overridesTaxCode = reader.boolean("OverrideTaxCode", &findings) ?? false
        overridesNominalCode = reader.boolean("OverrideNominalCode", &findings) ?? false
        addTerms(reader, currencies, &findings)
    }

    private mutating func addInvoiceAddress(_ element: XMLElement?, _ findings: inout Findings) {
        guard let element, let contact = SalesOrderRecord.Contact(element, .gmt, &findings) else { return }
        name = Shortening.fit(contact.name, 60, "CompanyName", &findings)
        contactName = Shortening.fit(contact.person, 30, "the contact name", &findings)
        tradeContact = FieldReader(element: element, timeZone: .gmt).text("TradeContact", 30, &findings)
        address = contact.address
        country = contact.country
        (telephone, telephone2, fax) = (contact.telephone, contact.mobile, contact.fax)
        (email, website) = (contact.email, contact.website)
    }

    private mutating func addTerms(_ reader: FieldReader, _ currencies: [String: Int], _ findings: inout Findings) {
        if let code = reader.code("Currency", 3, &findings) {
            if let number = currencies[code] {
                currency = number
            } else {
                findings.reject(.currency, "currency \(code) is not among the company's.")
            }
        }
        creditLimit = reader.amount("CreditLimit", &findings)?.description ?? "0"
        balance = reader.amount("Balance", &findings)?.description ?? "0"
        priceList = reader.code("PriceListReference", 8, &findings) ?? ""
        terms = reader.text("Terms", 30, &findings)
        settlementDays = reader.integer("SettlementDays", 0...999, &findings) ?? 0
        settlementRate = reader.amount("SettlementDiscount", &findings)?.description ?? "0"
        paymentDueDays = reader.integer("PaymentDays", 0...999, &findings) ?? 0
        isOnHold = reader.boolean("AccountOnHold", &findings) ?? false
        status = reader.integer("AccountStatus", 0...99, &findings) ?? 0
        statusText = reader.text("AccountStatusText", 60, &findings)
        opened = reader.date("AccountOpened", &findings)?.description ?? ""
    }
}
