import Money
import Testing

/// The generator gives what the promise is worth: baskets of every kind, whose figures are those of a real shop.
@Suite struct BasketMakerTests {
    private static let tills = Result { try tills(seed: 5, 3_000) }

    private static func tills(seed: UInt64, _ count: Int) throws -> [Till] {
        var maker = BasketMaker(seed: seed)
        return try (0..<count).map { _ in try Till(maker.wide()) }
    }

    @Test func theSameSeedGivesTheSameOrders() throws {
        #expect(try OrderElement.file(Self.tills(seed: 9, 50)) == OrderElement.file(Self.tills(seed: 9, 50)))
        #expect(try OrderElement.file(Self.tills(seed: 9, 50)) != OrderElement.file(Self.tills(seed: 10, 50)))
    }

    /// Decision 13: discounts stand on the store's own side, and there the sum of the order's own figures is its total.
    @Test func figuresOfAnOrderAddUpOnTheSideOfItsStore() throws {
        for till in try Self.tills.get() {
            let basket = till.basket
            let side: (TaxedAmount) -> Amount = { basket.store.isInclusive ? $0.inc : $0.ex }
            let costs = ([till.shipping, till.handling, till.wrapping] + till.fees).map(side).sum()
            let freeShipping = basket.coupons.filter { $0.type == 4 }.map(\.discount).sum()
            let discounts = till.discountAmount + till.couponDiscount - (basket.store.countsFreeShipping ? freeShipping : .zero)
            let instruments = basket.store.totalIncludesInstruments ? .zero : min(till.voucher + till.credit, till.due.inc)
            #expect(side(till.subtotal) + costs - discounts == side(till.total) + instruments, "order \(basket.id)")
            #expect(till.total.ex + till.total.tax == till.total.inc, "order \(basket.id)")
            #expect(basket.lines.allSatisfy { !$0.discounted.isNegative }, "order \(basket.id)")
        }
    }

    @Test func everyKindOfLineComesUp() throws {
        let lines = try Self.tills.get().flatMap(\.basket.lines)
        let endings = Set(lines.map { Int($0.price.micros / 10_000 % 100) })
        #expect(endings.isSuperset(of: [99, 95, 50, 49, 25, 0]) && endings.count > 90)
        #expect(Set(lines.map(\.rate)) == [.zero, Amount(5), Amount(20)])
        #expect(Set(lines.map(\.quantity)).isSuperset(of: 1...100))
        #expect(lines.contains { !$0.price.isWhole(decimals: 2) })
        #expect(lines.contains { $0.discounted.isZero && !$0.price.isZero } && lines.contains { $0.price.isZero })
        #expect(lines.contains { $0.wrapping != nil } && lines.contains { $0.refunded > 0 } && lines.contains { $0.sku.isEmpty })
    }

    @Test func everyKindOfOrderComesUp() throws {
        let baskets = try Self.tills.get().map(\.basket)
        #expect(Set(baskets.map(\.lines.count)).isSuperset(of: 1...12))
        #expect(Set(baskets.map(\.store.isInclusive)).count == 2)
        #expect(Set(baskets.flatMap(\.coupons).map(\.type)) == [0, 1, 2, 3, 4, 5])
        #expect(baskets.contains { $0.shipping?.amount.isZero ?? false } && baskets.contains { $0.shipping == nil })
        #expect(baskets.contains { $0.handling != nil } && baskets.contains { $0.fees.count == 2 })
        #expect(baskets.contains { $0.voucherShare == 100 } && baskets.contains { $0.creditShare > 0 })
        #expect(baskets.contains { !$0.unnamedDiscount.isZero } && baskets.contains { $0.country != "GB" })
        #expect(baskets.contains { !$0.store.totalIncludesInstruments && $0.voucherShare > 0 })
    }
}
