import Money

/// Discounts of lines, of the order, and coupons of every type.
extension BasketMaker {
    /// Gives a basket one kind of discount.
    mutating func addDiscount(to basket: inout Basket) throws(AmountError) {
        switch dice.between(1...9) {
        case 1: try discountLine(of: &basket, percent: Amount(dice.pick([5, 10, 15, 25, 33, 50])))
        case 2: try discountLine(of: &basket, percent: Amount(100))
        case 3: try spread(over: &basket, part(of: basket), Basket.Discount(id: "manual-discount", amount: .zero))
        case 4: perPiece(&basket)
        case 5: try percentage(&basket)
        case 6: try ofTotal(&basket, type: 2)
        case 7: try ofTotal(&basket, type: 5)
        case 8: shippingCoupon(&basket)
        default: try unnamed(&basket)
        }
    }

    /// A promotion on one line; the whole line when it is the free one of two.
    private mutating func discountLine(of basket: inout Basket, percent: Amount) throws(AmountError) {
        let index = dice.between(0...basket.lines.count - 1)
        let amount = try basket.lines[index].list.percent(percent, decimals: decimals(basket))
        basket.lines[index].discounts.append(Basket.Discount(id: "12", amount: amount))
    }

    /// A coupon for so much off each piece, of those that cost more.
    private mutating func perPiece(_ basket: inout Basket) {
        let off = Amount.pence(dice.pick([25, 50, 99, 100, 200]))
        var total = Amount.zero
        for (index, line) in basket.lines.enumerated() where line.price > off {
            let amount = off.times(line.quantity)
            basket.lines[index].discounts.append(Basket.Discount(id: "21", amount: amount, isCoupon: true))
            total += amount
        }
        basket.coupons = [Basket.Coupon(type: 0, discount: total)]
    }

    /// A coupon for a part of each line.
    private mutating func percentage(_ basket: inout Basket) throws(AmountError) {
        let percent = Amount(dice.pick([5, 10, 12, 20, 33]))
        let decimals = decimals(basket)
        var total = Amount.zero
        for (index, line) in basket.lines.enumerated() {
            let amount = try line.list.percent(percent, decimals: decimals)
            basket.lines[index].discounts.append(Basket.Discount(id: "22", amount: amount, isCoupon: true))
            total += amount
        }
        basket.coupons = [Basket.Coupon(type: 1, discount: total)]
    }

    /// A coupon for so much off the order.
    private mutating func ofTotal(_ basket: inout Basket, type: Int) throws(AmountError) {
        let amount = try part(of: basket)
        try spread(over: &basket, amount, Basket.Discount(id: "2\(type)", amount: .zero, isCoupon: true))
        basket.coupons = [Basket.Coupon(type: type, discount: amount)]
    }

    /// Postage is cheaper already when the order is told; the coupon says what it was cheaper by.
    private mutating func shippingCoupon(_ basket: inout Basket) {
        let isFree = dice.chance(60)
        let off = Amount.pence(dice.pick([100, 250, 495]))
        if isFree { basket.shipping?.amount = .zero }
        basket.coupons = [Basket.Coupon(type: isFree ? 4 : 3, discount: off)]
    }

    /// A discount of an older order: the order knows it, no line does.
    private mutating func unnamed(_ basket: inout Basket) throws(AmountError) {
        basket.store.tellsDiscountedTotals = false
        basket.unnamedDiscount = try part(of: basket).rounded(to: 2)
    }

    /// Round sums and odd ones, never more than half the goods.
    private mutating func part(of basket: Basket) throws(AmountError) -> Amount {
        let half = try basket.lines.map(\.list).sum().percent(Amount(50), decimals: 2)
        return min(half, dice.pick([Amount(5), Amount(10), Amount(15), .pence(dice.between(1...4999))]))
    }

    /// Spreads an amount over the lines by their value, in pennies or in finer parts.
    private mutating func spread(
        over basket: inout Basket, _ amount: Amount, _ discount: Basket.Discount
    ) throws(AmountError) {
        let weights = basket.lines.map(\.list)
        let parts = decimals(basket) == 2 ? try amount.shared(over: weights) : try amount.sharedFinely(over: weights)
        for (index, part) in parts.enumerated() where !part.isZero {
            var share = discount
            (share.amount, share.isOfOrder) = (part, true)
            basket.lines[index].discounts.append(share)
        }
    }

    /// How finely the shop computes a discount.
    private mutating func decimals(_ basket: Basket) -> Int { basket.store.priceDecimals == 4 || dice.chance(25) ? 4 : 2 }
}
