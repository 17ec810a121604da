internal import Foundation

/// Where a resumed run goes on.
struct Resumption {
    let run: RunRecord
    /// The last result of every task of the earlier attempts.
    let results: [TaskResult]

    /// Finds the last run of the plan's workflow and checks that it can go on.
    ///
    /// - Throws: ``TaskFailure`` of class configuration that says why not.
    init(_ plan: WorkflowPlan, state: StateStore) throws {
        guard let run = try state.lastRun(workflow: plan.name) else {
            throw TaskFailure(.configuration, "nothing to resume: '\(plan.name)' has not run yet. Run it without --resume.")
        }
        let advice = "Run without --resume to start a new run."
        guard let ending = run.ending, ending.isUnfinished else {
            throw TaskFailure(
                .configuration,
                "nothing to resume: the last run \(run.identity.id) ended with "
                    + "'\(run.ending?.word ?? "unknown")'. \(advice)")
        }
        guard !run.isArchived, Folders.exists(plan.dataFolder.appendingPathComponent(run.folder)) else {
            throw TaskFailure(
                .configuration,
                "run \(run.identity.id) cannot be resumed: its files are no longer in "
                    + "\(plan.dataFolder.appendingPathComponent("runs").path). \(advice)")
        }
        let results = Resumption.latest(try state.taskResults(run.identity.id))
        if let task = Resumption.obstacle(results, plan) {
            throw TaskFailure(
                .configuration, "run \(run.identity.id) cannot be resumed: task '\(task)' says can_resume: false. \(advice)")
        }
        self.run = run
        self.results = results
    }

    /// The task from which a run cannot go on; `nil` when it can.
    static func obstacle(_ results: [TaskResult], _ plan: WorkflowPlan) -> String? {
        results.first { result in
            result.state != .done && !(plan.task(result.task)?.canResume ?? true)
        }?.task
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
