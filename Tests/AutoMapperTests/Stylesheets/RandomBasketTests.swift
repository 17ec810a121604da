import Money
import Testing
import XSLT

@testable import AutoMapper

/// Baskets nobody thought of: the parts must add up to what the shopper paid, and each tax must fit its net.
struct RandomBasketTests {
    /// A small generator of its own, so that the same seed gives the same baskets everywhere.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: [true, false])
    func partsAddUpToTheTotal(isInclusive: Bool) throws {
        var dice = Dice(state: isInclusive ? 11 : 29)
        let orders = try (1...120).map { try basket(id: $0, isInclusive: isInclusive, dice: &dice) }
        let company = try Mapped.text(Order.file(orders), "bigcommerce-orders-to-zynk-sales-orders")
        let mapped = company.first("SalesOrders")?.all("SalesOrder") ?? []
        #expect(mapped.count == orders.count)
        for order in mapped {
            #expect(try order.grossOfParts.formatted(decimals: 2) == order.text("OrderTotal"), "order \(order.text("Id") ?? "")")
            for part in order.parts {
                let net = try Amount(parsing: part.text("TotalNet") ?? ""), tax = try Amount(parsing: part.text("TotalTax") ?? "")
                let rate = try Amount(parsing: part.text("TaxRate") ?? "")
                #expect((tax - (try net.tax(percent: rate))).magnitude <= .penny, "order \(order.text("Id") ?? ""): \(part.xml)")
            }
        }
    }

    /// One to four lines at three rates, a discount now and then, postage; four decimals as the shop derives them.
    private func basket(id: Int, isInclusive: Bool, dice: inout Dice) throws -> Order {
        var lines: [String] = []
        var inc = Amount.zero, ex = Amount.zero, discounts = Amount.zero
        for number in 1...Int.random(in: 1...4, using: &dice) {
            let rate = Amount([0, 5, 20].randomElement(using: &dice) ?? 20)
            let price = Amount(micros: Int128(Int.random(in: 30...9_999, using: &dice)) * Amount.penny.micros)
            let quantity = Int.random(in: 1...9, using: &dice)
            let prices = try self.prices(price, rate: rate, isInclusive: isInclusive)
            let discount = Int.random(in: 0...3, using: &dice) == 0 ? try price.divided(by: Amount(7)).rounded(to: 4) : .zero
            let gross = try lineGross(prices, Amount(quantity), discount, rate, isInclusive: isInclusive)
            let net = try lineNet(prices, Amount(quantity), discount, rate, isInclusive: isInclusive)
            (inc, ex, discounts) = (inc + gross, ex + net, discounts + discount)
            let total = isInclusive ? "<discounted_total_inc_tax>\(gross)</discounted_total_inc_tax>" : ""
            lines.append(
                Order.line(
                    quantity, ex: prices.ex.formatted(decimals: 4), inc: prices.inc.formatted(decimals: 4), sku: "P\(number)",
                    more: "<applied_discounts><discount><amount>\(discount)</amount></discount></applied_discounts>\(total)"))
        }
        let postage = try prices(Amount(micros: 3_950_000), rate: Amount(20), isInclusive: isInclusive)
        return Order(
            id: String(id),
            fields: Order.cost("shipping", ex: postage.ex.description, inc: postage.inc.description)
                + "<discount_amount>\(discounts)</discount_amount>",
            lines: lines, totalInc: (inc + postage.inc).formatted(decimals: 4), totalEx: (ex + postage.ex).formatted(decimals: 4),
            isInclusive: isInclusive)
    }

    private func prices(_ price: Amount, rate: Amount, isInclusive: Bool) throws -> (ex: Amount, inc: Amount) {
        let factor = try (Amount(100) + rate).divided(by: Amount(100))
        return isInclusive
            ? (try price.divided(by: factor).rounded(to: 4), price) : (price, try price.multiplied(by: factor).rounded(to: 4))
    }

    private func lineGross(
        _ prices: (ex: Amount, inc: Amount), _ quantity: Amount, _ discount: Amount, _ rate: Amount, isInclusive: Bool
    ) throws -> Amount {
        if isInclusive { return try prices.inc.multiplied(by: quantity) - discount }
        let net = try prices.ex.multiplied(by: quantity) - discount
        return try net.multiplied(by: Amount(100) + rate).divided(by: Amount(100)).rounded(to: 4)
    }

    private func lineNet(
        _ prices: (ex: Amount, inc: Amount), _ quantity: Amount, _ discount: Amount, _ rate: Amount, isInclusive: Bool
    ) throws -> Amount {
        if !isInclusive { return try prices.ex.multiplied(by: quantity) - discount }
        let gross = try prices.inc.multiplied(by: quantity) - discount
        return try gross.multiplied(by: Amount(100)).divided(by: Amount(100) + rate).rounded(to: 4)
    }
}
