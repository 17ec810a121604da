import Money
import Testing

/// The column beside ours says what the reference product really does: its own golden cases, by their published figures.
@Suite struct ReferenceArithmeticTests {
    /// A basket and what the reference leaves in the ledger.
    struct Golden: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What the shopper paid.
        let paid: String
        /// In a ledger with unit prices of two decimals.
        let reference: String
        /// In one with four; `nil` where no figure is published.
        var referenceFine: String?
        let basket: @Sendable () -> Basket
    }

    @Test(arguments: golden) func theRecipeGivesThePublishedFigures(_ sample: Golden) throws {
        let till = try Till(sample.basket())
        #expect(till.paid.formatted(decimals: 2) == sample.paid)
        #expect(try ReferenceArithmetic(unitDecimals: 2).total(till).formatted(decimals: 2) == sample.reference)
        guard let fine = sample.referenceFine else { return }
        #expect(try ReferenceArithmetic(unitDecimals: 4).total(till).formatted(decimals: 2) == fine)
    }

    static let golden: [Golden] = [
        .init("3 × 9.99", "29.97", "29.99", "29.98") { inclusive([line(3, 999)]) },
        .init("7 × 19.99", "139.93", "139.94", "139.93") { inclusive([line(7, 1999)]) },
        .init("100 × 0.99", "99.00", "99.60", "99.00") { inclusive([line(100, 99)]) },
        .init("9.99 and postage", "14.94", "14.96", nil) { inclusive([line(1, 999)], postage: 495) },
        .init("three lines and postage", "68.89", "68.90", "68.88") {
            inclusive([line(2, 1499), line(3, 499), line(1, 1999)], postage: 395)
        },
        .init("12.99 alone", "12.99", "13.00", nil) { inclusive([line(1, 1299)]) },
        .init("coupon of 12.00 off 120.00", "108.00", "105.60", nil) { inclusive([line(1, 12000, off: 1200)]) },
        .init("10.00 off 3 × 24.00", "62.00", "60.01", "60.00") { inclusive([line(3, 2400, off: 1000)]) },
        .init("handling and wrapping", "66.60", "60.00", nil) {
            var basket = exclusive([line(1, 5000)])
            basket.handling = Basket.Charge(amount: .pence(250), rate: Amount(20))
            basket.lines[0].wrapping = .pence(300)
            return basket
        },
        .init("100.00 net at 5 %", "105.00", "120.00", nil) { exclusive([line(1, 10000, rate: 5)]) },
        .init("book, mug and postage", "25.44", "25.44", nil) {
            inclusive([line(1, 1250, rate: 0), line(1, 899)], postage: 395)
        },
        .init("export", "50.00", "50.00", nil) {
            var basket = exclusive([line(1, 5000)])
            basket.country = "US"
            return basket
        },
        .init("the order that shows most defects", "48.02", "43.85", "43.84") {
            var basket = inclusive([line(3, 999, off: 300), line(1, 1250, rate: 0)], postage: 495)
            basket.handling = Basket.Charge(amount: .pence(120), rate: Amount(20))
            basket.lines[0].wrapping = .pence(240)
            return basket
        },
    ]
}

extension ReferenceArithmeticTests.Golden {
    init(
        _ name: String, _ paid: String, _ reference: String, _ referenceFine: String?, basket: @escaping @Sendable () -> Basket
    ) {
        self.init(testDescription: name, paid: paid, reference: reference, referenceFine: referenceFine, basket: basket)
    }
}

/// - Parameter pence: price of one piece; `off` is for the whole line.
private func line(_ quantity: Int, _ pence: Int, rate: Int = 20, off: Int = 0) -> Basket.Line {
    let discounts = off == 0 ? [] : [Basket.Discount(id: "manual-discount", amount: .pence(off))]
    return Basket.Line(sku: "P20-1", price: .pence(pence), quantity: quantity, rate: Amount(rate), discounts: discounts)
}

private func inclusive(_ lines: [Basket.Line], postage: Int = 0) -> Basket {
    Basket(
        id: 1, store: StoreHabits(), lines: lines,
        shipping: postage == 0 ? nil : Basket.Charge(amount: .pence(postage), rate: Amount(20)))
}

private func exclusive(_ lines: [Basket.Line]) -> Basket {
    Basket(id: 1, store: StoreHabits(isInclusive: false), lines: lines)
}
