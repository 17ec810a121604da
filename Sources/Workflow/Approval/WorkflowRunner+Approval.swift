public import Foundation

extension WorkflowRunner {
    /// Works out what a run would write, for a person to approve. Writes nothing outside the folder of the dry run.
    ///
    /// - Returns: the plan, and how the dry run went.
    /// - Throws: ``PlanError`` when there is nothing to approve; what ``run(_:customer:options:)`` throws.
    public func propose(
        _ file: URL, customer: String?, options: RunOptions = RunOptions()
    ) async throws -> (plan: RunPlan, result: RunResult) {
        let plan = try runnablePlan(file, customer: customer, parameters: options.parameters)
        let session = try drySession(plan, options)
        let result = try await performDry(session)
        if case .failed = result.ending { throw PlanError.notMade(result.message ?? "see the messages above") }
        if result.ending == .cancelled { throw TaskFailure(.cancelled, "no plan was made: the dry run was stopped") }
        let made = try runPlan(session, result)
        let text = String(decoding: try made.json, as: UTF8.self)
        guard plan.redactor(text) == text else { throw PlanError.holdsSecret }
        return (made, result)
    }

    /// Carries out a plan: exactly its actions, after a second dry run over the same files has come to the same decisions. A plan that
    /// a run has begun and not finished is gone on with, in that run.
    ///
    /// - Throws: ``PlanError/moved(_:)`` and the other refusals before anything is written; what ``run(_:customer:options:)`` throws.
    public func apply(
        _ approved: RunPlan, _ file: URL, customer: String?, options: RunOptions = RunOptions()
    ) async throws -> RunResult {
        let plan = try runnablePlan(file, customer: customer, parameters: approved.parameters)
        try approved.check(isOf: plan)
        var live = options
        live.mode = .live
        let options = live
        return try await withLockedState(plan) { lock, state in
            if let begun = try Resumption(of: approved, plan, state: state) {
                return try await goOn(begun, approved, plan, options, state, lock)
            }
            let left = try await rehearse(approved, plan, options)
            let session = session(plan, options, state, scope: .approved(left))
            try prepare(session, approved)
            try PackedMapping.unpack(session.folder, into: StoredMappings.store(in: plan.dataFolder))
            return try await perform(session, lock)
        }
    }

    /// Goes on with a run that was carrying out a plan: what it did stays done, and what is left is still what was approved.
    ///
    /// - Parameter plan: made with the parameters of the approved plan, and of its workflow.
    func goOn(
        _ begun: Resumption, _ approved: RunPlan, _ plan: WorkflowPlan, _ options: RunOptions, _ state: StateStore,
        _ lock: FileLock
    ) async throws -> RunResult {
        let left = try await rehearse(approved, plan, options, begun: BegunPlan(run: begun.run.identity.id, state: state))
        try RunArchive(dataFolder: plan.dataFolder).reopen(begun.run.identity.id)
        let session = session(plan, options, state, resuming: begun, scope: .approved(left))
        return try await perform(session, lock, earlier: begun.results)
    }
}

extension RunPlan {
    /// Refuses a plan of another workflow or customer, or one whose workflow has changed since.
    func check(isOf plan: WorkflowPlan) throws {
        guard plan.name == run.workflow, plan.customer?.id == run.customer else {
            let whom = run.customer.map { " for customer '\($0)'" } ?? ""
            throw PlanError.foreign("workflow '\(run.workflow)'\(whom)")
        }
        guard try RunPlan.definition(of: plan) == definition else { throw PlanError.definitionChanged }
    }
}

extension WorkflowRunner {
    private func runPlan(_ session: RunSession, _ result: RunResult) throws -> RunPlan {
        let tasks = result.tasks.compactMap { done -> RunPlan.Task? in
            guard session.plan.task(done.task)?.task is any OutwardTask else { return nil }
            return RunPlan.Task(task: done.task, actions: result.actions[done.task] ?? [], outcome: done.outcome)
        }
        return RunPlan(
            version: RunPlan.version, run: session.identity, created: session.now(),
            definition: try RunPlan.definition(of: session.plan), parameters: session.parameters, tasks: tasks,
            facts: try facts(of: tasks, session.state), files: try PlanFolder(folder: session.folder).files())
    }

    /// What the state that the dry run worked on knows of the planned records and, for parts of an order, of the order.
    private func facts(of tasks: [RunPlan.Task], _ state: StateStore) throws -> [RunPlan.Fact] {
        let records = Set(tasks.flatMap(\.actions).map(\.record).filter { $0.contains("/") })
        let orders = records.map { $0.split(separator: "/").prefix(2).joined(separator: "/") }
        return try state.facts(ofKeys: records.union(orders)).map { RunPlan.Fact(kind: $0.kind, key: $0.key, value: $0.value) }
    }

    /// Decides everything anew, before the first write, and compares.
    ///
    /// - Parameter begun: the run that began it, when one did.
    /// - Returns: the plan, with what that run has done in place of what was to be done.
    private func rehearse(
        _ approved: RunPlan, _ plan: WorkflowPlan, _ options: RunOptions, begun: BegunPlan? = nil
    ) async throws -> RunPlan {
        let session = try drySession(plan, options, scope: .approved(approved))
        try prepare(session, approved)
        defer { try? Folders.remove(session.folder) }
        let quiet = session.quiet
        let result = try await performDry(quiet)
        if case .failed(let kind) = result.ending { throw TaskFailure(kind, result.message ?? "the plan could not be checked") }
        if result.ending == .cancelled {
            throw TaskFailure(.cancelled, "stopped while the plan was checked; nothing was written. Apply it again.")
        }
        let comparison = try PlanComparison(approved, now: result.actions, begun: begun)
        guard comparison.deviations.isEmpty else { throw PlanError.moved(comparison.deviations) }
        return comparison.left
    }

    /// The folder of a run that carries out a plan: the plan, its files, and what was known of the records.
    private func prepare(_ session: RunSession, _ approved: RunPlan) throws {
        try Folders.make(session.folder)
        let source = session.plan.dataFolder.appendingPathComponent("runs").appendingPathComponent(approved.run.id)
        try PlanFolder(folder: source).copy(approved.files, to: session.folder)
        try AtomicFile.write(
            Data("plan of \(approved.run.id)\n".utf8), to: session.folder.appendingPathComponent(RunScope.marker))
        try AtomicFile.write(approved.json, to: session.folder.appendingPathComponent(RunPlan.fileName))
        for (kind, facts) in Dictionary(grouping: approved.facts, by: \.kind) {
            try session.state.record(
                facts: Dictionary(facts.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }), kind: kind)
        }
    }
}
