internal import Money

/// Finds unit prices for a ledger that takes only quantity × unit price at a code, so that its total is the shop's to the penny.
///
/// ``LedgerRules/amounts(_:rate:company:)`` says what the ledger will make of a line; nothing here rounds by itself. Of all
/// arrangements within reach the one with the fewest changes is taken; among equals, in this order of preference:
///
/// 1. every line at one price, which reaches its own total: no change at all;
/// 2. a penny moved between two lines of one code: the carriage is asked first, then the largest line;
/// 3. a line split into two pieces whose prices are as close as can be, then into three;
/// 4. a part of the carriage as a line without product record;
/// 5. a penny moved between lines of different codes.
///
/// A penny line (decision 14) is the last resort: only where none of these reaches the total. A line never leaves its own total by
/// more than ``LineOptions/reach`` pennies; a free line stays free. The same order always gives the same answer.
struct PennySearch: Sendable {
    let company: LedgerCodes.CompanySettings

    /// - Throws: ``PennyFailure`` when no arrangement reaches the total; the order is then held.
    func plain(_ order: WantedOrder) throws(PennyFailure) -> PlainOrder {
        try check(order)
        let found: PlainOrder?
        do { found = try search(order) } catch { throw .amount(error) }
        guard let found else { throw .unreachable(total: order.total) }
        return found
    }

    private func check(_ order: WantedOrder) throws(PennyFailure) {
        let sum = order.lines.map(\.gross).sum()
        guard sum == order.total, order.lines.allSatisfy({ $0.gross.isWhole(decimals: 2) }) else {
            throw .contradiction(lines: sum, total: order.total)
        }
    }

    /// Each stage costs more than the one before and is entered only when it may find something better.
    private func search(_ order: WantedOrder) throws(AmountError) -> PlainOrder? {
        var lines: [LineOptions] = []
        for line in order.lines { lines.append(try LineOptions(line, company: company)) }
        if lines.allSatisfy(\.reachesItself) { return PlainOrder(lines, Array(repeating: 0, count: lines.count)) }
        if let choice = PennyBalance(lines).best(withPennyLine: false), choice.cost.isUnbeatable {
            return PlainOrder(lines, choice)
        }
        for index in lines.indices { try lines[index].addPairs() }
        if let choice = PennyBalance(lines).best(withPennyLine: false), choice.cost.changes <= 2 {
            return PlainOrder(lines, choice)
        }
        for index in lines.indices { try lines[index].addTriples() }
        let balance = PennyBalance(lines)
        return (balance.best(withPennyLine: false) ?? balance.best(withPennyLine: true)).map { PlainOrder(lines, $0) }
    }
}
