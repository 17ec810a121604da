/// Compares what was approved with what the same files would lead to now.
struct PlanComparison {
    /// One sentence per planned record that is no longer what it was. What came in besides is no reason (decision 26).
    private(set) var deviations: [String] = []
    /// The plan, with what the run that is to go on has done already in place of what was to be done.
    private(set) var left: RunPlan

    /// - Parameters:
    ///   - now: task to actions, decided anew.
    ///   - begun: the interrupted run of the plan that is to go on; `nil` for a plan that nobody has begun.
    init(_ approved: RunPlan, now: [String: [PlannedAction]], begun: BegunPlan? = nil) throws {
        left = approved
        for (index, task) in approved.tasks.enumerated() {
            var present = Dictionary(grouping: now[task.task] ?? [], by: \.record)
            for (place, planned) in task.actions.enumerated() {
                let found = present[planned.record]?.first
                if found != nil { present[planned.record]?.removeFirst() }
                guard let difference = PlanComparison.difference(planned, found, task.task) else { continue }
                if let found, try begun?.explains(planned, found) == true {
                    left.tasks[index].actions[place] = found
                } else {
                    deviations.append("\(planned.record): \(difference)")
                }
            }
        }
    }

    /// What differs between two decisions on one record; `nil` when they are the same.
    private static func difference(_ planned: PlannedAction, _ now: PlannedAction?, _ task: String) -> String? {
        guard let now else {
            return "planned was to \(planned.kind.rawValue) it, and now it is not among the records of task '\(task)'"
        }
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
