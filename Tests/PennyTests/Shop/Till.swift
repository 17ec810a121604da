import Money

/// An amount as the shop tells it: without tax, with tax, and the tax.
struct TaxedAmount: Equatable {
    var ex: Amount
    var inc: Amount
    var tax: Amount

    static let zero = TaxedAmount(ex: .zero, inc: .zero, tax: .zero)

    static func + (left: TaxedAmount, right: TaxedAmount) -> TaxedAmount {
        TaxedAmount(ex: left.ex + right.ex, inc: left.inc + right.inc, tax: left.tax + right.tax)
    }
}

/// What the shop computes of a basket: every figure of the order, with four decimals.
///
/// Written from decision 13: in an inclusive store `total_inc = subtotal_inc + charges_inc − discounts`, in an exclusive one
/// `total_ex = subtotal_ex + charges_ex − discounts` and `total_inc = total_ex + total_tax`. Of a line, the totals are told before
/// discounts and the tax after them; that is the shop's habit, not a slip of this file.
struct Till {
    let basket: Basket
    private(set) var lines: [LineFigures] = []
    private(set) var shipping = TaxedAmount.zero
    private(set) var handling = TaxedAmount.zero
    private(set) var fees: [TaxedAmount] = []

    /// The figures of one line.
    struct LineFigures {
        var piece: TaxedAmount
        /// Before discounts.
        var list: TaxedAmount
        /// After discounts; its tax is the one that is charged.
        var charged: TaxedAmount
        var wrapping: TaxedAmount
    }

    /// - Throws: `AmountError`, which no basket of this suite causes.
    init(_ basket: Basket) throws(AmountError) {
        self.basket = basket
        var lists: [TaxedAmount] = []
        for line in basket.lines { lists.append(try list(line)) }
        // A discount of the order is spread by the price without tax.
        let unnamed = try basket.unnamedDiscount.shared(over: lists.map(\.ex))
        for (index, line) in basket.lines.enumerated() {
            lines.append(
                LineFigures(
                    piece: try taxed(line.price, rate(line.rate), decimals: 4), list: lists[index],
                    charged: try taxed(Basket.Charge(amount: line.discounted - unnamed[index], rate: line.rate)),
                    wrapping: try taxed(Basket.Charge(amount: line.wrapping ?? .zero, rate: Amount(20)))))
        }
        shipping = try taxed(basket.shipping)
        handling = try taxed(basket.handling)
        for fee in basket.fees { fees.append(try taxed(fee)) }
    }

    /// Nothing that leaves the country is taxed.
    private func rate(_ rate: Amount) -> Amount { basket.country == "GB" ? rate : .zero }

    private func list(_ line: Basket.Line) throws(AmountError) -> TaxedAmount {
        var list = try taxed(Basket.Charge(amount: line.list, rate: line.rate))
        if basket.store.isInclusive, basket.store.netsPieces {
            list.ex = try line.price.withoutTax(rate(line.rate), decimals: 4).times(line.quantity)
        }
        return list
    }

    private func taxed(_ charge: Basket.Charge?) throws(AmountError) -> TaxedAmount {
        guard let charge else { return .zero }
        return try taxed(charge.amount, rate(charge.rate), decimals: basket.store.taxDecimals)
    }

    /// From the exact side to the other one. With prices that contain tax the net has four decimals and the tax is the rest.
    private func taxed(_ exact: Amount, _ rate: Amount, decimals: Int) throws(AmountError) -> TaxedAmount {
        guard !basket.store.isInclusive else {
            let net = try exact.withoutTax(rate, decimals: 4)
            return TaxedAmount(ex: net, inc: exact, tax: exact - net)
        }
        let tax = try exact.percent(rate, decimals: decimals)
        return TaxedAmount(ex: exact, inc: exact + tax, tax: tax)
    }
}

extension Till {
    var wrapping: TaxedAmount { lines.map(\.wrapping).reduce(.zero, +) }

    /// Goods before discounts, with the tax after them.
    var subtotal: TaxedAmount {
        TaxedAmount(ex: lines.map(\.list.ex).sum(), inc: lines.map(\.list.inc).sum(), tax: lines.map(\.charged.tax).sum())
    }

    /// Goods after discounts and all costs: what the shopper owes, by whatever means it is paid.
    var due: TaxedAmount {
        let sum = (lines.map(\.charged) + [shipping, handling, wrapping] + fees).reduce(.zero, +)
        return TaxedAmount(ex: sum.inc - sum.tax, inc: sum.inc, tax: sum.tax)
    }

    /// What the shopper paid, rounded as the card was charged.
    var paid: Amount { due.inc.rounded(to: 2) }

    /// What the shop kept of it: the ledger must hold exactly this.
    var kept: Amount { paid - refunds.sum() }

    /// What was given back for the pieces of each line that came back, to the penny.
    var refunds: [Amount] {
        zip(basket.lines, lines).map { line, figures in
            Amount(micros: figures.charged.inc.micros * Int128(line.refunded) / Int128(line.quantity)).rounded(to: 2)
        }
    }

    /// Paid by gift certificate, whole pennies.
    var voucher: Amount { share(basket.voucherShare) }
    /// Paid by store credit, whole pennies.
    var credit: Amount { share(basket.creditShare) }

    /// `total_inc_tax` and its companions as the store tells them.
    var total: TaxedAmount {
        let instruments = basket.store.totalIncludesInstruments ? .zero : min(voucher + credit, due.inc)
        return TaxedAmount(ex: due.ex - instruments, inc: due.inc - instruments, tax: due.tax)
    }

    /// Automatic and manual discounts of the goods.
    var discountAmount: Amount { discounts { !$0.isCoupon } + basket.unnamedDiscount }

    /// What coupons took off.
    var couponDiscount: Amount {
        let freeShipping = basket.coupons.filter { $0.type == 4 }.map(\.discount).sum()
        return discounts(\.isCoupon) + (basket.store.countsFreeShipping ? freeShipping : .zero)
    }

    private func discounts(_ counts: (Basket.Discount) -> Bool) -> Amount {
        basket.lines.flatMap(\.discounts).filter(counts).map(\.amount).sum()
    }

    private func share(_ percent: Int) -> Amount {
        let pence = paid.micros / Amount.penny.micros
        return Amount(micros: pence * Int128(percent) / 100 * Amount.penny.micros)
    }
}
