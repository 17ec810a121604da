internal import Foundation

/// Runs one task and notes how it went.
struct TaskAttempt {
    let session: RunSession
    let phase: PlannedPhase
    let task: PlannedTask

    /// - Returns: the result as stored, and what a dry run would have done.
    /// - Throws: only when the result cannot be stored; the task's own failure is a result.
    func perform() async throws -> (result: TaskResult, actions: [PlannedAction]) {
        var result = TaskResult(
            task: task.name, phase: phase.name, type: task.type.name, attempt: session.attempt, state: .running,
            started: session.now(), ended: nil, outcome: TaskOutcome(), failureClass: nil, message: nil)
        try session.state.save(result, run: session.identity.id)
        session.events.taskStarted(task)
        CrashPoint.reached("task.started")
        var actions: [PlannedAction] = []
        do {
            (result.outcome, actions) = try await outcome()
            result.outcome.notes = result.outcome.notes.map { session.plan.redactor($0) }
            result.state = .done
        } catch {
            note(error, in: &result)
        }
        result.ended = session.now()
        logEnd(of: result)
        CrashPoint.reached("task.before-result")
        try session.state.save(result, run: session.identity.id)
        CrashPoint.reached("task.ended")
        session.events.taskEnded(result, actions: actions)
        return (result, actions)
    }

    /// A dry run of a task that writes outside is its plan alone, whatever the task's own `run` does.
    private func outcome() async throws -> (TaskOutcome, [PlannedAction]) {
        let context = session.context(for: task)
        if session.mode == .dryRun, let outward = task.task as? any OutwardTask {
            let plan = try await outward.plan(context)
            return (plan.outcome, plan.actions)
        }
        let locks = try await ledgerLocks(context)
        defer { withExtendedLifetime(locks) {} }
        if case .approved(let plan) = session.scope, let outward = task.task as? any OutwardTask,
            let approved = plan.actions(of: task.name)
        {
            return (try await outward.apply(TaskPlan(actions: approved.actions, outcome: approved.outcome), context), [])
        }
        return (try await task.task.run(context), [])
    }

    /// One writer per ledger (decision 40), whichever customer, workflow or process it belongs to. Held for the task alone, so that a
    /// slow download of one store does not keep the others from the ledger they share.
    private func ledgerLocks(_ context: TaskContext) async throws -> [FileLock] {
        guard session.mode == .live else { return [] }
        let names = task.type.settings.compactMap { setting -> String? in
            guard case .connection = setting.kind else { return nil }
            return task.settings.text(setting.name)
        }
        var files: [String: URL] = [:]
        for name in names {
            let file = try context.connections.connection(name).lockFile
            if let file { files[file.standardizedFileURL.path] = file }
        }
        var locks: [FileLock] = []
        for (_, file) in files.sorted(by: { $0.key < $1.key }) {
            locks.append(
                try await FileLock.waiting(
                    file, purpose: "the ledger", note: "run \(session.identity.id)", now: session.now(),
                    patience: session.ledgerPatience, stop: session.stop))
        }
        return locks
    }

    /// Turns an error into a result; secrets in its text are masked.
    private func note(_ error: any Error, in result: inout TaskResult) {
        let failureClass = ErrorText.failureClass(of: error)
        result.state = failureClass == .cancelled ? .cancelled : .failed
        result.failureClass = failureClass
        result.message = session.plan.redactor(ErrorText.of(error))
    }

    /// The one line of normal work, and the failure if there is one.
    private func logEnd(of result: TaskResult) {
        let log = session.log(task: task.name)
        let outcome = result.outcome
        switch result.state {
        case .failed: log.error(result.message ?? "failed")
        case .cancelled: log.warning(result.message ?? "stopped")
        default: log.info("in \(outcome.recordsIn), out \(outcome.recordsOut), failed \(outcome.failed)")
        }
    }
}
