public import Foundation

/// How a run went; what the command prints, the notify command reads and the exit code follows from.
public struct RunResult: Sendable, Codable, Equatable {
    public var run: RunIdentity
    public var mode: RunMode
    public var ending: RunEnding
    /// 1, and one more for each `--resume`.
    public var attempt: Int
    public var started: Date
    public var ended: Date
    /// The last result of every task that ran, in the order of the definition.
    public var tasks: [TaskResult]
    public var totals: Totals
    /// The first failure, or why nothing moved.
    public var message: String?
    /// Records that this run left waiting for a person or the next run.
    public var held: Int
    /// Whether `--resume` can go on from here.
    public var isResumable: Bool
    /// Where the run's files are: its archive when it has one.
    public var folder: String
    /// The archive's path, `nil` when the run was not archived.
    public var archive: String?
    /// Path of the report, `nil` when no report task ran.
    public var report: String?
    /// What a dry run would have done, task by task; empty after a live run.
    public var actions: [String: [PlannedAction]]

    /// Sums over the tasks.
    public struct Totals: Sendable, Codable, Equatable {
        public var recordsIn = 0
        public var recordsOut = 0
        public var failed = 0
    }
}

extension RunResult.Totals {
    /// Sums up the outcomes.
    init(_ tasks: [TaskResult]) {
        for outcome in tasks.map(\.outcome) {
            recordsIn += outcome.recordsIn
            recordsOut += outcome.recordsOut
            failed += outcome.failed
        }
    }
}

extension RunResult {
    /// As machines read it: ISO 8601 dates in UTC, sorted keys.
    public var json: Data {
        get throws { try JSONEncoder.forMachines.encode(self) }
    }
}

extension JSONEncoder {
    /// Sorted keys, one per line, dates in ISO 8601.
    static var forMachines: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }
}
