internal import Money

extension PlainOrder {
    /// The lines of a choice, and what was changed for it.
    init(_ lines: [LineOptions], _ choice: PennyBalance.Choice) {
        self.init(lines, choice.deltas)
        var debts = PennyDebts(lines, choice.deltas)
        if let code = choice.pennyLineCode { addPennyLine(code, lines, &debts) }
        adjustments += debts.movedPennies()
    }

    /// The lines, each with the option that is off by so many pennies, and what was split.
    init(_ lines: [LineOptions], _ deltas: [Int]) {
        self.init(lines: [])
        for (index, (line, delta)) in zip(lines, deltas).enumerated() {
            guard let option = line.option(delta) else { continue }
            for (number, piece) in option.pieces.enumerated() {
                let role: PlainLine.Role = line.line.isCarriage ? (number == 0 ? .carriage : .carriageLine) : .line
                self.lines.append(
                    PlainLine(
                        wanted: index, role: role, quantity: piece.quantity, unitPrice: piece.unitPrice, net: piece.net,
                        tax: piece.tax))
            }
            adjustments += Adjustment.split(option, line.line, index)
        }
    }

    /// 0.01 net, whose tax rounds to nothing, for a line of the code that lacks a penny.
    private mutating func addPennyLine(_ code: String, _ lines: [LineOptions], _ debts: inout PennyDebts) {
        guard let poor = debts.payOne(code: code) else { return }
        self.lines.append(
            PlainLine(
                wanted: poor, role: .pennyLine, quantity: .one, unitPrice: .penny, net: .penny, tax: .zero))
        adjustments.append(
            Adjustment(
                kind: .pennyLine, wanted: poor, amount: .penny,
                text: "no price gives \(lines[poor].line.place) its total of \(money(lines[poor].line.gross)): it is posted with "
                    + "\(money(lines[poor].line.gross - .penny)), and 0.01 as a line of its own at code \(code)"))
    }
}

extension Adjustment {
    /// One change per piece beyond the first.
    fileprivate static func split(_ option: LineOption, _ line: WantedLine, _ index: Int) -> [Adjustment] {
        let parts = option.pieces.map { "\($0.quantity) × \($0.unitPrice)" }.joined(separator: " and ")
        return option.pieces.dropFirst().map { piece in
            line.isCarriage
                ? Adjustment(
                    kind: .carriageLine, wanted: index, amount: piece.gross,
                    text: "\(money(piece.gross)) of the carriage is posted as a line, because no one amount gives its total")
                : Adjustment(
                    kind: .splitLine, wanted: index, amount: .zero,
                    text: "\(line.place) is posted as \(parts), because no one price gives \(money(line.gross))")
        }
    }
}

/// Which lines lack pennies and which have too many: who gave to whom.
private struct PennyDebts {
    private let lines: [LineOptions]
    private var deltas: [Int]

    init(_ lines: [LineOptions], _ deltas: [Int]) {
        self.lines = lines
        self.deltas = deltas
    }

    /// The line of this code that lacks most gets a penny from outside; any other line when none of the code lacks one.
    mutating func payOne(code: String) -> Int? {
        let poor = deltas.indices.filter { deltas[$0] < 0 }
        let own = poor.filter { lines[$0].line.code == code }
        guard let index = (own.isEmpty ? poor : own).min(by: { deltas[$0] < deltas[$1] }) else { return nil }
        deltas[index] += 1
        return index
    }

    /// Every penny that a line lacks is with another one, of the same code as long as there is one.
    mutating func movedPennies() -> [Adjustment] {
        var moved: [Adjustment] = []
        while let giver = deltas.firstIndex(where: { $0 < 0 }) {
            let rich = deltas.indices.filter { deltas[$0] > 0 }
            guard let taker = rich.first(where: { lines[$0].line.code == lines[giver].line.code }) ?? rich.first else { break }
            deltas[giver] += 1
            deltas[taker] -= 1
            moved.append(
                Adjustment(
                    kind: .movedPenny, wanted: giver, amount: .penny,
                    text: "0.01 of \(lines[giver].line.place) is posted with \(lines[taker].line.place)"))
        }
        return moved
    }
}

private func money(_ amount: Amount) -> String { amount.formatted(decimals: 2) }
