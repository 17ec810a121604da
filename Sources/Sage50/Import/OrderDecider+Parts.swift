internal import Money
internal import Workflow

/// Orders that are parts of one shop order, one for each delivery address.
extension OrderDecider {
    /// With the last part of an order, all parts together must be what the shopper paid.
    ///
    /// - Throws: ``Rejection`` with the sum, when they are not.
    func checkShares(_ record: SalesOrderRecord, _ posting: OrderPosting) async throws {
        guard let part = record.part, let own = record.orderTotal?.amount.rounded(to: 2), own == posting.gross else { return }
        var shares = [posting.gross]
        for sibling in record.siblingIDs {
            guard let gross = try await view.gross(ofOrder: sibling, currency: posting.currency) else { return }
            shares.append(gross)
        }
        let whole = part.wholeTotal.amount.rounded(to: 2)
        guard shares.sum() != whole else { return }
        let sum = shares.map { $0.formatted(decimals: 2) }.joined(separator: " + ")
        throw Rejection(
            .totalMismatch,
            "with this one the \(part.count) orders of shop order \(record.wholeID ?? "") are \(sum) = "
                + "\(shares.sum().formatted(decimals: 2)), the shopper paid \(whole.formatted(decimals: 2)). Correct how the "
                + "stylesheet shares the total, or enter this part by hand; it was not posted.")
    }

    /// The other parts of a record's order that are not in the ledger yet; empty for an order that was not parted.
    ///
    /// A part that a person has settled does not wait.
    func waitingParts(of record: SalesOrderRecord) async throws -> [String] {
        var waiting: [String] = []
        for sibling in record.siblingIDs {
            if try await view.truth(kind: "SalesOrder", externalID: sibling) != nil { continue }
            if try state.truth(kind: "SalesOrder", externalID: sibling) != nil { continue }
            if case .settled? = try state.heldRecord(sibling)?.state { continue }
            waiting.append(sibling)
        }
        return waiting
    }
}
