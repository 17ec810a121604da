internal import Foundation

/// Where a resumed run goes on.
struct Resumption {
    let run: RunRecord
    /// The last result of every task of the earlier attempts.
    let results: [TaskResult]
    /// The plan that the run was carrying out; `nil` for a run of the whole workflow.
    let approved: RunPlan?
    /// How many runs ago a plan may have been begun.
    private static let farBack = 200

    /// Finds the last run of the plan's workflow and checks that it can go on.
    ///
    /// - Throws: ``TaskFailure`` of class configuration that says why not.
    init(_ plan: WorkflowPlan, state: StateStore) throws {
        guard let run = try state.lastRuns(1, workflow: plan.name).first else {
            throw TaskFailure(.configuration, "nothing to resume: '\(plan.name)' has not run yet. Run it without --resume.")
        }
        let advice = "Run without --resume to start a new run."
        guard let ending = run.ending, ending.isUnfinished else {
            throw TaskFailure(
                .configuration,
                "nothing to resume: the last run \(run.identity.id) ended with "
                    + "'\(run.ending?.word ?? "unknown")'. \(advice)")
        }
        guard RunArchive(dataFolder: plan.dataFolder).hasFiles(of: run.identity.id) else {
            throw TaskFailure(
                .configuration,
                "run \(run.identity.id) cannot be resumed: its files are neither in \(plan.dataFolder.path)/runs nor in the "
                    + "archive. \(advice)")
        }
        let approved = RunArchive(dataFolder: plan.dataFolder).plan(of: run.identity.id)
        guard approved != nil || !RunArchive(dataFolder: plan.dataFolder).isPart(run.identity.id) else {
            throw TaskFailure(
                .configuration, "run \(run.identity.id) cannot be resumed: it was a retry. Retry again: what it did is known.")
        }
        let results = Resumption.latest(try state.taskResults(run.identity.id))
        if let task = Resumption.obstacle(results, plan) {
            throw TaskFailure(
                .configuration, "run \(run.identity.id) cannot be resumed: task '\(task)' says can_resume: false. \(advice)")
        }
        self.run = run
        self.results = results
        self.approved = approved
    }

    /// Finds the run that has begun to carry out a plan and not finished.
    ///
    /// - Returns: `nil` when no run has begun it.
    /// - Throws: ``PlanError/carriedOut(run:)`` when one has finished it.
    init?(of approved: RunPlan, _ plan: WorkflowPlan, state: StateStore) throws {
        let (archive, wanted) = (RunArchive(dataFolder: plan.dataFolder), try approved.json)
        let runs = try state.lastRuns(Resumption.farBack, workflow: plan.name)
        guard let run = try runs.first(where: { try archive.plan(of: $0.identity.id)?.json == wanted }) else { return nil }
        guard let ending = run.ending, ending.isUnfinished else { throw PlanError.carriedOut(run: run.identity.id) }
        self.run = run
        results = Resumption.latest(try state.taskResults(run.identity.id))
        self.approved = approved
    }

    /// The task from which a run cannot go on; `nil` when it can.
    static func obstacle(_ results: [TaskResult], _ plan: WorkflowPlan) -> String? {
        results.first { result in
            result.state != .done && !(plan.task(result.task)?.canResume ?? true)
        }?.task
    }

    /// Tasks that need not run again: those that are done, and that no task before them in their phase keeps from being so. One that
    /// sent what waited, while a task before it had failed, has its own work still to do. Report and archive come again: they speak of
    /// the run as it ends now.
    static func finished(_ results: [TaskResult], _ plan: WorkflowPlan, _ scope: RunScope) -> Set<String> {
        let done = Set(results.filter { $0.state == .done }.map(\.task))
        let due = scope.tasks(of: plan)
        var finished: Set<String> = []
        for phase in plan.phases where !phase.isAlways {
            for task in phase.tasks where due.contains(task.name) {
                if done.contains(task.name) {
                    finished.insert(task.name)
                } else if task.breaksOnFailure {
                    break
                }
            }
        }
        return finished
    }

    /// The newest result of every task, in the order of the first ones.
    private static func latest(_ results: [TaskResult]) -> [TaskResult] {
        var latest: [TaskResult] = []
        for result in results {
            if let index = latest.firstIndex(where: { $0.task == result.task }) {
                latest[index] = result
            } else {
                latest.append(result)
            }
        }
        return latest
    }
}
