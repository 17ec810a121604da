public import Foundation

/// Which tasks a run performs, and on what.
enum RunScope: Sendable {
    /// All of them.
    case whole
    /// What was approved, and what follows from it.
    case approved(RunPlan)
    /// Records that were held, from the task that held them or made them what they are.
    case replay(ReplayRequest)
}

/// Held records that are given to a run again.
public struct ReplayRequest: Sendable {
    /// Correlation ids.
    public var records: [String]
    /// The task to begin with; those before it in its phase, and other phases than its own and the closing ones, do not run.
    public var firstTask: String
    /// Puts the records into the files that the first task reads, in the folder it is given.
    public var prepare: @Sendable (URL) throws -> Void
    /// Mappings to use in place of those of today.
    public var mappings: MappingsOfThen?

    public init(
        records: [String], firstTask: String, mappings: MappingsOfThen?, prepare: @escaping @Sendable (URL) throws -> Void
    ) {
        self.records = records
        self.firstTask = firstTask
        self.mappings = mappings
        self.prepare = prepare
    }
}

extension RunScope {
    /// Whether a task runs.
    ///
    /// - Parameter rewritten: files that tasks of this run have written.
    func includes(_ task: PlannedTask, in phase: PlannedPhase, rewritten: Set<String>) -> Bool {
        switch self {
        case .whole: true
        case .approved(let plan):
            // The files of the plan stand for the tasks that only read; what a planned write has led to is worked out anew.
            phase.isAlways || plan.actions(of: task.name) != nil
                || !(task.task is any OutwardTask) && !rewritten.isDisjoint(with: task.files(.inputFile))
        case .replay(let request):
            phase.isAlways || phase.tasks.drop { $0.name != request.firstTask }.contains { $0.name == task.name }
        }
    }

    /// The tasks that a run of this scope comes to when all goes well.
    func tasks(of plan: WorkflowPlan) -> Set<String> {
        var (tasks, written): (Set<String>, Set<String>) = ([], [])
        for phase in plan.phases where phase.isEnabled {
            for task in phase.tasks where task.isEnabled && !task.isReserve && includes(task, in: phase, rewritten: written) {
                tasks.insert(task.name)
                written.formUnion(task.files(.outputFile))
            }
        }
        return tasks
    }

    /// Whether a run of this scope can be resumed; if not, the records that wait are found by the next replay.
    var canResume: Bool {
        switch self {
        case .whole, .approved: true
        case .replay: false
        }
    }

    /// Marks the folder of a run that is not whole, so that ``Resumption`` does not go on as if it were.
    static let marker = "part-of-a-workflow.txt"
}

extension PlannedTask {
    /// The files that its settings of one kind name.
    func files(_ kind: SettingDeclaration.Kind) -> Set<String> {
        Set(type.settings.filter { $0.kind == kind }.compactMap { settings.text($0.name) })
    }
}
