extension Amount {
    public static func + (left: Amount, right: Amount) -> Amount { Amount(micros: left.micros + right.micros) }
    public static func - (left: Amount, right: Amount) -> Amount { Amount(micros: left.micros - right.micros) }
    public static prefix func - (value: Amount) -> Amount { Amount(micros: -value.micros) }
    public static func += (left: inout Amount, right: Amount) { left = left + right }
    public static func -= (left: inout Amount, right: Amount) { left = left - right }

    /// The product, rounded half away from zero to six decimals.
    ///
    /// - Throws: ``AmountError/outOfRange(_:)``.
    public func multiplied(by factor: Amount) throws(AmountError) -> Amount {
        let (product, overflow) = micros.multipliedReportingOverflow(by: factor.micros)
        guard !overflow else { throw .outOfRange("\(self) × \(factor)") }
        return Amount(micros: Amount.divide(product, by: Amount.scale))
    }

    /// The quotient, rounded half away from zero to six decimals.
    ///
    /// - Throws: ``AmountError/divisionByZero`` or ``AmountError/outOfRange(_:)``.
    public func divided(by divisor: Amount) throws(AmountError) -> Amount {
        guard !divisor.isZero else { throw .divisionByZero }
        let (scaled, overflow) = micros.multipliedReportingOverflow(by: Amount.scale)
        guard !overflow else { throw .outOfRange("\(self) ÷ \(divisor)") }
        return Amount(micros: Amount.divide(scaled, by: divisor.micros))
    }

    /// Rounded half away from zero, the rule of UK accounts; the one place that rounds.
    public func rounded(to decimals: Int) -> Amount {
        guard decimals < 6 else { return self }
        let step = (0..<(6 - max(decimals, 0))).reduce(Int128(1)) { step, _ in step * 10 }
        return Amount(micros: Amount.divide(micros, by: step) * step)
    }

    /// The largest whole number that is not above the value.
    public var floor: Int128 {
        let quotient = micros / Amount.scale
        return micros % Amount.scale < 0 ? quotient - 1 : quotient
    }

    private static func divide(_ dividend: Int128, by divisor: Int128) -> Int128 {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        let isHalfOrMore = remainder.magnitude >= divisor.magnitude - remainder.magnitude
        guard isHalfOrMore else { return quotient }
        return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1
    }
}

extension Sequence<Amount> {
    public func sum() -> Amount { reduce(.zero, +) }
}

extension Amount {
    /// Splits a gross amount into net and tax: net = gross ÷ (1 + rate) to the penny, tax is the rest.
    ///
    /// - Parameter percent: the VAT rate, for instance 20.
    /// - Throws: ``AmountError`` for a rate of -100 or amounts beyond the range.
    public func splitGross(percent: Amount) throws(AmountError) -> (net: Amount, tax: Amount) {
        let hundred = Amount(100)
        let net = try multiplied(by: hundred).divided(by: hundred + percent).rounded(to: 2)
        return (net, self - net)
    }

    /// Tax on a net amount, to the penny: net × rate.
    public func tax(percent: Amount) throws(AmountError) -> Amount {
        try multiplied(by: percent).divided(by: Amount(100)).rounded(to: 2)
    }

    /// Shares the amount over `weights` so that the parts add up to it exactly, each part in pennies.
    ///
    /// Largest remainder: every part is rounded towards zero, then the pennies left go one by one to the parts that lost most,
    /// the earlier first. All weights zero: the whole amount goes to the first part.
    public func shared(over weights: [Amount]) throws(AmountError) -> [Amount] {
        guard !weights.isEmpty else { return [] }
        let total = weights.sum()
        guard !total.isZero else { return [self] + weights.dropFirst().map { _ in .zero } }
        var parts: [Amount] = []
        var losses: [(index: Int, loss: Amount)] = []
        for (index, weight) in weights.enumerated() {
            let exact = try multiplied(by: weight).divided(by: total)
            let part = Amount(micros: exact.micros / Amount.penny.micros * Amount.penny.micros)
            parts.append(part)
            losses.append((index, (exact - part).magnitude))
        }
        let order = losses.sorted { ($1.loss, $0.index) < ($0.loss, $1.index) }
        var rest = self - parts.sum()
        let step = rest.isNegative ? -Amount.penny : Amount.penny
        var turn = 0
        while rest.magnitude >= Amount.penny {
            parts[order[turn % order.count].index] += step
            rest -= step
            turn += 1
        }
        parts[order[0].index] += rest
        return parts
    }
}
