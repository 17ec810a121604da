import Foundation
import Synchronization
import Workflow

/// What a run of this suite is given instead of a download: the file, and the totals that a download would have recorded.
struct HandedIn: Sendable {
    /// The text of `orders.xml`, or of a file that a mapping has written.
    var text = ""
    /// What the shopper paid by correlation id, for instance `demo/7` and `34.80 GBP`; empty leaves the gate nothing to go by.
    var totals: [String: String] = [:]
}

/// Where a test puts what the next run is given.
final class InTray: Sendable {
    private let content = Mutex(HandedIn())

    var handedIn: HandedIn {
        get { content.withLock { $0 } }
        set { content.withLock { $0 = newValue } }
    }

    /// The task type `hand-in`, which stands where the download stands in a merchant's workflow.
    var taskType: TaskType {
        TaskType(
            name: "hand-in", summary: "Writes what a test has put into the tray.",
            settings: [SettingDeclaration("output", .outputFile, required: true, "file to write")]
        ) { settings in HandIn(tray: self, output: try settings.requiredText("output")) }
    }
}

/// Writes the file and records the totals, as the download does.
private struct HandIn: WorkflowTask {
    let tray: InTray
    let output: String

    func run(_ context: TaskContext) async throws -> TaskOutcome {
        let handedIn = tray.handedIn
        try Data(handedIn.text.utf8).write(to: context.file(output))
        try context.state.record(facts: handedIn.totals, kind: "order-total")
        return TaskOutcome(files: [output])
    }
}
