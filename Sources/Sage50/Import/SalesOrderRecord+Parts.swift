internal import Foundation
internal import Money
internal import XSLT

extension SalesOrderRecord.Contact {
    /// Reads an address element; `nil` when it is absent or nil.
    init?(_ element: XMLElement?, _ timeZone: TimeZone, _ findings: inout Findings) {
        guard let element, !element.isNil else { return nil }
        let reader = FieldReader(element: element, place: "\(element.name)/", timeZone: timeZone)
        company = reader.text("Company", 60, &findings)
        forename = reader.text("Forename") ?? ""
        surname = reader.text("Surname") ?? ""
        let names = ["Title", "Forename", "Middlename", "Surname", "Suffix"].compactMap { reader.text($0) }
        person = names.filter { !$0.isEmpty }.joined(separator: " ")
        let third = ["Address3", "Town"].compactMap { reader.text($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
        address = PostalAddress([
            reader.text("Address1", 60, &findings), reader.text("Address2", 60, &findings),
            Shortening.fit(third, 60, "\(element.name)/Address3 and Town", &findings),
            reader.text("County", 60, &findings), reader.text("Postcode", 60, &findings),
        ])
        country = SalesOrderRecord.Contact.country(reader.text("Country") ?? "", element.name, &findings)
        telephone = reader.text("Telephone", 30, &findings)
        fax = reader.text("Fax", 30, &findings)
        mobile = reader.text("Mobile", 30, &findings)
        email = reader.text("Email", 255, &findings)
        website = reader.text("Website", 255, &findings)
    }

    /// The 2-letter code; anything else cannot be kept. `XX` is how the old schema says that there is none.
    private static func country(_ text: String, _ place: String, _ findings: inout Findings) -> String {
        if text.isEmpty || text == "XX" { return "" }
        if text.count == 2 { return text.uppercased() }
        findings.warn("\(place)/Country is not a 2-letter code and was left out")
        return ""
    }
}

extension SalesOrderRecord.Item {
    /// Reads an `Item` or the `Carriage`.
    ///
    /// - Parameter position: from 1; 0 for carriage.
    init(_ element: XMLElement, position: Int, _ timeZone: TimeZone, _ findings: inout Findings) {
        self.init(position: position)
        let before = findings.rejections.count
        let sku = element.text("Sku").flatMap { $0.isEmpty ? nil : $0 }
        let place = position == 0 ? "carriage: " : sku.map { "line \(position) (\($0.prefix(40))): " } ?? "line \(position): "
        let reader = FieldReader(element: element, place: place, timeZone: timeZone)
        id = reader.text("Id", 30, &findings)
        self.sku = reader.code("Sku", 30, &findings)
        name = reader.text("Name", 60, &findings)
        description = reader.text("Description", 60, &findings)
        comments = reader.text("Comments", 60, &findings)
        text = reader.text("Text", 32767, &findings)
        unitOfSale = reader.text("UnitOfSale", 8, &findings)
        reference = reader.text("Reference", 60, &findings)
        quantity = reader.amount("QtyOrdered", &findings)
        unitPrice = reader.amount("UnitPrice", &findings)
        discountAmount = reader.amount("UnitDiscountAmount", &findings)
        discountPercentage = reader.amount("UnitDiscountPercentage", &findings)
        taxCode = reader.code("TaxCode", 3, &findings).flatMap { $0 == "-1" ? nil : $0 }
        nominalCode = reader.code("NominalCode", 8, &findings)
        department = reader.integer("Department", -1...999, &findings).flatMap { $0 < 0 ? nil : $0 }
        type = reader.text("Type").flatMap(Product.ItemType.init(rawValue:)) ?? .stock
        readExact(reader, &findings)
        isUnreadable = findings.rejections.count > before
    }

    private mutating func readExact(_ reader: FieldReader, _ findings: inout Findings) {
        let before = findings.rejections.count
        let net = reader.amount("TotalNet", &findings)
        let tax = reader.amount("TotalTax", &findings)
        guard findings.rejections.count == before else { return }
        switch (net, tax) {
        case (let net?, let tax?):
            guard net.isWhole(decimals: 2), tax.isWhole(decimals: 2) else {
                return findings.reject(
                    .tax, "\(reader.place)TotalNet \(net) and TotalTax \(tax) must be whole pennies; correct the stylesheet.")
            }
            exact = Exact(net: net, tax: tax)
        case (nil, nil): return
        default:
            findings.reject(.tax, "\(reader.place)TotalNet and TotalTax go together; give both or neither.")
        }
    }
}
