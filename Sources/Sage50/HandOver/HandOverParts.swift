internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// Orders that are parts of one shop order, one for each delivery address.
extension HandOverSession {
    /// With the last part of an order, all parts together must be what the shopper paid.
    ///
    /// - Returns: the order, held with the sum when they are not.
    func checkingShares(_ order: DecidedHandOver) throws -> DecidedHandOver {
        guard let part = order.record.part, case .ready(let ready) = order.verdict else { return order }
        shares[order.name] = ready.posting.gross
        var sum = [ready.posting.gross]
        for sibling in order.record.siblingIDs {
            guard let share = try shares[sibling] ?? book.share(sibling) else { return order }
            sum.append(share)
        }
        let whole = part.wholeTotal.amount.rounded(to: 2)
        guard sum.sum() != whole else { return order }
        var held = order
        held.verdict = .refused([
            Rejection(
                .totalMismatch,
                "with this one the \(part.count) orders of shop order \(order.record.wholeID ?? "") are "
                    + sum.map { $0.formatted(decimals: 2) }.joined(separator: " + ")
                    + " = \(sum.sum().formatted(decimals: 2)), the shopper paid \(whole.formatted(decimals: 2)). Correct how the "
                    + "stylesheet shares the total, or enter this part by hand; it was not handed over.")
        ])
        return held
    }

    /// The message to the shop about an order that is in the ledger, and the parts it waits for; without a message while there are
    /// any: the shop hears of an order in several parts once, when all of them are in the ledger.
    func news(of id: String, _ record: XMLElement) throws -> (record: XMLElement, messages: [StateStore.OutboxMessage]) {
        var findings = Findings()
        let order = SalesOrderRecord(record, timeZone: context.timeZone, &findings)
        let waiting = try order.siblingIDs.filter { sibling in
            if case .settled? = try context.state.heldRecord(sibling)?.state { return false }
            // In the ledger, but not with what the shopper paid: that is for a person first.
            if entries[sibling]?.state == .differs { return true }
            return try context.state.truth(kind: "SalesOrder", externalID: sibling) == nil
        }
        guard waiting.isEmpty else {
            outcome.notes.append(
                "\(id) is in the ledger, \(waiting.joined(separator: ", ")) not yet: the shop is told when all parts are")
            var record = record
            record.appendWaiting(waiting)
            return (record, [])
        }
        let message = StateStore.OutboxMessage(channel: "order-status", record: order.wholeID ?? id, payload: record.xml)
        return (record, [message])
    }
}
