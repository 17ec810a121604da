internal import Crosswalk

/// What a run prints as its result: after a dry run one line per record and the totals, then the table of the tasks.
struct RunResultText {
    private let result: RunResult

    init(_ result: RunResult) { self.result = result }

    var text: String {
        let summary = RunSummaryText(result).text
        guard result.mode == .dryRun else { return summary }
        return PlannedActionsText(result).text + "\n\n" + summary
    }
}

/// One line per record that would be written, skipped or held, task by task, with money totals.
struct PlannedActionsText {
    private let result: RunResult

    /// - Parameter result: of a dry run.
    init(_ result: RunResult) { self.result = result }

    var text: String {
        let tasks = result.tasks.filter { result.actions[$0.task] != nil }
        guard !tasks.isEmpty else { return "Nothing would be written." }
        return tasks.map { text(of: $0.task, result.actions[$0.task] ?? []) }.joined(separator: "\n\n")
    }

    private func text(of task: String, _ actions: [PlannedAction]) -> String {
        var table = TextTable([.init(""), .init("Record"), .init("Amount", .right), .init(""), .init("What")])
        for action in actions {
            table.add(action.kind.rawValue, action.record, action.amount ?? "", action.currency ?? "", action.reason)
        }
        let totals = ActionTotals(actions).lines.map { "  " + $0 }
        return (["\(task) would", table.text] + totals).joined(separator: "\n")
    }
}
