public import Foundation

/// A task that can say, before anything runs, how much it would bring.
public protocol PreviewedTask: WorkflowTask {
    /// - Returns: one sentence for `workflow check`, for instance "would take 1,240 orders, the oldest of 2026-01-03".
    /// - Throws: when the system cannot be asked; nothing has been written then or otherwise.
    func preview(_ context: TaskContext) async throws -> String
}

extension WorkflowRunner {
    /// What the first run of a workflow would take, one line per task that can say so. A system that cannot be reached is a line, too.
    /// Empty when orders have been carried already.
    ///
    /// - Parameter patience: after which a system that has not answered counts as not reached.
    /// - Throws: what ``plan(_:customer:parameters:)`` throws, ``StateStoreError``.
    public func preview(_ file: URL, customer: String?, patience: Duration = .seconds(30)) async throws -> [String] {
        let plan = try plan(file, customer: customer)
        let session = try drySession(plan, RunOptions())
        guard try !session.state.hasRecords() else { return [] }
        var lines: [String] = []
        for task in plan.phases.filter(\.isEnabled).flatMap(\.tasks) where task.isEnabled {
            guard let previewed = task.task as? any PreviewedTask else { continue }
            do {
                lines.append("\(task.name): \(try await answer(previewed, session.context(for: task), patience))")
            } catch {
                lines.append("\(task.name): what it would take is not known: \(plan.redactor(ErrorText.of(error)))")
            }
        }
        return lines
    }

    private func answer(
        _ task: any PreviewedTask, _ context: TaskContext, _ patience: Duration
    ) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await task.preview(context) }
            group.addTask {
                try await Task.sleep(for: patience)
                throw TaskFailure(.transient, "no answer within \(patience)")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? ""
        }
    }
}
