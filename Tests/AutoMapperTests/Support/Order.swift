/// Makes orders as the shop's download writes them.
struct Order {
    var id = "1042"
    var fields = ""
    var company = ""
    var country = "GB"
    var lines: [String]
    var totalInc: String
    var totalEx: String
    var isInclusive = true

    var xml: String {
        """
        <order><id>\(id)</id><customer_id>0</customer_id><date_created>Tue, 03 Mar 2026 09:15:02 +0000</date_created>
        <status_id>11</status_id><is_tax_inclusive_pricing>\(isInclusive)</is_tax_inclusive_pricing>
        <total_inc_tax>\(totalInc)</total_inc_tax><total_ex_tax>\(totalEx)</total_ex_tax>\(fields)
        <payment_method>Visa</payment_method><payment_status>captured</payment_status>
        <default_currency_code>GBP</default_currency_code>
        <billing_address><first_name>Ann</first_name><last_name>Lee</last_name><company>\(company)</company>
        <street_1>1 High St</street_1><city>Leeds</city><zip>LS1 1AA</zip><country_iso2>\(country)</country_iso2></billing_address>
        <products>\(lines.joined())</products><shipping_addresses/></order>
        """
    }

    /// Several orders as one file.
    static func file(_ orders: [Order]) -> String {
        "<orders store=\"demo\">\(orders.map(\.xml).joined())</orders>"
    }

    /// A line with its price without and with tax.
    static func line(_ quantity: Int, ex: String, inc: String, sku: String = "MUG", more: String = "") -> String {
        """
        <product><id>\(sku)</id><sku>\(sku)</sku><name>Mug</name><type>physical</type><quantity>\(quantity)</quantity>
        <price_ex_tax>\(ex)</price_ex_tax><price_inc_tax>\(inc)</price_inc_tax>\(more)</product>
        """
    }

    /// What a line was discounted by, as the shop lists it.
    static func discount(_ amount: String, total: String) -> String {
        "<applied_discounts><discount><id>X</id><amount>\(amount)</amount></discount></applied_discounts>"
            + "<discounted_total_inc_tax>\(total)</discounted_total_inc_tax>"
    }

    /// A cost of the order: shipping, handling or wrapping.
    static func cost(_ name: String, ex: String, inc: String) -> String {
        "<\(name)_cost_ex_tax>\(ex)</\(name)_cost_ex_tax><\(name)_cost_inc_tax>\(inc)</\(name)_cost_inc_tax>"
    }

    static let mug = Order(lines: [line(1, ex: "10.0000", inc: "12.0000")], totalInc: "12.0000", totalEx: "10.0000")
}
