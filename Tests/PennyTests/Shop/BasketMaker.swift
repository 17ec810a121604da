import Money

/// Makes baskets that nobody thought of: every kind of price, rate, discount, cost and means of payment, in any mixture.
///
///     var maker = BasketMaker(seed: 7, firstID: 100_001)
///     let baskets = try (1...1_000).map { _ in try maker.wide() }
struct BasketMaker {
    var dice: Dice
    private var nextID: Int

    /// Stock codes of each rate, `P20-1` to `P20-30`.
    static let productsPerRate = 30
    static let rates = [0, 5, 20]

    /// - Parameter firstID: id of the first basket's order; the others follow.
    init(seed: UInt64, firstID: Int = 1) {
        dice = Dice(seed: seed)
        nextID = firstID
    }

    /// A basket of the wide population.
    mutating func wide() throws(AmountError) -> Basket {
        var basket = Basket(id: takeID(), store: habits(), lines: [])
        basket.country = dice.chance(4) ? "US" : "GB"
        let count = dice.chance(60) ? dice.between(1...4) : dice.between(1...12)
        basket.lines = (0..<count).map { _ in line(basket.store) }
        addCharges(to: &basket)
        if dice.chance(45) { try addDiscount(to: &basket) }
        addOddities(to: &basket)
        return basket
    }

    /// A basket of the population for which the reference's own figure was taken: a shop with prices that contain 20 % VAT, one to
    /// four lines, most of them of one piece, postage two times out of three.
    mutating func retail() -> Basket {
        var basket = Basket(id: takeID(), store: StoreHabits(), lines: [])
        for _ in 0..<dice.between(1...4) {
            let price = Amount(dice.between(0...99)) + .pence(dice.pick([99, 95, 50, 49, 25, 100]))
            let line = Basket.Line(
                sku: sku(20), price: price, quantity: dice.pick([1, 1, 1, 2, 2, 3, 4]), rate: Amount(20))
            basket.lines.append(line)
        }
        basket.shipping = Basket.Charge(amount: .pence(dice.pick([0, 395, 495])), rate: Amount(20))
        return basket
    }

    private mutating func takeID() -> Int {
        nextID += 1
        return nextID - 1
    }

    private mutating func habits() -> StoreHabits {
        var habits = StoreHabits()
        habits.isInclusive = dice.chance(50)
        habits.priceDecimals = dice.chance(15) ? 4 : 2
        habits.taxDecimals = dice.chance(40) ? 4 : 2
        habits.netsPieces = dice.chance(30)
        habits.tellsDiscountedTotals = dice.chance(80)
        habits.totalIncludesInstruments = dice.chance(80)
        habits.countsFreeShipping = dice.chance(50)
        return habits
    }

    private mutating func line(_ store: StoreHabits) -> Basket.Line {
        let rate = dice.pick([20, 20, 20, 20, 20, 20, 5, 5, 0, 0])
        var line = Basket.Line(
            sku: sku(rate), price: dice.chance(1) ? .zero : price(decimals: store.priceDecimals), quantity: quantity(),
            rate: Amount(rate))
        if dice.chance(6) { line.wrapping = .pence(dice.pick([99, 150, 249, 250, 300, 495])) }
        return line
    }

    private mutating func sku(_ rate: Int) -> String { "P\(rate)-\(dice.between(1...BasketMaker.productsPerRate))" }

    private mutating func quantity() -> Int {
        switch dice.between(1...100) {
        case ...60: dice.between(1...3)
        case ...85: dice.between(4...12)
        default: dice.between(13...100)
        }
    }

    /// Shelf prices with their usual endings and any other; with four decimals also the price of a screw.
    private mutating func price(decimals: Int) -> Amount {
        if decimals == 4, dice.chance(70) { return Amount(micros: Int128(dice.between(1...99_999)) * 100) }
        let pounds = dice.pick([dice.between(0...9), dice.between(0...60), dice.between(0...60), dice.between(60...400)])
        let ending = dice.pick([99, 95, 50, 49, 25, 0, dice.between(0...99), dice.between(0...99)])
        return max(.penny, Amount(pounds) + .pence(ending))
    }
}

extension BasketMaker {
    private mutating func addCharges(to basket: inout Basket) {
        if dice.chance(90) {
            let amount = dice.chance(30) ? 0 : dice.pick([295, 395, 399, 495, 499, 695, dice.between(1...1999)])
            basket.shipping = Basket.Charge(amount: .pence(amount), rate: costRate(basket))
        }
        if dice.chance(10) {
            basket.handling = Basket.Charge(amount: .pence(dice.pick([50, 99, 120, 150, 250])), rate: costRate(basket))
        }
        guard dice.chance(8) else { return }
        for number in 1...dice.between(1...2) {
            basket.fees.append(
                Basket.Charge(amount: .pence(dice.between(10...999)), rate: costRate(basket), name: "Fee \(number)"))
        }
    }

    /// Costs follow the goods now and then: postage of books carries no tax.
    private mutating func costRate(_ basket: Basket) -> Amount {
        dice.chance(85) ? Amount(20) : dice.pick(basket.lines).rate
    }

    /// A gift certificate that is sold, others that are redeemed, store credit, pieces that came back.
    private mutating func addOddities(to basket: inout Basket) {
        if dice.chance(2) {
            basket.lines.append(Basket.Line(sku: "", price: Amount(dice.pick([10, 25, 50])), quantity: 1, rate: .zero))
        }
        if dice.chance(8) { basket.voucherShare = dice.pick([10, 33, 50, 80, 100]) }
        if dice.chance(5) { basket.creditShare = min(dice.between(1...60), 100 - basket.voucherShare) }
        guard dice.chance(2), let index = basket.lines.indices.first(where: { basket.lines[$0].discounted > .zero }) else {
            return
        }
        basket.lines[index].refunded = dice.between(1...basket.lines[index].quantity)
    }
}
