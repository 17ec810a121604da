import Money

/// Discounts and coupons of every kind.
extension OrderGenerator {
    /// Gives a plain order the discount of a shape.
    mutating func applyDiscount(_ shape: OrderShape, to draft: inout OrderDraft) throws(AmountError) {
        switch shape {
        case .lineDiscount: try discountLine(&draft)
        case .manualDiscount:
            try spread(
                &draft,
                DraftDiscount(
                    id: "manual-discount", name: "Manual discount", code: nil, amount: try part(of: draft, percent: 10),
                    target: "order", isCoupon: false))
        case .couponPerItem: perItem(&draft)
        case .couponPercentage: try percentage(&draft)
        case .couponPerTotal: try perTotal(&draft, type: 2, code: "FIVEOFF")
        case .couponPromotion: try perTotal(&draft, type: 5, code: "PROMO7")
        case .couponShipping: shippingCoupon(&draft, type: 3, code: "POST2", share: 2)
        default: shippingCoupon(&draft, type: 4, code: "FREEPOST", share: 1)
        }
    }

    /// A quarter off the first line, by a rule of the shop.
    private func discountLine(_ draft: inout OrderDraft) throws(AmountError) {
        let amount = try draft.lines[0].total.tax(percent: Amount(25))
        draft.lines[0].discounts = [
            DraftDiscount(id: "12", name: "Spring sale", code: nil, amount: amount, target: "product", isCoupon: false)
        ]
    }

    /// A share of the goods, to the penny.
    private func part(of draft: OrderDraft, percent: Int) throws(AmountError) -> Amount {
        try draft.lines.map(\.total).sum().tax(percent: Amount(percent))
    }

    /// Spreads a discount over all lines in proportion to their value, without losing a penny.
    private func spread(_ draft: inout OrderDraft, _ discount: DraftDiscount) throws(AmountError) {
        let parts = try discount.amount.shared(over: draft.lines.map(\.total))
        for (index, amount) in parts.enumerated() where !amount.isZero {
            var part = discount
            part.amount = amount
            draft.lines[index].discounts.append(part)
        }
    }

    /// One unit of money off each piece, but never more than half its price.
    private func perItem(_ draft: inout OrderDraft) {
        var total = Amount.zero
        for index in draft.lines.indices where draft.lines[index].unit > Amount(2) {
            let amount = Amount(draft.lines[index].quantity)
            draft.lines[index].discounts.append(coupon(21, "ONEOFF", amount: amount, target: "product"))
            total += amount
        }
        draft.coupons = [DraftCoupon(id: 21, code: "ONEOFF", amount: .one, type: 0, discount: total)]
    }

    /// A tenth off each line.
    private func percentage(_ draft: inout OrderDraft) throws(AmountError) {
        var total = Amount.zero
        for index in draft.lines.indices {
            let amount = try draft.lines[index].total.tax(percent: Amount(10))
            draft.lines[index].discounts.append(coupon(22, "SPRING10", amount: amount, target: "product"))
            total += amount
        }
        draft.coupons = [DraftCoupon(id: 22, code: "SPRING10", amount: Amount(10), type: 1, discount: total)]
    }

    /// Five off the whole order, but never more than half of it.
    private func perTotal(_ draft: inout OrderDraft, type: Int, code: String) throws(AmountError) {
        let amount = min(Amount(5), try part(of: draft, percent: 50))
        try spread(&draft, coupon(20 + type, code, amount: amount, target: "order"))
        draft.coupons = [DraftCoupon(id: 20 + type, code: code, amount: amount, type: type, discount: amount)]
    }

    /// The part of a coupon that a line shows.
    private func coupon(_ id: Int, _ code: String, amount: Amount, target: String) -> DraftDiscount {
        DraftDiscount(id: String(id), name: code, code: code, amount: amount, target: target, isCoupon: true)
    }

    /// Takes the delivery's cost away, or a part of it. The coupon lists what it took although the delivery is cheaper already,
    /// so a client that subtracts it once more is wrong.
    private func shippingCoupon(_ draft: inout OrderDraft, type: Int, code: String, share: Int128) {
        let usual = Amount(micros: 496 * Amount.penny.micros)
        let taken = Amount(micros: usual.micros / share)
        draft.deliveries = draft.deliveries.map { ($0.address, usual - taken) }
        draft.coupons = [DraftCoupon(id: 20 + type, code: code, amount: type == 4 ? .zero : taken, type: type, discount: taken)]
    }
}
