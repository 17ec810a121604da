/// What an arrangement costs, as one number that compares in the order of importance: penny lines, changes, preference, which
/// line takes a penny.
struct PennyCost: Sendable, Comparable {
    private var value: Int

    static let none = PennyCost(value: 0)

    static func < (left: PennyCost, right: PennyCost) -> Bool { left.value < right.value }
    static func + (left: PennyCost, right: PennyCost) -> PennyCost { PennyCost(value: left.value + right.value) }

    // Each weight is above the largest sum that the weights below it can reach with 50 lines and more.
    private static let rank = 10
    private static let preference = 10_000_000
    /// Half a change: a penny that moves leaves one line and arrives at another.
    private static let half = 100_000_000_000
    private static let lastResort = 1_000_000_000_000_000

    /// Changes: pennies moved, pieces added.
    var changes: Int { value % PennyCost.lastResort / PennyCost.half / 2 }

    /// Whether nothing with a split can be cheaper: a single penny that moved between lines of one code, or no change.
    var isUnbeatable: Bool { value < 2 * PennyCost.half + PennyCost.preference }

    /// A line that is off by `pennies`. Goods rather give a penny than take one: the tax is never understated by it.
    static func moving(_ pennies: Int, rank: Int, isCarriage: Bool) -> PennyCost {
        let takes = pennies > 0 && !isCarriage ? 1 : 0
        return PennyCost(value: abs(pennies) * (half + rank * PennyCost.rank) + takes)
    }

    static func splitting(_ pieces: Int, isCarriage: Bool) -> PennyCost {
        PennyCost(value: pieces * (2 * half + (isCarriage ? 2 : 1) * preference))
    }

    /// A code that is off by `pennies` as a whole; the other code is off by as much.
    static func betweenCodes(_ pennies: Int) -> PennyCost { PennyCost(value: abs(pennies) * 2 * preference) }

    static let pennyLine = PennyCost(value: lastResort + half)
}
