/// A plan that a run has begun to carry out, and what that run has done of it.
struct BegunPlan {
    /// The run that began it.
    let run: String
    /// The customer's own state, not the copy of a dry run.
    let state: StateStore

    /// Whether a record is decided otherwise than planned because the run itself has dealt with it. What somebody else did meanwhile
    /// is a reason to refuse.
    ///
    /// - Parameter now: the decision of today.
    func explains(_ planned: PlannedAction, _ now: PlannedAction) throws -> Bool {
        // Levels of stock have no life of their own: one that need not be sent any more is as it was approved.
        guard let record = try state.record(planned.record) else { return now.kind == .skip }
        guard record.run == run else { return false }
        switch record.state {
        case .inLedger, .told, .archived, .held: return true
        // It died between the ledger and its own note of it; the ledger says which number the order has.
        case .intended: return now.kind == .skip
        case .seen, .mapped, .ignored: return false
        }
    }
}
