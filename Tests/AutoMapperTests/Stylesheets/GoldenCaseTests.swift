import Foundation
import Money
import Testing
import XSLT

@testable import AutoMapper

/// Orders whose right answer was worked out by hand: net and tax of every part, to the penny.
struct GoldenCaseTests {
    /// One order and the parts it must become, `net + tax` each: lines, services, carriage.
    struct Golden: CustomTestStringConvertible {
        let testDescription: String
        let order: Order
        let parts: [String]
        let codes: [String]
        var payment: String?
    }

    static let cases: [Golden] = [
        Golden(
            testDescription: "3 × 9.99", order: inclusive([Order.line(3, ex: "8.3250", inc: "9.9900")], "29.9700", "24.9750"),
            parts: ["24.98 + 4.99"], codes: ["1"]),
        Golden(
            testDescription: "7 × 19.99",
            order: inclusive([Order.line(7, ex: "16.6583", inc: "19.9900")], "139.9300", "116.6083"),
            parts: ["116.61 + 23.32"], codes: ["1"]),
        Golden(
            testDescription: "100 × 0.99", order: inclusive([Order.line(100, ex: "0.8250", inc: "0.9900")], "99.0000", "82.5000"),
            parts: ["82.50 + 16.50"], codes: ["1"]),
        Golden(
            testDescription: "9.99 and postage 4.95",
            order: inclusive(
                [Order.line(1, ex: "8.3250", inc: "9.9900")], "14.9400", "12.4500",
                Order.cost("shipping", ex: "4.1250", inc: "4.9500")),
            parts: ["8.33 + 1.66", "4.13 + 0.82"], codes: ["1", "1"]),
        Golden(
            testDescription: "three lines and postage 3.95",
            order: inclusive(
                [
                    Order.line(2, ex: "12.4917", inc: "14.9900", sku: "A"), Order.line(3, ex: "4.1583", inc: "4.9900", sku: "B"),
                    Order.line(1, ex: "16.6583", inc: "19.9900", sku: "C"),
                ], "68.8900", "57.4083", Order.cost("shipping", ex: "3.2917", inc: "3.9500")),
            parts: ["24.98 + 5.00", "12.48 + 2.49", "16.66 + 3.33", "3.29 + 0.66"], codes: ["1", "1", "1", "1"]),
        Golden(
            testDescription: "12.99 alone",
            order: inclusive([Order.line(1, ex: "10.8250", inc: "12.9900")], "12.9900", "10.8250"),
            parts: ["10.83 + 2.16"], codes: ["1"]),
        Golden(
            testDescription: "120.00 less coupon 12.00",
            order: inclusive(
                [Order.line(1, ex: "100.0000", inc: "120.0000", more: Order.discount("12.0000", total: "108.0000"))], "108.0000",
                "90.0000", "<coupon_discount>12.0000</coupon_discount>"),
            parts: ["90.00 + 18.00"], codes: ["1"]),
        Golden(
            testDescription: "3 × 24.00 less 10.00",
            order: inclusive(
                [Order.line(3, ex: "20.0000", inc: "24.0000", more: Order.discount("10.0000", total: "62.0000"))], "62.0000",
                "51.6667", "<discount_amount>10.0000</discount_amount>"),
            parts: ["51.67 + 10.33"], codes: ["1"]),
        Golden(
            testDescription: "50.00 net with handling and wrapping",
            order: Order(
                fields: Order.cost("handling", ex: "2.5000", inc: "3.0000") + Order.cost("wrapping", ex: "3.0000", inc: "3.6000"),
                lines: [Order.line(1, ex: "50.0000", inc: "60.0000")], totalInc: "66.6000", totalEx: "55.5000", isInclusive: false
            ),
            parts: ["50.00 + 10.00", "3.00 + 0.60", "2.50 + 0.50"], codes: ["1", "1", "1"]),
        Golden(
            testDescription: "100.00 net at 5 %",
            order: Order(
                lines: [Order.line(1, ex: "100.0000", inc: "105.0000")], totalInc: "105.0000", totalEx: "100.0000",
                isInclusive: false),
            parts: ["100.00 + 5.00"], codes: ["5"]),
        Golden(
            testDescription: "book at 0 %, mug, postage",
            order: inclusive(
                [Order.line(1, ex: "12.5000", inc: "12.5000", sku: "BOOK"), Order.line(1, ex: "7.4917", inc: "8.9900")],
                "25.4400",
                "23.2834", Order.cost("shipping", ex: "3.2917", inc: "3.9500")),
            parts: ["12.50 + 0.00", "7.49 + 1.50", "3.29 + 0.66"], codes: ["0", "1", "1"]),
        Golden(
            testDescription: "120.00, of which 100.00 by gift certificate",
            order: inclusive(
                [Order.line(1, ex: "100.0000", inc: "120.0000")], "120.0000", "100.0000",
                "<gift_certificate_amount>100.0000</gift_certificate_amount>"),
            parts: ["100.00 + 20.00"], codes: ["1"], payment: "20.00"),
        Golden(
            testDescription: "export to the US",
            order: Order(
                country: "US", lines: [Order.line(1, ex: "50.0000", inc: "50.0000")], totalInc: "50.0000", totalEx: "50.0000"),
            parts: ["50.00 + 0.00"], codes: ["0"]),
    ]

    @Test(arguments: cases)
    func partsAreExact(_ golden: Golden) throws {
        let company = try Mapped.text(Order.file([golden.order]), "bigcommerce-orders-to-zynk-sales-orders")
        let order = try #require(company.first("SalesOrders")?.first("SalesOrder"))
        let parts = order.parts
        #expect(parts.map { "\($0.text("TotalNet") ?? "") + \($0.text("TotalTax") ?? "")" } == golden.parts)
        #expect(parts.map { $0.text("TaxCode") } == golden.codes)
        #expect(try order.grossOfParts.formatted(decimals: 2) == order.text("OrderTotal"))
        if let payment = golden.payment { #expect(order.text("PaymentAmount") == payment) }
    }

    private static func inclusive(_ lines: [String], _ inc: String, _ ex: String, _ fields: String = "") -> Order {
        Order(fields: fields, lines: lines, totalInc: inc, totalEx: ex)
    }
}

extension XMLElement {
    /// Lines and carriage of a sales order that carry money.
    var parts: [XMLElement] {
        ((first("SalesOrderItems")?.all("Item") ?? []) + all("Carriage")).filter { $0.first("TotalNet") != nil }
    }

    /// What the ledger's total would be.
    var grossOfParts: Amount {
        get throws {
            try parts.reduce(.zero) { sum, part in
                sum + (try Amount(parsing: part.text("TotalNet") ?? "")) + (try Amount(parsing: part.text("TotalTax") ?? ""))
            }
        }
    }
}
