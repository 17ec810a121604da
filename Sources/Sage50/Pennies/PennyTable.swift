/// The cheapest way to every sum of pennies, one option per step.
struct PennyTable {
    /// The options of a step: pennies and cost.
    typealias Step = [(delta: Int, cost: PennyCost)]

    /// How many pennies the steps may be off together on the way.
    private static let widest = 8
    private static let width = 2 * widest + 1

    private struct Way {
        var cost: PennyCost
        /// What the last step added.
        var delta: Int
    }

    /// After each step, the ways by sum from `-widest`; the first row is the start.
    private var rows: [Way?]
    private let steps: Int

    init(_ steps: [Step]) {
        self.steps = steps.count
        rows = Array(repeating: nil, count: (steps.count + 1) * PennyTable.width)
        rows[PennyTable.widest] = Way(cost: .none, delta: 0)
        for (index, options) in steps.enumerated() { take(options, row: index * PennyTable.width) }
    }

    /// Keeps the cheaper way to a sum; the one found first wins a tie.
    private mutating func take(_ options: Step, row: Int) {
        let next = row + PennyTable.width
        for sum in 0..<PennyTable.width {
            guard let way = rows[row + sum] else { continue }
            for option in options where (0..<PennyTable.width).contains(sum + option.delta) {
                let cost = way.cost + option.cost
                if let known = rows[next + sum + option.delta], known.cost <= cost { continue }
                rows[next + sum + option.delta] = Way(cost: cost, delta: option.delta)
            }
        }
    }

    /// Every sum that can be reached, and the least it costs.
    var ends: [(sum: Int, cost: PennyCost)] {
        (0..<PennyTable.width).compactMap { sum in
            rows[steps * PennyTable.width + sum].map { (sum - PennyTable.widest, $0.cost) }
        }
    }

    /// What each step adds on the cheapest way to a sum; `nil` when there is none.
    func deltas(to sum: Int) -> [Int]? {
        var deltas = Array(repeating: 0, count: steps)
        var position = sum + PennyTable.widest
        for step in (0..<steps).reversed() {
            guard let way = rows[(step + 1) * PennyTable.width + position] else { return nil }
            deltas[step] = way.delta
            position -= way.delta
        }
        return deltas
    }
}
