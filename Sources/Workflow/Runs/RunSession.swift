internal import Foundation

/// All that stays the same during one attempt of a run.
struct RunSession: Sendable {
    let plan: WorkflowPlan
    let identity: RunIdentity
    let mode: RunMode
    /// From 1.
    let attempt: Int
    /// Start of the first attempt.
    let started: Date
    /// `var/<customer>/runs/<id>`.
    let folder: URL
    let state: StateStore
    let events: any RunEvents
    let now: @Sendable () -> Date
    let stop: StopSignal
    let ledgerPatience: Duration
    let scope: RunScope
    /// Parameters of the command line.
    let parameters: [String: String]

    /// The same session, of which nobody hears.
    var quiet: RunSession {
        RunSession(
            plan: plan, identity: identity, mode: mode, attempt: attempt, started: started, folder: folder, state: state,
            events: SilentEvents(), now: now, stop: stop, ledgerPatience: ledgerPatience, scope: scope, parameters: parameters)
    }

    /// What a task may touch.
    func context(for task: PlannedTask) -> TaskContext {
        TaskContext(
            taskName: task.name, run: identity, mode: mode, workingFolder: folder, integration: plan.integration,
            customer: plan.customer, parameters: plan.parameters, connections: plan.connections, state: state,
            log: log(task: task.name), progress: EventProgress(events: events), now: now, timeZone: plan.timeZone,
            startDate: plan.startDate, stop: stop, mappings: mappings)
    }

    private var mappings: MappingsOfThen? {
        guard case .replay(let request) = scope else { return nil }
        return request.mappings
    }

    /// The log of a task, or of the engine. Secrets are masked before a line goes anywhere.
    func log(task: String? = nil) -> RunLog {
        RunLog { level, message in
            let line = LogLine(at: now(), level: level, task: task, message: plan.redactor(message))
            events.logged(line)
            // A line that cannot be stored must not stop a task between two records; the task's result, stored next, will fail
            // with the reason.
            try? state.append(line, run: identity.id)
        }
    }

    /// The run as it is while it runs.
    var record: RunRecord {
        RunRecord(
            identity: identity, mode: mode, attempts: attempt, started: started, ended: nil, ending: nil, message: nil,
            folder: "runs/\(identity.id)", isArchived: false)
    }
}
