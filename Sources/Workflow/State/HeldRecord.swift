public import Foundation

/// A record that did not go through and waits: for the next run, or for a person.
public struct HeldRecord: Sendable, Codable, Equatable {
    /// Where it stands.
    public enum State: Sendable, Codable, Equatable {
        case held
        /// It has been given to a run again.
        case retrying
        /// A later run carried it.
        case released
        /// A person closed it, for instance `entered-by-hand: invoice 1204`.
        case settled(reason: String)
    }

    /// Correlation id.
    public var record: String
    /// The task that held it.
    public var task: String
    /// Short code such as `TaxCodeUnknown`.
    public var code: String
    /// A sentence a bookkeeper can act on.
    public var message: String
    /// Stylesheet and line, or ledger rule.
    public var place: String?
    /// The record as the task read it, normally XML.
    public var payload: String
    /// The run that held it last.
    public var run: String
    public var firstSeen: Date
    public var lastSeen: Date
    /// How often it was tried.
    public var attempts: Int
    public var state: State

    public init(
        record: String, task: String, code: String, message: String, place: String? = nil, payload: String, run: String,
        firstSeen: Date, lastSeen: Date, attempts: Int = 1, state: State = .held
    ) {
        self.record = record
        self.task = task
        self.code = code
        self.message = message
        self.place = place
        self.payload = payload
        self.run = run
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.attempts = attempts
        self.state = state
    }
}

extension HeldRecord.State {
    /// The word in the state store; the reason has a column of its own.
    var word: String {
        switch self {
        case .held: "held"
        case .retrying: "retrying"
        case .released: "released"
        case .settled: "settled"
        }
    }

    /// The state that ``word`` and the reason stand for.
    init(word: String, reason: String?) {
        switch word {
        case "retrying": self = .retrying
        case "released": self = .released
        case "settled": self = .settled(reason: reason ?? "")
        default: self = .held
        }
    }
}
