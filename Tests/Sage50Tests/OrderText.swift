/// Builds the inside of a `SalesOrder` element for tests.
enum OrderText {
    /// An order on the web account.
    static func order(
        id: String = "7", account: String? = "WEBSALES", total: String? = nil, lines: String, more: String = ""
    ) -> String {
        let reference = account.map { "<AccountReference>\($0)</AccountReference>" } ?? ""
        let paid = total.map { "<x:OrderTotal currency=\"GBP\">\($0)</x:OrderTotal>" } ?? ""
        return "<Id>\(id)</Id>\(reference)<SalesOrderItems>\(lines)</SalesOrderItems>\(more)\(paid)"
    }

    /// A line with what is given, in the order of the format.
    static func line(
        _ sku: String?, quantity: String? = "1", price: String? = nil, net: String? = nil, tax: String? = nil,
        code: String? = nil,
        more: String = ""
    ) -> String {
        let fields = [
            ("Sku", sku), ("QtyOrdered", quantity), ("UnitPrice", price), ("TotalNet", net), ("TotalTax", tax), ("TaxCode", code),
        ]
        let inside = fields.compactMap { name, value in value.map { "<\(name)>\($0)</\(name)>" } }.joined()
        return "<Item>\(inside)\(more)</Item>"
    }

    static let mug = line("MUG-1", price: "10")

    /// The invoice address of a person.
    static func person(
        _ forename: String, _ surname: String, company: String = "", email: String = "", postcode: String = "YO21 1AA",
        country: String = "GB"
    ) -> String {
        """
        <SalesOrderAddress><Forename>\(forename)</Forename><Surname>\(surname)</Surname><Company>\(company)</Company>
        <Address1>1 High Street</Address1><Town>Whitby</Town><Postcode>\(postcode)</Postcode><Country>\(country)</Country>
        <Email>\(email)</Email></SalesOrderAddress>
        """
    }
}
