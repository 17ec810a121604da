internal import Foundation
internal import Money
internal import XSLT

extension SalesOrderRecord {
    /// Reads a `SalesOrder` element; everything that cannot be read is a finding.
    init(_ element: XMLElement, timeZone: TimeZone, _ findings: inout Findings) {
        let reader = FieldReader(element: element, timeZone: timeZone)
        id = reader.code("Id", 255, &findings)
        let storeText = element.crosswalk("Store")?.text.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        store = storeText.isEmpty ? nil : storeText
        customerID = reader.code("CustomerId", 255, &findings).flatMap { $0 == "0" ? nil : $0 }
        accountReference = reader.code("AccountReference", 8, &findings)?.uppercased()
        salesOrderNumber = reader.code("SalesOrderNumber", 7, &findings).flatMap { SalesOrderRecord.number($0, &findings) }
        readType(reader, &findings)
        currency = reader.code("Currency", 3, &findings)?.uppercased()
        currencyUsed = reader.boolean("CurrencyUsed", &findings)
        foreignRate = reader.amount("ForeignRate", &findings)
        vatInclusive = reader.boolean("VatInclusive", &findings)
        readHeader(reader, &findings)
        invoiceAddress = Contact(element.first("SalesOrderAddress"), timeZone, &findings)
        deliveryAddress = Contact(element.first("SalesOrderDeliveryAddress"), timeZone, &findings)
        readLines(element, timeZone, &findings)
        readDiscount(reader, &findings)
        readPayments(element, reader, &findings)
        orderTotal = SalesOrderRecord.total(element, "OrderTotal", &findings)
        readPart(element, &findings)
    }

    private static func number(_ text: String, _ findings: inout Findings) -> Int? {
        if let number = Int(text), number > 0 { return number }
        findings.reject(.value, "SalesOrderNumber '\(text)' is not a whole number above 0.")
        return nil
    }

    private mutating func readType(_ reader: FieldReader, _ findings: inout Findings) {
        guard let text = reader.text("SalesOrderType"), !text.isEmpty else { return }
        guard let kind = Kind(rawValue: text) else {
            let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            return findings.reject(.value, "SalesOrderType '\(text.prefix(40))' is none of \(known).")
        }
        type = kind
    }

    private mutating func readHeader(_ reader: FieldReader, _ findings: inout Findings) {
        header.typeCode = type.code
        header.typeText = type.text
        header.date = reader.date("SalesOrderDate", &findings)
        header.despatchDate = reader.date("DespatchDate", &findings)
        // The key of the search for duplicates in the ledger: a shortened one would find another order.
        header.customerOrderNumber = reader.code("CustomerOrderNumber", 60, &findings) ?? ""
        header.takenBy = reader.text("TakenBy", 60, &findings)
        header.notes = (1...3).map { reader.text("Notes\($0)", 60, &findings) }
        header.analysis = (1...3).map { reader.text("Custom\($0)", 30, &findings) }
        header.vatNumber = reader.text("TaxNumber", 20, &findings)
        header.consignment = reader.text("ConsignmentNo", 30, &findings)
        header.courier = reader.integer("Courier", 0...999, &findings)
        header.settlementDays = reader.integer("SettlementDays", 0...999, &findings) ?? 0
        header.settlementRate = reader.amount("SettlementDiscount", &findings) ?? .zero
        header.globalNominal = reader.code("GlobalNominalCode", 8, &findings) ?? ""
        header.globalDetails = reader.text("GlobalDetails", 60, &findings)
        header.globalTaxCode = reader.code("GlobalTaxCode", 3, &findings) ?? ""
        header.globalDepartment = reader.integer("GlobalDepartment", -1...999, &findings).flatMap { $0 < 0 ? nil : $0 }
    }

    private mutating func readLines(_ element: XMLElement, _ timeZone: TimeZone, _ findings: inout Findings) {
        let lines = element.first("SalesOrderItems")?.all("Item") ?? []
        if lines.isEmpty {
            findings.reject(
                .noLines,
                "the order has no lines. Close it in the shop where everything was given back; else download it again.")
        }
        items = lines.enumerated().map { Item($1, position: $0 + 1, timeZone, &findings) }
        carriage = element.first("Carriage").flatMap { $0.isNil ? nil : Item($0, position: 0, timeZone, &findings) }
    }

    private mutating func readDiscount(_ reader: FieldReader, _ findings: inout Findings) {
        discount.amount = reader.amount("NetValueDiscount", &findings)
        discount.percentage = reader.amount("NetValueDiscountPercent", &findings)
        discount.description = reader.text("NetValueDiscountDescription", 60, &findings)
        discount.comment1 = reader.text("NetValueDiscountComment1", 60, &findings)
        discount.comment2 = reader.text("NetValueDiscountComment2", 60, &findings)
    }

    private static func total(_ element: XMLElement, _ name: String, _ findings: inout Findings) -> RecordedTotal? {
        guard let total = element.crosswalk(name) else { return nil }
        do {
            return RecordedTotal(
                amount: try Amount(parsing: total.text), currency: total.attribute("currency"),
                refunded: try total.attribute("refunded").map { try Amount(parsing: $0) })
        } catch {
            findings.reject(.value, "\(name): \(error). Correct the stylesheet that writes it.")
            return nil
        }
    }

    /// The part an order is of, when the stylesheet made several of one (`Part`, `Parts`, `WholeOrderTotal`).
    private mutating func readPart(_ element: XMLElement, _ findings: inout Findings) {
        let names = ["Part", "Parts", "WholeOrderTotal"]
        guard names.contains(where: { element.crosswalk($0) != nil }) else { return }
        let numbers = names.prefix(2).map { name in
            element.crosswalk(name).flatMap { Int($0.text.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        guard let number = numbers[0], let count = numbers[1], (1...count).contains(number), count <= 99,
            let whole = SalesOrderRecord.total(element, "WholeOrderTotal", &findings), id?.hasSuffix("/\(number)") == true
        else {
            return findings.reject(
                .value,
                "one of several orders for one shop order needs an Id that ends with its number (1042/1), Part, Parts and "
                    + "WholeOrderTotal. Correct the stylesheet that writes them.")
        }
        part = Part(number: number, count: count, wholeTotal: whole)
        addPartToOrderNumber(number, &findings)
    }

    /// Two orders with one customer order number could not be told apart in the ledger.
    private mutating func addPartToOrderNumber(_ number: Int, _ findings: inout Findings) {
        let suffix = "/\(number)"
        guard !header.customerOrderNumber.isEmpty, !header.customerOrderNumber.hasSuffix(suffix) else { return }
        header.customerOrderNumber += suffix
        guard header.customerOrderNumber.count > 60 else { return }
        findings.reject(
            .fieldLength,
            "CustomerOrderNumber with the part, \(header.customerOrderNumber), is longer than the 60 characters it may have."
        )
    }
}
