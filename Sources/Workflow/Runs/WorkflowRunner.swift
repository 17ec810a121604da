public import Foundation

/// Checks and runs workflows.
///
/// Everything it needs from outside is handed in: task types, environment, clock, and who wants to know.
public struct WorkflowRunner: Sendable {
    private let registry: TaskRegistry
    private let environment: [String: String]
    private let events: any RunEvents
    let now: @Sendable () -> Date
    private let makeSuffix: @Sendable () -> String
    private let openState: @Sendable (URL) throws -> StateStore

    /// - Parameters:
    ///   - registry: the task types and connection types that a definition may name.
    ///   - environment: where `${NAME}` of connection fields is looked up.
    ///   - makeSuffix: four characters that keep apart the ids of runs that start in one second.
    ///   - openState: opens the memory of a customer's runs, in a file of the integration unless this says otherwise.
    public init(
        registry: TaskRegistry, environment: [String: String], events: any RunEvents = SilentEvents(),
        now: @escaping @Sendable () -> Date = { Date() },
        makeSuffix: @escaping @Sendable () -> String = { String(UInt16.random(in: 0x1000...0xFFFF), radix: 16) },
        openState: @escaping @Sendable (URL) throws -> StateStore = { try StateStore(file: $0) }
    ) {
        self.registry = registry
        self.environment = environment
        self.events = events
        self.now = now
        self.makeSuffix = makeSuffix
        self.openState = openState
    }

    /// Everything that is wrong or odd with a workflow for a customer; without errors it can run.
    public func check(_ file: URL, customer: String?) -> [Finding] {
        do {
            return try plan(file, customer: customer).warnings
        } catch let error as DefinitionError {
            return error.findings
        } catch {
            return [Finding(.error, at: nil, ErrorText.of(error))]
        }
    }

    /// What a run would do, task by task. Reads files and the environment, writes nothing.
    ///
    /// - Throws: ``DefinitionError`` with all findings, ``CustomerError`` when the customer is not clear.
    public func plan(_ file: URL, customer: String?, parameters: [String: String] = [:]) throws -> WorkflowPlan {
        try PlanBuilder(registry: registry, environment: environment)
            .plan(file, customer: customer, parameters: parameters)
    }

    /// As ``plan(_:customer:parameters:)``, for a customer that may run.
    func runnablePlan(_ file: URL, customer: String?, parameters: [String: String]) throws -> WorkflowPlan {
        let plan = try plan(file, customer: customer, parameters: parameters)
        if let customer = plan.customer, !customer.isEnabled {
            throw CustomerError.disabled(
                id: customer.id, file: customer.folder.appendingPathComponent("customer.yaml").relativePath)
        }
        return plan
    }

    /// Runs a workflow for a customer.
    ///
    /// - Returns: how it went; a failed or cancelled run is a result, not an error.
    /// - Throws: what prevents a run from starting or from being recorded: ``DefinitionError``, ``CustomerError``,
    ///   ``LockError`` when it is running already, ``StateStoreError``, ``FileError``; all of them carry their class.
    public func run(_ file: URL, customer: String?, options: RunOptions = RunOptions()) async throws -> RunResult {
        let plan = try runnablePlan(file, customer: customer, parameters: options.parameters)
        do {
            switch options.mode {
            case .live: return try await runLive(plan, options)
            case .dryRun: return try await runDry(plan, options)
            }
        } catch {
            throw StateStoreError.explaining(error, in: plan.integration.stateFile(customer: plan.customer?.id))
        }
    }
}

extension WorkflowRunner {
    private func runLive(_ plan: WorkflowPlan, _ options: RunOptions) async throws -> RunResult {
        try await withLockedState(plan) { lock, state in
            let resumption = options.resumes ? try Resumption(plan, state: state) : nil
            if let resumption, let approved = resumption.approved {
                let plan = try runnablePlan(plan.file, customer: plan.customer?.id, parameters: approved.parameters)
                try approved.check(isOf: plan)
                return try await goOn(resumption, approved, plan, options, state, lock)
            }
            if let resumption { try RunArchive(dataFolder: plan.dataFolder).reopen(resumption.run.identity.id) }
            let session = session(plan, options, state, resuming: resumption)
            return try await perform(session, lock, earlier: resumption?.results ?? [])
        }
    }

