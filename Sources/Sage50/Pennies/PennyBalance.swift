internal import Money

/// Chooses one option per line so that the pennies the lines are off add up to nothing, with the least cost.
///
/// Lines of one code are balanced among themselves first; what a code is off by as a whole is then balanced between the codes. Both
/// steps are tables over the sum of pennies, so the result is the least of all combinations and the work grows with the number of
/// lines only.
struct PennyBalance {
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
        let codes = codes
        let pennyLine: [PennyTable.Step] = withPennyLine ? [[(0, .none), (1, .pennyLine)]] : []
        let inside = codes.map { PennyTable($0.members.map(options) + pennyLine) }
        let between = PennyTable(inside.map { table in table.ends.map { ($0.sum, $0.cost + .betweenCodes($0.sum)) } })
        guard let end = between.ends.first(where: { $0.sum == 0 }), let sums = between.deltas(to: 0) else { return nil }
        var choice = Choice(deltas: Array(repeating: 0, count: lines.count), cost: end.cost)
        for (index, code) in codes.enumerated() {
            guard let deltas = inside[index].deltas(to: sums[index]) else { return nil }
            for (member, delta) in zip(code.members, deltas) { choice.deltas[member] = delta }
            guard withPennyLine, deltas.last == 1 else { continue }
            // Two of them are never better than one, and one is all there may be.
            guard choice.pennyLineCode == nil else { return nil }
            choice.pennyLineCode = code.code
        }
        return choice
    }

    private func options(_ member: Int) -> PennyTable.Step {
        let isCarriage = lines[member].line.isCarriage
        return lines[member].best.compactMap { option in
            option.map {
                (
                    $0.delta,
                    .moving($0.delta, rank: ranks[member], isCarriage: isCarriage)
                        + .splitting($0.fit.splits, isCarriage: isCarriage)
                )
            }
        }
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
}
