internal import Foundation
internal import Money
internal import Workflow

/// Puts an order in exactly one class. The first rule that fits decides, so that no order is named twice.
struct OrderJudge {
    /// What repairs what.
    let commands: RepairCommands
    /// When the last run began; orders changed later have not been seen by any.
    let lastRun: Date?

    /// The class of an order, with the reason and the repair.
    func judge(_ evidence: OrderEvidence) -> ReconciledOrder {
        if evidence.standing.isEmpty && copies(of: evidence).isEmpty { return judgeAbsent(evidence) }
        return doubled(evidence) ?? incomplete(evidence) ?? changed(evidence) ?? amount(evidence) ?? untold(evidence)
            ?? verdict(evidence, .posted)
    }

    // MARK: Not in the ledger

    private func judgeAbsent(_ evidence: OrderEvidence) -> ReconciledOrder {
        if evidence.shop.stage == .calledOff || evidence.shop.stage == .refunded {
            return verdict(evidence, .ignored, "it is \(evidence.shop.status) in the shop and not in the ledger")
        }
        if let settlement = evidence.settlement { return closed(evidence, settlement) }
        if let truth = evidence.truths.first {
            return verdict(
                evidence, .missing,
                "it was posted as sales order \(truth.internalID), which is not in the ledger any more: it was deleted, or an older "
                    + "copy of the company was restored", "Restore the company, or enter sales order \(truth.internalID) by hand."
            )
        }
        if let held = evidence.waiting {
            return verdict(
                evidence, .held, "\(held.code): \(held.message)",
                "\(commands.retry) once it is corrected, or \(commands.settle(held.record))")
        }
        return judgeUnseen(evidence)
    }

    /// An order that a person closed: entered by hand, the shop must still know.
    private func closed(_ evidence: OrderEvidence, _ settlement: String) -> ReconciledOrder {
        guard settlement.hasPrefix("entered-by-hand") else { return verdict(evidence, .ignored, "settled as \(settlement)") }
        return untold(evidence) ?? verdict(evidence, .posted, "settled as \(settlement)")
    }

    /// An order of which no run has left a trace.
    private func judgeUnseen(_ evidence: OrderEvidence) -> ReconciledOrder {
        switch evidence.shop.stage {
        case .notYet: return verdict(evidence, .ignored, "it is in status \(evidence.shop.status), which is not taken yet")
        case .calledOff, .refunded: return verdict(evidence, .ignored, "it is \(evidence.shop.status)")
        case .due:
            if evidence.recordedTotal == nil, isNew(evidence) {
                return verdict(evidence, .due, "no run has seen it yet", commands.run)
            }
            return verdict(
                evidence, .missing, "it is due in status \(evidence.shop.status), and no run has posted or held it", commands.run)
        case .movedOn:
            return verdict(
                evidence, .missing,
                "it was moved on to \(evidence.shop.status) in the shop before it was posted, so no run takes it",
                "Set it back to a status that the workflow takes, then \(commands.run)")
        }
    }

    /// Whether the last run began before the order became what it is.
    private func isNew(_ evidence: OrderEvidence) -> Bool {
        guard let lastRun else { return true }
        return evidence.shop.modified.map { $0 >= lastRun } ?? false
    }

    // MARK: In the ledger

    /// Sales orders that were not posted by us and are this sale all the same: its number and its total, or its number on the
    /// account that it was posted to. Another customer's own number may look the same.
    private func copies(of evidence: OrderEvidence) -> [LedgerOrderView] {
        let accounts = Set(evidence.standing.map(\.account))
        let totals = Set([evidence.shop.total, evidence.downloadedTotal?.formatted(decimals: 2)].compactMap { $0 })
        return evidence.strangers.filter { !$0.isDeleted && (totals.contains($0.gross) || accounts.contains($0.account)) }
    }

    /// Two sales orders for one part, the whole beside its parts, or one that somebody entered beside ours.
    private func doubled(_ evidence: OrderEvidence) -> ReconciledOrder? {
        let copies = copies(of: evidence)
        let ids = evidence.standing.compactMap(\.externalID)
        let isRepeated = Set(ids).count < ids.count || (ids.contains(evidence.record) && ids.count > 1)
        guard isRepeated || evidence.standing.count + copies.count > max(1, evidence.standing.count) else { return nil }
        let numbers = (evidence.standing + copies).map(\.number)
        var found = verdict(
            evidence, .doubled, "it is in the ledger as sales orders \(numbers.joined(separator: ", "))",
            "Delete sales order \(numbers.dropFirst().joined(separator: ", ")) in the ledger after checking that it was not delivered."
        )
        found.ledgerOrders = numbers
        return found
    }

