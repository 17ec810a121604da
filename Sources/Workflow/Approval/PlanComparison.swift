/// Compares what was approved with what the same files would lead to now.
struct PlanComparison {
    let approved: RunPlan
    /// Task to actions, decided anew.
    let now: [String: [PlannedAction]]

    /// One sentence per planned record that is no longer what it was. What came in besides is no reason (decision 26).
    var deviations: [String] {
        approved.tasks.flatMap { task in
            var present = Dictionary(grouping: now[task.task] ?? [], by: \.record)
            return task.actions.compactMap { planned -> String? in
                guard var candidates = present[planned.record], !candidates.isEmpty else {
                    return
                        "\(planned.record): planned was to \(planned.kind.rawValue) it, and now it is not among the records of "
                        + "task '\(task.task)'"
                }
                let found = candidates.removeFirst()
                present[planned.record] = candidates
                return PlanComparison.difference(planned, found).map { "\(planned.record): \($0)" }
            }
        }
    }

    /// What differs between two decisions on one record; `nil` when they are the same.
    private static func difference(_ planned: PlannedAction, _ now: PlannedAction) -> String? {
        guard planned.kind == now.kind else {
            return "planned was to \(planned.kind.rawValue) it, now it would be \(word(now.kind))"
                + (now.reason.isEmpty ? "" : ": \(now.reason)")
        }
        guard planned.amount == now.amount, planned.currency == now.currency else {
            return "planned were \(money(planned)), now it is \(money(now))"
        }
        guard planned.fingerprint == now.fingerprint else {
            return "it was decided on (\(planned.fingerprint)), now it is (\(now.fingerprint))"
        }
        return nil
    }

    private static func money(_ action: PlannedAction) -> String {
        action.amount.map { "\($0) \(action.currency ?? "")" } ?? "no money"
    }

    private static func word(_ kind: PlannedAction.Kind) -> String {
        switch kind {
        case .create: "created"
        case .update: "updated"
        case .skip: "skipped"
        case .hold: "held"
        }
    }
}
