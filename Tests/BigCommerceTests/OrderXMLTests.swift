import Foundation
import Testing
import XSLT

@testable import BigCommerce

@Suite("Orders as XML") struct OrderXMLTests {
    func json(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

    func element(_ text: String, change: (inout ShopOrder) throws -> Void = { _ in }) throws -> (xml: String, replaced: Int) {
        var order = ShopOrder(id: 1, fields: try json(text))
        try change(&order)
        var writer = OrderXML()
        let xml = writer.element(order).xml
        return (xml, writer.replacedCharacters)
    }

    @Test("null is NULL, empty is empty, numbers keep their digits, links are left out")
    func scalars() throws {
        let xml = try element(
            #"{"id":1,"a":null,"b":"","c":34.80,"d":true,"products":{"url":"u","resource":"r"},"quotes":{"url":"u","resource":"r"}}"#
        ).xml
        #expect(
            xml == "<order><id>1</id><a>NULL</a><b/><c>34.80</c><d>true</d>"
                + "<products/><shipping_addresses/><coupons/><fees/></order>")
    }

    @Test("items of lists have the names that existing stylesheets know")
    func itemNames() throws {
        let xml = try element(
            #"{"id":1,"billing_address":{"form_fields":[{"name":"Gate","value":"12"}]},"tags":["x","y"],"more":[{"z":1}]}"#
        ) { order in
            order.lines = [
                try json(#"{"id":7,"applied_discounts":[{"id":"m"}],"product_options":[{"id":9}],"configurable_fields":[]}"#)
            ]
            order.addresses = [try json(#"{"id":6}"#)]
            order.coupons = [try json(#"{"id":3}"#)]
            order.fees = [try json(#"{"id":4}"#)]
        }.xml
        for part in [
            "<form_fields><field><name>Gate</name><value>12</value></field></form_fields>",
            "<tags><value>x</value><value>y</value></tags>", "<more><item><z>1</z></item></more>",
            "<products><product><id>7</id><applied_discounts><discount><id>m</id></discount></applied_discounts>"
                + "<product_options><option><id>9</id></option></product_options><configurable_fields/><order_id>1</order_id></product></products>",
            "<shipping_addresses><address><id>6</id><order_id>1</order_id></address></shipping_addresses>",
            "<coupons><coupon><id>3</id></coupon></coupons>", "<fees><fee><id>4</id></fee></fees>",
        ] {
            #expect(xml.contains(part), "\(part) in \(xml)")
        }
    }

    @Test("characters that XML cannot hold are replaced and counted; a field of any name keeps the file well formed")
    func illegalCharacters() throws {
        let (xml, replaced) = try element(#"{"id":1,"note":"a\u0000b\u001fc\uffff\n😀","1st field":"x"}"#)
        #expect(xml.contains("<note>a\u{FFFD}b\u{FFFD}c\u{FFFD}\n😀</note><_1st_field>x</_1st_field>"))
        #expect(replaced == 3)
        _ = try XMLDocument(bytes: Array(xml.utf8), name: "order")
    }

    @Test("a consignment whose id is not the address its lines name is not taken for the address")
    func consignmentIDs() throws {
        let same = Consignments(try json(#"{"shipping":[{"id":5,"line_items":[{"id":1,"quantity":1,"order_address_id":5}]}]}"#))
        #expect(same.namesItsAddresses && !same.areCut)
        let other = Consignments(
            try json(#"[{"shipping":[{"id":5,"line_items":[{"id":1,"quantity":1,"order_address_id":9}]}]}]"#))
        #expect(!other.namesItsAddresses)
        #expect(other.lines.first?["order_address_id"]?.integer == 9)
    }

    @Test(
        "lines are cut when there is a warning or a link in their place",
        arguments: [
            #"{"shipping":[{"id":5,"line_items":[{"id":1,"quantity":1}],"__warning__":{"message":"cut"}}]}"#,
            #"{"shipping":[{"id":5,"line_items":[{"id":1,"quantity":1},{"__warning__":{"message":"cut"}}]}]}"#,
            #"{"shipping":[{"id":5,"line_items":[{"id":1,"quantity":1}]},{"__warning__":{"message":"cut"}}]}"#,
            #"{"shipping":[{"id":5,"line_items":[{"url":"u","resource":"r"}]}]}"#,
            #"{"shipping":[{"id":5,"line_items":{"url":"u","resource":"r"}}]}"#, #"{"url":"u","resource":"r"}"#,
        ])
    func cut(_ text: String) throws {
        let consignments = Consignments(try json(text))
        #expect(consignments.areCut)
        #expect(consignments.addresses.count <= 1)
    }

    @Test("lines of all kinds of consignments are taken, by line id")
    func kinds() throws {
        let consignments = Consignments(
            try json(
                #"{"shipping":[{"id":5,"line_items":[{"id":4,"quantity":1}]}],"pickups":[{"id":8,"line_items":[{"id":2,"quantity":1}]}],"#
                    + #""downloads":[{"line_items":[{"id":3,"quantity":1}]}],"email":{"gift_certificates":[{"line_items":[{"id":1,"quantity":1}]}]}}"#
            ))
        #expect(consignments.lines.map { $0["id"]?.integer } == [1, 2, 3, 4])
        #expect(consignments.lines.map { $0["order_address_id"]?.integer } == [0, 0, 0, 5])
        #expect(consignments.pickups.count == 1)
        #expect(!consignments.areCut)
    }

    @Test("children of a bundle may be counted by the shop or not")
    func bundles() throws {
        var order = ShopOrder(id: 1, fields: try json(#"{"items_total":2}"#))
        order.lines = [try json(#"{"quantity":2}"#), try json(#"{"quantity":2,"is_bundled_product":true}"#)]
        #expect(order.linesAddUp)
        order.lines.append(try json(#"{"quantity":1}"#))
        #expect(!order.linesAddUp)
    }
}
