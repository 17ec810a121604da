internal import Crosswalk
internal import Foundation

/// The table at the end of a run.
struct RunSummaryText {
    private let result: RunResult

    init(_ result: RunResult) { self.result = result }

    var text: String {
        var table = TextTable([
            .init("Task"), .init("In", .right), .init("Out", .right), .init("Failed", .right), .init("Seconds", .right),
            .init("Result"),
        ])
        for task in result.tasks {
            table.add(
                task.task, String(task.outcome.recordsIn), String(task.outcome.recordsOut), String(task.outcome.failed),
                String(format: "%.1f", task.duration), task.state.rawValue)
        }
        return ([table.text, ""] + closing).joined(separator: "\n")
    }

    private var closing: [String] {
        let held = result.held > 0 ? ", \(result.held) held" : ""
        var lines = ["Result: \(result.ending.word)\(held)"]
        if let message = result.message { lines.append(message) }
        if let report = result.report { lines.append("Report: \(report)") }
        lines.append("Files:  \(result.folder)")
        if result.isResumable { lines.append("Go on with the same command and --resume.") }
        return lines
    }
}

extension ExitStatus {
    init(_ ending: RunEnding) {
        switch ending {
        case .success: self = .done
        case .partial: self = .someRecordsFailed
        case .failed(let failure): self.init(failure)
        case .cancelled, .interrupted: self = .interrupted
        case .nothingMoved: self = .nothingMoved
        }
    }
}