    /// Some parts are posted and another one waits.
    private func incomplete(_ evidence: OrderEvidence) -> ReconciledOrder? {
        guard let held = evidence.waiting, held.record != evidence.record, !evidence.standing.isEmpty else { return nil }
        return verdict(
            evidence, .held, "only a part of it is in the ledger. \(held.code): \(held.message)",
            "\(commands.retry) once it is corrected, or \(commands.settle(held.record))")
    }

    /// The shop's side has changed since: what the ledger has is too much, or too little.
    private func changed(_ evidence: OrderEvidence) -> ReconciledOrder? {
        guard evidence.settlement == nil else { return nil }
        let posted = evidence.isLedgerKnown && !evidence.standing.isEmpty ? evidence.ledgerTotal : evidence.downloadedTotal
        guard let posted else { return nil }
        if evidence.shop.stage == .calledOff {
            return credit(evidence, posted, "it is \(evidence.shop.status) in the shop since it was posted")
        }
        if evidence.shop.stage == .refunded, evidence.refunded?.isZero != false {
            return credit(evidence, posted, "it is \(evidence.shop.status) in the shop since it was posted")
        }
        if let refunded = evidence.refunded, let total = evidence.shopTotal, !refunded.isZero, posted > total - refunded {
            return credit(
                evidence, posted - (total - refunded),
                "\(refunded.formatted(decimals: 2)) was refunded in the shop since it was posted")
        }
        guard let downloaded = evidence.downloadedTotal, let total = evidence.shopTotal, total != downloaded, posted == downloaded
        else { return nil }
        let change =
            "it was edited in the shop since it was posted: \(downloaded.formatted(decimals: 2)) became \(evidence.shop.total ?? "?")"
        if total < posted { return credit(evidence, posted - total, change) }
        return verdict(
            evidence, .changed, change,
            "Enter \((total - posted).formatted(decimals: 2)) \(evidence.shop.currency) more in the ledger, then "
                + commands.settle(evidence.record))
    }

    /// A change that asks for a credit note.
    private func credit(_ evidence: OrderEvidence, _ amount: Amount, _ reason: String) -> ReconciledOrder {
        let text = amount.formatted(decimals: 2)
        let numbers = evidence.standing.map(\.number).joined(separator: ", ")
        var found = verdict(
            evidence, .changed, reason,
            "Credit \(text) \(evidence.shop.currency) on sales order \(numbers) in the ledger, then \(commands.settle(evidence.record))"
        )
        found.proposedCredit = text
        return found
    }

    /// What the ledger has is not what the shopper paid.
    private func amount(_ evidence: OrderEvidence) -> ReconciledOrder? {
        guard evidence.isLedgerKnown, !evidence.standing.isEmpty, let paid = evidence.downloadedTotal ?? evidence.shopTotal,
            paid != evidence.ledgerTotal, evidence.refunded.map({ paid - $0 != evidence.ledgerTotal }) ?? true
        else { return nil }
        let numbers = evidence.standing.map(\.number).joined(separator: ", ")
        return verdict(
            evidence, .amountDiffers,
            "the shopper paid \(paid.formatted(decimals: 2)), the ledger has \(evidence.ledgerTotal.formatted(decimals: 2))",
            "Correct sales order \(numbers) in the ledger by hand: it, or the order in the shop, was changed after posting.")
    }

    /// The shop shows it as new though it is in the ledger.
    private func untold(_ evidence: OrderEvidence) -> ReconciledOrder? {
        guard evidence.shop.isUntold, evidence.shop.stage != .calledOff else { return nil }
        let pending = evidence.messages.first { $0.state == .pending }
        let why =
            pending.map { $0.lastError.map { "; the last attempt failed: \($0)" } ?? "; the message waits in the outbox" }
            ?? "; it was told before, or posted by somebody else"
        return verdict(evidence, .notTold, "the shop still shows it in status \(evidence.shop.status)\(why)", commands.run)
    }

    // MARK: The verdict

    private func verdict(
        _ evidence: OrderEvidence, _ orderClass: OrderClass, _ reason: String = "", _ repair: String? = nil
    ) -> ReconciledOrder {
        let total = evidence.isLedgerKnown && !evidence.standing.isEmpty ? evidence.ledgerTotal.formatted(decimals: 2) : nil
        return ReconciledOrder(
            record: evidence.record, orderClass: orderClass, reason: reason, repair: repair, shopTotal: evidence.shop.total,
            ledgerTotal: total, currency: evidence.shop.currency, ledgerOrders: evidence.standing.map(\.number))
    }
}
