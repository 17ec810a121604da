public import Foundation

/// Orders that the ledger held before Crosswalk came, and that are known as posted from now on (decision 38).
public struct Adoption: Sendable, Equatable {
    /// One order found in the ledger.
    public struct Order: Sendable, Equatable {
        public var record: String
        /// The ledger's number.
        public var number: String
        /// What the ledger was found to hold, in a sentence.
        public var reason: String
    }

    /// Marked now, or to be marked when this was only a look.
    public var adopted: [Order] = []
    /// Known already.
    public var known = 0
    /// Orders that a run would post.
    public var fresh = 0
    /// Orders that are held, for instance because the ledger has one of the same number with another total.
    public var held: [PlannedAction] = []
}

extension WorkflowRunner {
    /// Looks, in a dry run, which of the shop's orders the ledger holds already, and marks them: they are never posted, and the shop is
    /// told of those that it still offers.
    ///
    /// - Parameter onlyLooks: marks nothing.
    /// - Throws: ``PlanError`` when the dry run fails; what ``run(_:customer:options:)`` throws.
    public func adopt(
        _ file: URL, customer: String?, onlyLooks: Bool, options: RunOptions = RunOptions()
    ) async throws -> Adoption {
        let plan = try runnablePlan(file, customer: customer, parameters: options.parameters)
        let actions = try await propose(file, customer: customer, options: options).result.actions
            .sorted { $0.key < $1.key }.flatMap(\.value)
        let file = plan.integration.stateFile(customer: plan.customer?.id)
        if onlyLooks { return try adoption(of: actions, StateStore.scratchCopy(of: file)) }
        return try await withLockedState(plan) { _, state in
            let adoption = try adoption(of: actions, state)
            var notes = StateStore.Notes()
            notes.truths = adoption.adopted.map { order in
                StateStore.TruthRecord(
                    kind: "SalesOrder", externalID: order.record, internalID: order.number, fingerprint: "", created: now())
            }
            notes.released = adoption.adopted.map(\.record)
            try state.commit(notes)
            return adoption
        }
    }

    private func adoption(of actions: [PlannedAction], _ state: StateStore) throws -> Adoption {
        var adoption = Adoption()
        for action in actions {
            switch action.kind {
            case .create: adoption.fresh += 1
            case .hold: adoption.held.append(action)
            case .update: break
            case .skip:
                guard let number = action.existing else { break }
                if try state.truth(kind: "SalesOrder", externalID: action.record) == nil {
                    adoption.adopted.append(Adoption.Order(record: action.record, number: number, reason: action.reason))
                } else {
                    adoption.known += 1
                }
            }
        }
        return adoption
    }
}
