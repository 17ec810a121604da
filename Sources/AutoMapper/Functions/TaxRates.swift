internal import Money

/// The rates that have tax codes, and which of them a pair of prices tells.
struct TaxRates {
    /// Percentages, lowest first.
    private let rates: [Amount]

    /// Reads a list such as `20=1 5=5 0=0`; what follows an equals sign is the code and does not matter here.
    ///
    /// - Throws: ``FunctionError/notAnAmount(function:reason:)`` for a rate that is not a number.
    init(_ list: String, function: String) throws(FunctionError) {
        var rates: Set<Amount> = []
        for entry in list.split(whereSeparator: \.isWhitespace) {
            do throws(AmountError) {
                rates.insert(try Amount(parsing: entry.prefix { $0 != "=" }))
            } catch {
                throw .notAnAmount(function: function, reason: "tax codes '\(list)': \(error)")
            }
        }
        self.rates = rates.sorted()
    }

    /// Whether a rate is in the list.
    func contains(_ rate: Amount) -> Bool { rates.contains(rate) }

    /// The rate between a price with and without tax.
    ///
    /// Both prices are rounded by the shop, to the penny at worst, so a rate of the list counts when the price it gives is
    /// within half a penny on either side. A price of nothing tells no rate; nor does one so small that even the highest rate
    /// leaves no tax after rounding. Prices that fit no rate of the list tell their own, to two decimals: it has no tax code, and
    /// the error names it.
    ///
    /// - Returns: a percentage, `nil` when the prices do not tell.
    func rate(inc: Amount, ex: Amount) throws(FunctionError) -> Amount? {
        guard !inc.isZero, !ex.isZero else { return nil }
        do throws(AmountError) {
            if inc == ex { return try isTooSmall(ex) ? nil : .zero }
            if let nearest = try nearest(inc: inc, ex: ex) { return nearest }
            return (try inc.divided(by: ex) - .one).rounded(to: 4) * 100
        } catch {
            throw .notAnAmount(function: "rate-of", reason: error.description)
        }
    }

    private func isTooSmall(_ ex: Amount) throws(AmountError) -> Bool {
        guard let highest = rates.last else { return false }
        return try ex.magnitude.multiplied(by: highest).divided(by: Amount(100)).rounded(to: 2).isZero
    }

    private func nearest(inc: Amount, ex: Amount) throws(AmountError) -> Amount? {
        var best: (rate: Amount, gap: Amount)?
        for rate in rates {
            let expected = try ex.multiplied(by: Amount(100) + rate).divided(by: Amount(100))
            let gap = (inc - expected).magnitude
            // Half a penny of the price with tax, and half a penny of the one without, taxed.
            let tolerance = try Amount(micros: 5_000).multiplied(by: Amount(200) + rate).divided(by: Amount(100))
            if gap <= tolerance, best.map({ gap < $0.gap }) ?? true { best = (rate, gap) }
        }
        return best?.rate
    }
}

extension Amount {
    /// The amount times a whole number, for percentages.
    fileprivate static func * (amount: Amount, factor: Int128) -> Amount { Amount(micros: amount.micros * factor) }
}
