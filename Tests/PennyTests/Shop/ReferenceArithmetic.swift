import Money

/// What the ledger holds when the reference product's mapping carried the order: its recipe to the letter (decision 17).
///
/// The unit price is the shop's price without tax, brought to the ledger's decimals once more. A line's discounts, which an
/// inclusive store tells with tax, are divided by the pieces and taken off it. A line that carries tax gets T1, any other T0.
/// Postage is the only cost it knows. Sage then rounds net and tax of every line.
struct ReferenceArithmetic {
    /// Decimals of a unit price in the ledger: 2, or 4 as some companies set it.
    let unitDecimals: Int

    /// The order's total in the ledger.
    func total(_ till: Till) throws(AmountError) -> Amount {
        var total = try line(pieces: 1, price: till.shipping.ex, discount: .zero, isTaxed: till.shipping.tax > .zero)
        for (line, figures) in zip(till.basket.lines, till.lines) {
            total += try self.line(
                pieces: line.quantity, price: figures.piece.ex, discount: line.discounts.map(\.amount).sum(),
                isTaxed: figures.piece.tax > .zero)
        }
        return total
    }

    private func line(pieces: Int, price: Amount, discount: Amount, isTaxed: Bool) throws(AmountError) -> Amount {
        let unit = price.rounded(to: unitDecimals)
        let discounted = (unit - (try discount.divided(by: Amount(pieces)))).rounded(to: unitDecimals)
        let net = discounted.times(pieces).rounded(to: 2)
        return net + (try net.percent(isTaxed ? Amount(20) : .zero, decimals: 2))
    }
}
