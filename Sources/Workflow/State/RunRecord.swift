public import Foundation

/// How a run ended. In JSON and in the state store one word: `success`, `partial`, `failed-transient`, `cancelled`, …
public enum RunEnding: Sendable, Equatable, Codable {
    case success
    /// It went through, and some records failed or are held.
    case partial
    case failed(FailureClass)
    /// It was told to stop.
    case cancelled
    /// It went through without a record although there was something to carry.
    case nothingMoved
    /// Its process died.
    case interrupted

    /// - Returns: `nil` for a word that no ``word`` is.
    init?(word: String) {
        switch word {
        case "success": self = .success
        case "partial": self = .partial
        case "cancelled": self = .cancelled
        case "nothing-moved": self = .nothingMoved
        case "interrupted": self = .interrupted
        default:
            guard word.hasPrefix("failed-"), let kind = FailureClass(rawValue: String(word.dropFirst(7))) else {
                return nil
            }
            self = .failed(kind)
        }
    }

    /// The ending in one word.
    public var word: String {
        switch self {
        case .success: "success"
        case .partial: "partial"
        case .failed(let kind): "failed-\(kind.rawValue)"
        case .cancelled: "cancelled"
        case .nothingMoved: "nothing-moved"
        case .interrupted: "interrupted"
        }
    }

    /// Reads the one word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let ending = RunEnding(word: word) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no run ends with '\(word)'")
        }
        self = ending
    }

    /// Writes the one word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }

    /// Whether `--resume` may go on from there.
    var isUnfinished: Bool {
        switch self {
        case .failed, .cancelled, .interrupted: true
        case .success, .partial, .nothingMoved: false
        }
    }
}

/// One run as the state store remembers it.
public struct RunRecord: Sendable, Codable, Equatable {
    public var identity: RunIdentity
    public var mode: RunMode
    /// 1, and one more for each `--resume`.
    public var attempts: Int
    public var started: Date
    /// `nil` while it runs.
    public var ended: Date?
    public var ending: RunEnding?
    /// The first failure, or why nothing moved.
    public var message: String?
    /// Path of the run's files, relative to the data folder: `runs/<id>`, later `archive/<id>`.
    public var folder: String
    public var isArchived: Bool
}

/// One task of one attempt of a run.
public struct TaskResult: Sendable, Codable, Equatable {
    /// How far the task came.
    public enum State: String, Sendable, Codable {
        case running, done, failed
        /// Stopped half way because the run was told to stop.
        case cancelled
        /// Its process died.
        case interrupted
    }

    public var task: String
    public var phase: String
    /// For instance `sage50.import-sales-orders`.
    public var type: String
    /// The attempt of the run that it belongs to, from 1.
    public var attempt: Int
    public var state: State
    public var started: Date
    public var ended: Date?
    public var outcome: TaskOutcome
    public var failureClass: FailureClass?
    /// What failed, where, and what to do next.
    public var message: String?

    /// Seconds from start to end.
    public var duration: TimeInterval { ended.map { $0.timeIntervalSince(started) } ?? 0 }
}

/// One line of a run's log.
public struct LogLine: Sendable, Codable, Equatable {
    public var at: Date
    public var level: RunLog.Level
    /// `nil` for a line of the engine itself.
    public var task: String?
    public var message: String

    public init(at: Date, level: RunLog.Level, task: String?, message: String) {
        self.at = at
        self.level = level
        self.task = task
        self.message = message
    }
}
