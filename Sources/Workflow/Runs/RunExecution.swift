internal import Foundation

/// Goes through the phases and tasks of a plan once, and says how it ended.
struct RunExecution {
    private let session: RunSession
    /// Tasks that an earlier attempt of this run finished.
    private let finished: Set<String>
    private var results: [TaskResult] = []
    private var actions: [String: [PlannedAction]] = [:]
    /// Files that tasks of this run have written.
    private var rewritten: Set<String>
    /// Phases that did not go through, with the reason.
    private var broken: [String: String] = [:]
    private(set) var housekeeping: Housekeeping?

    /// - Parameter earlier: results of earlier attempts of the same run.
    init(_ session: RunSession, earlier: [TaskResult]) {
        self.session = session
        results = earlier
        let finished = Resumption.finished(earlier, session.plan, session.scope)
        self.finished = finished
        rewritten = Set(finished.compactMap(session.plan.task).flatMap { $0.files(.outputFile) })
    }

    /// Runs all phases that can run.
    ///
    /// - Throws: only when the state store cannot be written.
    mutating func run() async throws {
        session.events.runStarted(session.identity, session.plan)
        for phase in session.plan.phases where phase.isEnabled && !session.stop.isRequested {
            if let reason = obstacle(to: phase) {
                broken[phase.name] = reason
                session.log().warning("phase '\(phase.name)' skipped: \(reason)")
                session.events.phaseSkipped(phase, reason: reason)
                try await sendWhatWaits(in: phase.tasks[...], of: phase)
            } else {
                session.events.phaseStarted(phase)
                try await run(phase)
            }
        }
    }

    /// Why a phase cannot start; phases are independent unless they say what they need.
    private func obstacle(to phase: PlannedPhase) -> String? {
        guard !phase.isAlways, let need = phase.needs.first(where: { broken[$0] != nil }) else { return nil }
        return "it needs phase '\(need)', which did not go through"
    }

    /// Runs the tasks of a phase until one stops it.
    private mutating func run(_ phase: PlannedPhase) async throws {
        for (index, task) in phase.tasks.enumerated() where isDue(task, in: phase) {
            guard !session.stop.isRequested else {
                broken[phase.name] = "the run was told to stop"
                return
            }
            let result = try await run(task, in: phase)
            if result.state == .failed, let reserve = task.onFailure.flatMap(session.plan.task(_:)), reserve.isEnabled {
                _ = try await run(reserve, in: phase)
            }
            if result.state == .cancelled || (result.state == .failed && task.breaksOnFailure) {
                broken[phase.name] = "task '\(task.name)' did not go through"
                if result.state == .failed {
                    try await sendWhatWaits(in: phase.tasks.dropFirst(index + 1), of: phase, after: result)
                }
                return
            }
        }
    }

    private func isDue(_ task: PlannedTask, in phase: PlannedPhase) -> Bool {
        task.isEnabled && !task.isReserve && !finished.contains(task.name)
            && session.scope.includes(task, in: phase, rewritten: rewritten)
    }

    /// What waits for the shop does not wait for the tasks before it: an order that was posted yesterday is told today, though today's
    /// download failed. Nothing is asked of a system that has just proved to be away.
    private mutating func sendWhatWaits(
        in tasks: ArraySlice<PlannedTask>, of phase: PlannedPhase, after failure: TaskResult? = nil
    ) async throws {
        let away = failure.flatMap {
            $0.failureClass == .transient ? session.plan.task($0.task)?.settings.text("connection") : nil
        }
        for task in tasks where isDue(task, in: phase) {
            guard let channel = task.type.outbox, away == nil || task.settings.text("connection") != away,
                try session.state.pendingCount(channel: channel) > 0
            else { continue }
            session.log().info("task '\(task.name)' sends what waits from earlier runs")
            _ = try await run(task, in: phase)
        }
    }

    /// Runs one task and remembers its result in place of an earlier attempt's.
    private mutating func run(_ task: PlannedTask, in phase: PlannedPhase) async throws -> TaskResult {
        let (result, actions) = try await TaskAttempt(session: session, phase: phase, task: task).perform()
        results.removeAll { $0.task == task.name }
        results.append(result)
        rewritten.formUnion(task.files(.outputFile))
        if !actions.isEmpty { self.actions[task.name] = actions }
        if result.state == .done, let archive = task.task as? ArchiveTask { housekeeping = archive.housekeeping }
        return result
    }
}

extension RunExecution {
    /// How the run stands, with its files still in the working folder.
    func result(held: Int) -> RunResult {
        let order = Dictionary(
            session.plan.phases.flatMap(\.tasks).enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let tasks = results.sorted { order[$0.task, default: .max] < order[$1.task, default: .max] }
        let ending = ending(of: tasks, held: held)
        let failure = tasks.first { $0.state == .failed && !isReserve($0) } ?? tasks.first { $0.state == .cancelled }
        return RunResult(
            run: session.identity, mode: session.mode, ending: ending, attempt: session.attempt, started: session.started,
            ended: session.now(), tasks: tasks, totals: RunResult.Totals(tasks),
            message: failure?.message ?? tasks.compactMap(\.outcome.nothingMovedReason).first, held: held,
            isResumable: session.mode == .live && session.scope.canResume && ending.isUnfinished
                && Resumption.obstacle(tasks, session.plan) == nil,
            folder: session.folder.path, archive: nil, report: report(of: tasks), actions: actions)
    }

    /// Stopped goes before failed, failed before partial, partial before nothing moved.
    private func ending(of tasks: [TaskResult], held: Int) -> RunEnding {
        if session.stop.isRequested && hasUnfinishedTasks(tasks) || tasks.contains(where: { $0.state == .cancelled }) {
            return .cancelled
        }
        if let failed = tasks.first(where: { $0.state == .failed && !isReserve($0) }) {
            return .failed(failed.failureClass ?? .configuration)
        }
        if held > 0 || tasks.contains(where: { $0.outcome.failed > 0 }) { return .partial }
        return tasks.contains { $0.outcome.nothingMovedReason != nil } ? .nothingMoved : .success
    }

    /// Whether the stop signal left something undone: one that arrives with the last task changes nothing.
    private func hasUnfinishedTasks(_ tasks: [TaskResult]) -> Bool {
        !session.scope.tasks(of: session.plan).isSubset(of: tasks.map(\.task))
    }

    /// A task that only answers to a failure does not decide how the run ends.
    private func isReserve(_ result: TaskResult) -> Bool { session.plan.task(result.task)?.isReserve ?? false }

    /// Path of the first file of the last report task.
    private func report(of tasks: [TaskResult]) -> String? {
        let report = tasks.last { $0.state == .done && session.plan.task($0.task)?.type.role == .report }
        return report?.outcome.files.first.map { session.folder.appendingPathComponent($0).path }
    }
}
