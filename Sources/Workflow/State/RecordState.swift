public import Foundation

/// How far an order has come. The words are those of the column `record.state`.
public enum RecordState: String, Sendable, Codable, CaseIterable {
    /// Downloaded; what the shopper paid is noted.
    case seen
    /// Translated for the ledger.
    case mapped
    /// About to be posted. After a crash the ledger is asked before it is posted again.
    case intended
    /// Did not go through; ``HeldRecord`` says why.
    case held
    /// Posted, or found there; the shop has not been told yet.
    case inLedger = "in-ledger"
    /// The shop shows what is true, or has moved the order on by itself.
    case told
    /// The files of the run that carried it are in the archive.
    case archived
    /// A person decided that it is not to be posted.
    case ignored
}

extension RecordState {
    /// What becomes of a record that is given a new state.
    enum Step: Equatable {
        case advances
        /// It is further already: the news is old, and nothing changes.
        case stays
        case isIllegal
    }

    /// The protocol. A record that the ledger has cannot be seen, mapped, intended or ignored any more: the first two are news of
    /// a repeated download, the others would double or lose it.
    ///
    /// - Parameters:
    ///   - current: `nil` for a record that is not known yet.
    ///   - hasNumber: whether it ever was in the ledger.
    static func step(from current: RecordState?, hasNumber: Bool, to next: RecordState) -> Step {
        guard let current else { return next == .told || next == .archived ? .isIllegal : .advances }
        if current == next { return .stays }
        switch next {
        case .seen: return current == .held && !hasNumber ? .advances : .stays
        case .mapped: return current == .seen || current == .held && !hasNumber ? .advances : .stays
        case .intended: return hasNumber || current.isBeyondPosting ? .isIllegal : .advances
        // Held although it was posted: the ledger has lost it, for instance because an older copy was restored.
        case .held: return current == .ignored ? .stays : .advances
        case .inLedger: return current.isBeyondPosting ? .stays : .advances
        case .told: return current == .inLedger ? .advances : current == .archived ? .stays : .isIllegal
        case .archived: return current == .told ? .advances : .isIllegal
        case .ignored: return hasNumber || current.isBeyondPosting ? .isIllegal : .advances
        }
    }

    /// Whether the order is in the ledger, or a person has said that it need not be.
    private var isBeyondPosting: Bool {
        switch self {
        case .inLedger, .told, .archived: true
        case .seen, .mapped, .intended, .held, .ignored: false
        }
    }
}

/// One order (or one part of it) as the state store knows it.
public struct TrackedRecord: Sendable, Codable, Equatable {
    /// Correlation id: `<store>/<order id>[/<part>]`.
    public var id: String
    public var state: RecordState
    /// The ledger's number; `nil` before it is posted, and for an order that a person entered by hand.
    public var number: String?
    /// The run that changed it last.
    public var run: String
    public var changed: Date

    public init(id: String, state: RecordState, number: String? = nil, run: String, changed: Date) {
        self.id = id
        self.state = state
        self.number = number
        self.run = run
        self.changed = changed
    }
}

/// A step that the protocol of records does not allow: the program is wrong, or the state store was changed by hand.
public struct RecordStepError: ClassifiedError, Equatable {
    public let record: String
    public let from: RecordState?
    public let to: RecordState

    public var failureClass: FailureClass { .configuration }

    public var description: String {
        "record \(record) is '\(from?.rawValue ?? "unknown")' and cannot become '\(to.rawValue)': that would lose or double it. "
            + "Nothing was written. `crosswalk reconcile` shows where it stands."
    }
}
