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
        guard RunArchive(dataFolder: plan.dataFolder).hasFiles(of: run.identity.id) else {
            throw TaskFailure(
                .configuration,
                "run \(run.identity.id) cannot be resumed: its files are neither in \(plan.dataFolder.path)/runs nor in the "
                    + "archive. \(advice)")
        }
        guard !RunArchive(dataFolder: plan.dataFolder).isPart(run.identity.id) else {
            throw TaskFailure(
                .configuration,
                "run \(run.identity.id) cannot be resumed: it carried out a plan or a retry. Plan or retry again: what it did is known."
            )
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

    /// Tasks that need not run again: those that are done, and that no task before them in their phase keeps from being so. One that
    /// sent what waited, while a task before it had failed, has its own work still to do. Report and archive come again: they speak of
    /// the run as it ends now.
    static func finished(_ results: [TaskResult], _ plan: WorkflowPlan) -> Set<String> {
        let done = Set(results.filter { $0.state == .done }.map(\.task))
        var finished: Set<String> = []
        for phase in plan.phases where !phase.isAlways {
            for task in phase.tasks where task.isEnabled && !task.isReserve {
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
