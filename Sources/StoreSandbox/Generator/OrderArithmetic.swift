import Money

/// An amount with and without tax.
struct TaxedAmount {
    /// Without tax.
    var ex: Amount
    /// With tax.
    var inc: Amount
    /// The tax itself.
    var tax: Amount

    /// Nothing.
    static let zero = TaxedAmount(ex: .zero, inc: .zero, tax: .zero)

    /// Both amounts together.
    static func + (left: TaxedAmount, right: TaxedAmount) -> TaxedAmount {
        TaxedAmount(ex: left.ex + right.ex, inc: left.inc + right.inc, tax: left.tax + right.tax)
    }
}

/// How a store gets from the exact side of an amount to the other one.
///
/// With prices that contain tax, the price is what the shopper sees and the net has four decimals. Without, tax is computed for
/// a whole line and rounded to the penny, because the card is charged in pennies.
struct TaxSide {
    /// Whether entered prices contain tax.
    let isInclusive: Bool

    /// Tax of a whole line or cost.
    func taxed(_ exact: Amount, rate: Amount) throws(AmountError) -> TaxedAmount {
        guard !isInclusive else { return try inclusive(exact, rate: rate) }
        let tax = try exact.tax(percent: rate)
        return TaxedAmount(ex: exact, inc: exact + tax, tax: tax)
    }

    /// Tax of one piece, which is informative only and has four decimals on either side.
    func taxedUnit(_ exact: Amount, rate: Amount) throws(AmountError) -> TaxedAmount {
        guard !isInclusive else { return try inclusive(exact, rate: rate) }
        let tax = try exact.multiplied(by: rate).divided(by: Amount(100)).rounded(to: 4)
        return TaxedAmount(ex: exact, inc: exact + tax, tax: tax)
    }

    /// Splits a price with tax: the net has four decimals, the tax is the rest.
    private func inclusive(_ gross: Amount, rate: Amount) throws(AmountError) -> TaxedAmount {
        let net = try gross.multiplied(by: Amount(100)).divided(by: Amount(100) + rate).rounded(to: 4)
        return TaxedAmount(ex: net, inc: gross, tax: gross - net)
    }
}

/// The figures of one line.
struct LineFigures {
    /// One piece.
    var unit: TaxedAmount
    /// The line before discounts.
    var before: TaxedAmount
    /// The line after discounts; its tax is the one that is charged.
    var after: TaxedAmount
    /// What gift wrapping costs.
    var wrapping: TaxedAmount
}

/// The figures of a whole order, computed once from its draft.
struct OrderFigures {
    /// By line.
    var lines: [LineFigures] = []
    /// By delivery.
    var deliveries: [TaxedAmount] = []
    /// Handling of the whole order.
    var handling = TaxedAmount.zero
    /// By fee.
    var fees: [TaxedAmount] = []

    /// Computes everything.
    ///
    /// - Throws: `AmountError` for amounts beyond the range.
    init(_ draft: OrderDraft) throws(AmountError) {
        let side = TaxSide(isInclusive: draft.isInclusive)
        for line in draft.lines {
            let rate = draft.isTaxFree ? .zero : line.rate
            lines.append(
                LineFigures(
                    unit: try side.taxedUnit(line.unit, rate: rate), before: try side.taxed(line.total, rate: rate),
                    after: try side.taxed(line.total - line.discount, rate: rate),
                    wrapping: try side.taxed(line.wrapping?.cost ?? .zero, rate: draft.costRate)))
        }
        for delivery in draft.deliveries { deliveries.append(try side.taxed(delivery.cost, rate: draft.costRate)) }
        handling = try side.taxed(draft.handling, rate: draft.costRate)
        for fee in draft.fees { fees.append(try side.taxed(fee.amount, rate: draft.costRate)) }
    }

    /// All deliveries.
    var shipping: TaxedAmount { deliveries.reduce(.zero, +) }
    /// The gift wrapping of all lines.
    var wrapping: TaxedAmount { lines.map(\.wrapping).reduce(.zero, +) }

    /// Goods before discounts, with the tax that is charged after them: the shop's odd but constant habit.
    var subtotal: TaxedAmount {
        let before = lines.map(\.before).reduce(.zero, +)
        return TaxedAmount(ex: before.ex, inc: before.inc, tax: lines.map(\.after.tax).sum())
    }

    /// What the shopper owes.
    var total: TaxedAmount {
        let costs = shipping + handling + wrapping + fees.reduce(.zero, +)
        let goods = lines.map(\.after).reduce(.zero, +)
        let inc = goods.inc + costs.inc
        let tax = goods.tax + costs.tax
        return TaxedAmount(ex: inc - tax, inc: inc, tax: tax)
    }
}
