/// What the engine's own tasks are called in a workflow file.
public enum WorkflowTasks {
    public static let taskTypes: [TaskType] = [
        TaskType(
            name: "archive", summary: "Archives the run's files and removes old archives",
            settings: [
                SettingDeclaration(
                    "housekeeping", .choice(["none", "number", "days"]), default: "days",
                    "which archives stay: all, a number of them, or those of so many days"),
                SettingDeclaration("keep", .integer, default: "90", "how many archives or days"),
            ],
            role: .archive, make: { ArchiveTask(housekeeping: try Housekeeping($0)) })
    ]
}

/// Which archives stay.
enum Housekeeping: Sendable, Equatable {
    case all
    /// The newest so many.
    case number(Int)
    /// Those of the last so many days.
    case days(Int)

    /// - Throws: ``TaskFailure`` when `keep` is below 1.
    init(_ settings: SettingValues) throws {
        let keep = settings.integer("keep") ?? 90
        guard keep > 0 else { throw TaskFailure(.configuration, "setting 'keep' must be 1 or more, not \(keep)") }
        self =
            switch settings.text("housekeeping") {
            case "none": .all
            case "number": .number(keep)
            default: .days(keep)
            }
    }
}

/// Asks for the run to be archived. The engine does it when the last task has written its files.
struct ArchiveTask: WorkflowTask {
    let housekeeping: Housekeeping

    /// Writes nothing; that it ran is the request.
    func run(_ context: TaskContext) async throws -> TaskOutcome {
        TaskOutcome(notes: context.mode == .dryRun ? ["a dry run is not archived"] : [])
    }
}
