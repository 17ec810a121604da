/// One step of a workflow: a small value with typed settings and one method.
///
/// A task reads files, connections, the clock and the state store through its context only, so that a test can hand it all of
/// them. It answers with counts and the files it wrote; it throws only for what stops the whole task.
public protocol WorkflowTask: Sendable {
    /// Does the work of the task.
    ///
    /// - Throws: ``TaskFailure`` when the task as a whole cannot go on. One bad record is never a reason to throw: it goes to
    ///   the fail file and counts in ``TaskOutcome/failed``.
    func run(_ context: TaskContext) async throws -> TaskOutcome

    /// What would stop the task for this customer before it does anything, one sentence each: told by a check of the workflow
    /// and before the first task of a run, not after a download.
    func problems(_ surroundings: TaskSurroundings) -> [String]
}

extension WorkflowTask {
    public func problems(_ surroundings: TaskSurroundings) -> [String] { [] }
}

/// A task that writes to a shop or a ledger, in two steps: `plan` decides, `apply` acts.
///
/// A run is both. A dry run is `plan` alone, which may read the outside world and write files in the working folder, nothing else.
public protocol OutwardTask: WorkflowTask {
    /// Decides per record what would be done, and writes the files that later tasks of a dry run read.
    func plan(_ context: TaskContext) async throws -> TaskPlan

    /// Performs the planned actions one by one.
    func apply(_ plan: TaskPlan, _ context: TaskContext) async throws -> TaskOutcome
}

extension OutwardTask {
    public func run(_ context: TaskContext) async throws -> TaskOutcome {
        let plan = try await plan(context)
        switch context.mode {
        case .live: return try await apply(plan, context)
        case .dryRun: return plan.outcome
        }
    }
}

/// Whether a run may write outside its working folder.
public enum RunMode: String, Sendable, Codable {
    case live
    case dryRun
}

/// What a task did: records in, records out, records failed, and the files written.
public struct TaskOutcome: Sendable, Codable, Equatable {
    /// Records given to the task.
    public var recordsIn: Int
    /// Records produced, imported or acknowledged.
    public var recordsOut: Int
    /// Records that went to the fail file.
    public var failed: Int
    /// Names of the files written, relative to the working folder.
    public var files: [String]
    /// Remarks for the run report, one short sentence each (for instance "3 orders had more than 50 lines: 3 extra requests").
    public var notes: [String]
    /// Why no record moved although there is something to carry, for instance "the shop has 12 orders, none in status
    /// Awaiting Fulfillment"; `nil` when records moved or there is nothing to carry.
    public var nothingMovedReason: String?

    public init(
        recordsIn: Int = 0, recordsOut: Int = 0, failed: Int = 0, files: [String] = [], notes: [String] = [],
        nothingMovedReason: String? = nil
    ) {
        self.nothingMovedReason = nothingMovedReason
        self.recordsIn = recordsIn
        self.recordsOut = recordsOut
        self.failed = failed
        self.files = files
        self.notes = notes
    }
}

/// What an ``OutwardTask`` means to do.
public struct TaskPlan: Sendable, Codable {
    /// One action per record, in the order in which they will be performed.
    public var actions: [PlannedAction]
    /// The outcome that a dry run reports: what would have come in, gone out and failed.
    public var outcome: TaskOutcome

    public init(actions: [PlannedAction] = [], outcome: TaskOutcome = TaskOutcome()) {
        self.actions = actions
        self.outcome = outcome
    }
}

/// One planned write to the outside world.
public struct PlannedAction: Sendable, Codable, Equatable {
    /// What will happen to the record.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case create, update, skip, hold
    }

    /// Correlation id of the record: `<store>/<order id>[/<part>]`, or a stock code.
    public var record: String
    public var kind: Kind
    /// Why, or what exactly, in a sentence a bookkeeper understands.
    public var reason: String
    /// What the decision was made on (for instance the account, the products and the total). `apply` refuses when it has changed.
    public var fingerprint: String
    /// What `apply` needs, in the task's own format (normally the record's XML).
    public var payload: String
    /// Gross amount in `currency` as decimal text; `nil` where no money moves.
    public var amount: String?
    /// ISO 4217 code of `amount`.
    public var currency: String?
    /// The ledger's number of the record, when it was found to be there already.
    public var existing: String?

    public init(
        record: String, kind: Kind, reason: String = "", fingerprint: String = "", payload: String = "",
        amount: String? = nil, currency: String? = nil, existing: String? = nil
    ) {
        self.existing = existing
        self.record = record
        self.kind = kind
        self.reason = reason
        self.fingerprint = fingerprint
        self.payload = payload
        self.amount = amount
        self.currency = currency
    }
}
