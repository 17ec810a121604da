/// What a run tells while it goes, for a person at a terminal or a log file. Every method has an empty default.
///
/// One call at a time, except ``progressed(task:done:total:)`` and ``logged(_:)``, which a task may make from many threads; calls
/// must return quickly.
public protocol RunEvents: Sendable {
    /// The run has its lock, folder and record.
    func runStarted(_ run: RunIdentity, _ plan: WorkflowPlan)
    /// The first task of the phase comes next.
    func phaseStarted(_ phase: PlannedPhase)
    /// The phase does not run, and why.
    func phaseSkipped(_ phase: PlannedPhase, reason: String)
    /// The task's result is open in the state store.
    func taskStarted(_ task: PlannedTask)
    /// - Parameter total: `nil` while unknown.
    func progressed(task: String, done: Int, total: Int?)
    /// - Parameter actions: what a dry run would have done; empty in a live run.
    func taskEnded(_ result: TaskResult, actions: [PlannedAction])
    /// A line that also went into the run's log, secrets masked.
    func logged(_ line: LogLine)
    /// The run is archived and its record closed.
    func runEnded(_ result: RunResult)
}

extension RunEvents {
    public func runStarted(_ run: RunIdentity, _ plan: WorkflowPlan) {}
    public func phaseStarted(_ phase: PlannedPhase) {}
    public func phaseSkipped(_ phase: PlannedPhase, reason: String) {}
    public func taskStarted(_ task: PlannedTask) {}
    public func progressed(task: String, done: Int, total: Int?) {}
    public func taskEnded(_ result: TaskResult, actions: [PlannedAction]) {}
    public func logged(_ line: LogLine) {}
    public func runEnded(_ result: RunResult) {}
}

/// Tells nobody.
public struct SilentEvents: RunEvents {
    public init() {}
}

/// Passes the progress of tasks on to the run's events.
struct EventProgress: ProgressReporter {
    let events: any RunEvents

    func advanced(task: String, done: Int, total: Int?) { events.progressed(task: task, done: done, total: total) }
}