    /// Holds the lock of customer and workflow from before the state is opened until `body` has ended, the user's command has been
    /// told included.
    func withLockedState<Result>(
        _ plan: WorkflowPlan, _ body: (FileLock, StateStore) async throws -> Result
    ) async throws -> Result {
        try Folders.make(plan.dataFolder)
        let whom = plan.customer.map { " for customer '\($0.id)'" } ?? ""
        let lock = try FileLock(
            plan.dataFolder.appendingPathComponent("\(plan.name).lock"), purpose: "workflow '\(plan.name)'\(whom)", now: now())
        defer { withExtendedLifetime(lock) {} }
        let state = try openState(plan.integration.stateFile(customer: plan.customer?.id))
        try closeDeadRuns(plan, state)
        return try await body(lock, state)
    }

    /// A run that writes, from its record to the user's command.
    func perform(_ session: RunSession, _ lock: FileLock, earlier: [TaskResult] = []) async throws -> RunResult {
        try lock.note("run \(session.identity.id)")
        for warning in session.plan.warnings { session.log().warning(warning.description) }
        let result = try await perform(session, earlier: earlier)
        await NotifyHook(plan: session.plan, environment: environment, log: session.log()).tell(result)
        return result
    }

    private func runDry(_ plan: WorkflowPlan, _ options: RunOptions) async throws -> RunResult {
        guard !options.resumes else {
            throw TaskFailure(.configuration, "a dry run cannot be resumed: use --dry-run or --resume, not both")
        }
        return try await performDry(drySession(plan, options))
    }

    /// A dry run works on a copy of the state, in a folder of its own, and notes nothing anywhere else.
    func drySession(_ plan: WorkflowPlan, _ options: RunOptions, scope: RunScope = .whole) throws -> RunSession {
        var options = options
        options.mode = .dryRun
        let state = try StateStore.scratchCopy(of: plan.integration.stateFile(customer: plan.customer?.id))
        return session(plan, options, state, scope: scope)
    }

    /// A dry run, which leaves its result in its folder.
    func performDry(_ session: RunSession) async throws -> RunResult {
        let result = try await perform(session, earlier: [])
        try AtomicFile.write(result.json, to: session.folder.appendingPathComponent("result.json"))
        return result
    }

    /// The run itself, from its record to its end.
    private func perform(_ session: RunSession, earlier: [TaskResult]) async throws -> RunResult {
        try Folders.make(session.folder)
        try session.state.save(session.record)
        CrashPoint.reached("run.started")
        var execution = RunExecution(session, earlier: earlier)
        try await execution.run()
        let held = try session.state.held(run: session.identity.id).count
        let result = try RunClosing(session: session, housekeeping: execution.housekeeping)
            .close(execution.result(held: held))
        CrashPoint.reached("run.closed")
        session.events.runEnded(result)
        return result
    }

    /// A new run, or a further attempt of the one to resume.
    func session(
        _ plan: WorkflowPlan, _ options: RunOptions, _ state: StateStore, resuming resumption: Resumption? = nil,
        scope: RunScope = .whole
    ) -> RunSession {
        let started = resumption?.run.started ?? now()
        let id = resumption?.run.identity.id ?? RunID.make(started, suffix: makeSuffix(), mode: options.mode)
        return RunSession(
            plan: plan, identity: RunIdentity(id: id, workflow: plan.name, customer: plan.customer?.id), mode: options.mode,
            attempt: (resumption?.run.attempts ?? 0) + 1, started: started,
            folder: plan.dataFolder.appendingPathComponent("runs").appendingPathComponent(id), state: state, events: events,
            now: now, stop: options.stop, ledgerPatience: options.ledgerPatience, scope: scope,
            parameters: options.parameters)
    }

    /// Gives an end to runs whose process died. We hold the lock, so no open run is alive.
    private func closeDeadRuns(_ plan: WorkflowPlan, _ state: StateStore) throws {
        let archive = RunArchive(dataFolder: plan.dataFolder)
        // One that died between its archive and its record was complete: the archive knows how it ended.
        for run in try state.openRuns(workflow: plan.name) {
            if let manifest = archive.manifest(of: run.identity.id) { try state.save(manifest.run) }
        }
        try state.closeInterruptedRuns(workflow: plan.name, at: now())
    }
}
