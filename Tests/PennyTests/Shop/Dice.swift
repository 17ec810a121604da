import Money

/// Random numbers that are the same for the same seed on every machine.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    /// - Parameter seed: neighbouring seeds give sequences that have nothing in common.
    init(seed: UInt64) { state = seed }

    /// A Weyl sequence, its steps mixed so that every bit of a step changes half the bits of the result.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True in `percent` of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { between(1...100) <= percent }

    /// Any number of the range, all alike.
    mutating func between(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// One of the choices; a choice that is named twice comes twice as often.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[between(0...choices.count - 1)] }
}

extension Amount {
    /// A whole number of pennies.
    static func pence(_ pence: Int) -> Amount { Amount(micros: Int128(pence) * Amount.penny.micros) }

    /// The amount so many times, exactly.
    func times(_ count: Int) -> Amount { Amount(micros: micros * Int128(count)) }

    /// This percentage of the amount.
    ///
    /// - Parameter decimals: to which the result is rounded.
    func percent(_ percent: Amount, decimals: Int) throws(AmountError) -> Amount {
        try multiplied(by: percent).divided(by: Amount(100)).rounded(to: decimals)
    }

    /// What is left of a gross amount without its tax.
    ///
    /// - Parameter decimals: to which the result is rounded.
    func withoutTax(_ rate: Amount, decimals: Int) throws(AmountError) -> Amount {
        try multiplied(by: Amount(100)).divided(by: Amount(100) + rate).rounded(to: decimals)
    }

    /// Shares the amount over weights in parts of four decimals that add up to it exactly.
    func sharedFinely(over weights: [Amount]) throws(AmountError) -> [Amount] {
        try times(100).shared(over: weights).map { Amount(micros: $0.micros / 100) }
    }
}
