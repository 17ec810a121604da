import Workflow

/// Whether orders of a store are dealt with, as far as the state store knows.
struct OrderStanding {
    /// What the runs remember.
    let state: StateStore
    /// The store's hash.
    let store: String

    /// Whether the ledger has the order, all of its parts, or a person has closed it.
    ///
    /// How many parts an order has is not known here; a part that waits is on the list of held records.
    func isDealtWith(_ id: Int) throws -> Bool {
        let name = "\(store)/\(id)"
        let posted = try state.truths(kind: "SalesOrder", order: name)
        if posted.contains(where: { $0.externalID == name }) { return true }
        let held = try state.heldRecords(order: name)
        let waits = held.contains { $0.isWaiting && (posted.isEmpty || $0.record != name) }
        return !waits && (!posted.isEmpty || held.contains(where: \.isSettled))
    }
}

extension HeldRecord {
    /// Whether it waits for the next run or for a person.
    fileprivate var isWaiting: Bool { state == .held || state == .retrying }

    /// Whether a person closed it.
    fileprivate var isSettled: Bool {
        if case .settled = state { true } else { false }
    }
}
