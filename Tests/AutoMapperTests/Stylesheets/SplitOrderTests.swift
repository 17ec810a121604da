import Foundation
import Money
import Testing
import XSLT

@testable import AutoMapper

/// Orders written as one for each delivery address: whatever the basket, the parts are the whole.
struct SplitOrderTests {
    private static let count = 80

    @Test func partsAddUpToTheOrderInTotalsAndPayments() throws {
        var dice = RandomBasketTests.Dice(state: 8)
        let baskets = try (1...Self.count).map { try SplitBasket(id: $0, &dice) }
        let file = "<orders store=\"demo\">\(baskets.map(\.xml).joined())</orders>"
        let company = try Mapped.text(
            file, "bigcommerce-orders-to-zynk-sales-orders",
            ["SeveralAddresses": "one-order-each", "VoucherBank": "2110", "StoreCreditBank": "2120"])
        let orders = company.first("SalesOrders")?.all("SalesOrder") ?? []
        for basket in baskets {
            let parts = orders.filter { $0.text("Id")?.hasPrefix("\(basket.id)/") == true }
            #expect(parts.compactMap { $0.text("Part") } == (1...basket.addresses).map(String.init))
            #expect(Set(parts.compactMap { $0.text("WholeOrderTotal") }) == [basket.total.formatted(decimals: 2)])
            #expect(try parts.map { try $0.amount("OrderTotal") }.sum() == basket.total)
            #expect(try parts.map { try $0.paid() }.sum() == basket.total)
            for part in parts {
                #expect(try part.grossOfParts == part.amount("OrderTotal"))
                #expect(try part.paid() == part.amount("OrderTotal"))
            }
        }
    }
}

/// A basket for several people, everything in whole pennies with tax.
private struct SplitBasket {
    let id: Int
    let addresses: Int
    let total: Amount
    let xml: String

    init(id: Int, _ dice: inout RandomBasketTests.Dice) throws {
        self.id = id
        addresses = Int.random(in: 2...4, using: &dice)
        var lines = "", sum = Amount.zero
        for number in 1...addresses + Int.random(in: 0...3, using: &dice) {
            let price = Self.pennies(1...6_000, &dice), quantity = Int.random(in: 1...5, using: &dice)
            let rate = Amount([0, 5, 20].randomElement(using: &dice) ?? 20)
            lines += """
                <product><id>\(number)</id><order_address_id>\((number - 1) % addresses + 1)</order_address_id><sku>P\(number)</sku>
                <name>P</name><type>physical</type><quantity>\(quantity)</quantity><price_inc_tax>\(price)</price_inc_tax>
                <price_ex_tax>\(try Self.net(price, rate))</price_ex_tax></product>
                """
            sum += try price.multiplied(by: Amount(quantity))
        }
        var costs = ""
        for name in ["shipping", "handling", "wrapping"] where Bool.random(using: &dice) {
            let cost = Self.pennies(1...900, &dice)
            costs += Order.cost(name, ex: try Self.net(cost, Amount(20)).description, inc: cost.description)
            sum += cost
        }
        total = sum
        let voucher = try sum.divided(by: Amount(3)).rounded(to: 2), credit = try sum.divided(by: Amount(7)).rounded(to: 2)
        xml = """
            <order><id>\(id)</id><date_created>Tue, 03 Mar 2026 09:15:02 +0000</date_created><status_id>11</status_id>
            <is_tax_inclusive_pricing>true</is_tax_inclusive_pricing><total_inc_tax>\(sum)</total_inc_tax>\(costs)
            <gift_certificate_amount>\(voucher)</gift_certificate_amount><store_credit_amount>\(credit)</store_credit_amount>
            <payment_method>Visa</payment_method><payment_status>captured</payment_status>
            <default_currency_code>GBP</default_currency_code><products>\(lines)</products>
            <shipping_addresses>\((1...addresses).map(Self.address).joined())</shipping_addresses></order>
            """
    }

    private static func address(_ id: Int) -> String {
        "<address><id>\(id)</id><last_name>Lee</last_name><street_1>\(id) High St</street_1><country_iso2>GB</country_iso2></address>"
    }

    private static func pennies(_ range: ClosedRange<Int>, _ dice: inout RandomBasketTests.Dice) -> Amount {
        Amount(micros: Int128(Int.random(in: range, using: &dice)) * Amount.penny.micros)
    }

    private static func net(_ gross: Amount, _ rate: Amount) throws -> Amount {
        try gross.multiplied(by: Amount(100)).divided(by: Amount(100) + rate).rounded(to: 4)
    }
}

extension XMLElement {
    /// A child's amount; zero when it is absent.
    fileprivate func amount(_ name: String) throws -> Amount { try text(name).map { try Amount(parsing: $0) } ?? .zero }

    /// What all instruments paid of the order.
    fileprivate func paid() throws -> Amount {
        let others = try (first("Payments")?.all("Payment") ?? []).map { try Amount(parsing: $0.text) }
        return try amount("PaymentAmount") + others.sum()
    }
}
