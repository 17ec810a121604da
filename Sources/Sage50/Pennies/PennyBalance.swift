internal import Money

/// Chooses one option per line so that the pennies the lines are off add up to nothing, with the least cost.
///
/// Lines of one code are balanced among themselves first; what a code is off by as a whole is then balanced between the codes. Both
/// steps are tables over the sum of pennies, so the result is the least of all combinations and the work grows with the number of
/// lines only.
struct PennyBalance {
    /// How many pennies the lines of one code may be off together.
    private static let widest = 8

    /// What was chosen: for each line its distance in pennies, and the code that gets a penny line.
    struct Choice: Equatable {
        var deltas: [Int]
        var pennyLineCode: String?
        var cost: PennyCost
    }

    private let lines: [LineOptions]
    private let ranks: [Int]

    init(_ lines: [LineOptions]) {
        self.lines = lines
        ranks = PennyBalance.ranks(lines)
    }

    /// - Parameter withPennyLine: one code may get a line of 0.01 net.
    /// - Returns: `nil` when no combination adds up.
    func best(withPennyLine: Bool) -> Choice? {
        let groups = codes.map { Group(code: $0.code, members: $0.members, table: table(of: $0.members)) }
        var sums = Sums(ways: [Way(cost: .none, deltas: [])], widest: 0)
        for group in groups { sums = adding(group, to: sums, withPennyLine: withPennyLine) }
        guard let way = sums[0] else { return nil }
        var deltas = Array(repeating: 0, count: lines.count)
        var pennyLineCode: String?
        for (group, sum) in zip(groups, way.deltas) {
            let hasPennyLine = way.pennyLine == group.code
            if hasPennyLine { pennyLineCode = group.code }
            guard let inside = group.table[hasPennyLine ? sum - 1 : sum] else { return nil }
            for (member, delta) in zip(group.members, inside.deltas) { deltas[member] = delta }
        }
        return Choice(deltas: deltas, pennyLineCode: pennyLineCode, cost: way.cost)
    }

    /// The lines of each code, codes in the order in which they first appear.
    private var codes: [(code: String, members: [Int])] {
        var found: [(code: String, members: [Int])] = []
        for (index, line) in lines.enumerated() {
            if let known = found.firstIndex(where: { $0.code == line.line.code }) {
                found[known].members.append(index)
            } else {
                found.append((line.line.code, [index]))
            }
        }
        return found
    }

    /// Which line takes a moved penny first: the carriage, then the largest.
    private static func ranks(_ lines: [LineOptions]) -> [Int] {
        let order = lines.indices.sorted {
            let (left, right) = (lines[$0].line, lines[$1].line)
            if left.isCarriage != right.isCarriage { return left.isCarriage }
            return (right.gross, $0) < (left.gross, $1)
        }
        var ranks = Array(repeating: 0, count: lines.count)
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        return ranks
    }

    // MARK: Tables

    private struct Group {
        var code: String
        var members: [Int]
        var table: Sums
    }

    /// The cheapest way to a sum of pennies; `deltas` per line of a code, or per code.
    private struct Way {
        var cost: PennyCost
        var deltas: [Int]
        var pennyLine: String?
    }

    /// Ways by sum, from `-widest` to `widest`.
    private struct Sums {
        var ways: [Way?]
        var widest: Int

        init(ways: [Way?], widest: Int) {
            self.ways = ways
            self.widest = widest
        }

        init(widest: Int) { self.init(ways: Array(repeating: nil, count: 2 * widest + 1), widest: widest) }

        subscript(sum: Int) -> Way? { abs(sum) <= widest ? ways[sum + widest] : nil }

        /// Keeps the cheaper way; the one found first wins a tie.
        mutating func offer(_ cost: PennyCost, at sum: Int, _ way: () -> Way) {
            guard abs(sum) <= widest else { return }
            if let known = ways[sum + widest], known.cost <= cost { return }
            ways[sum + widest] = way()
        }
    }

    private func table(of members: [Int]) -> Sums {
        var sums = Sums(ways: [Way(cost: .none, deltas: [])], widest: 0)
        for member in members {
            var next = Sums(widest: min(sums.widest + LineOptions.reach, PennyBalance.widest))
            for case let (index, way?) in sums.ways.enumerated() {
                for option in lines[member].best.compactMap({ $0 }) {
                    let cost = way.cost + cost(of: option, member)
                    next.offer(cost, at: index - sums.widest + option.delta) {
                        Way(cost: cost, deltas: way.deltas + [option.delta])
                    }
                }
            }
            sums = next
        }
        return sums
    }

    private func cost(of option: LineOption, _ member: Int) -> PennyCost {
        let isCarriage = lines[member].line.isCarriage
        return .moving(option.delta, rank: ranks[member], isCarriage: isCarriage)
            + .splitting(option.fit.splits, isCarriage: isCarriage)
    }

    private func adding(_ group: Group, to sums: Sums, withPennyLine: Bool) -> Sums {
        var next = Sums(widest: min(sums.widest + group.table.widest + 1, PennyBalance.widest))
        for case let (index, way?) in sums.ways.enumerated() {
            for case let (inside, option?) in group.table.ways.enumerated() {
                for extra in 0...(withPennyLine && way.pennyLine == nil ? 1 : 0) {
                    let delta = inside - group.table.widest + extra
                    let cost = way.cost + option.cost + .betweenCodes(delta) + (extra == 1 ? .pennyLine : .none)
                    next.offer(cost, at: index - sums.widest + delta) {
                        Way(
                            cost: cost, deltas: way.deltas + [delta], pennyLine: extra == 1 ? group.code : way.pennyLine)
                    }
                }
            }
        }
        return next
    }
}
