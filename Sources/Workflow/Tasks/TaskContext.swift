public import Foundation

/// Everything a task may touch. It is handed in, so that nothing is read from the environment, the clock or the network by stealth.
public struct TaskContext: Sendable {
    /// Name of the task in the definition, for messages.
    public let taskName: String
    public let run: RunIdentity
    public let mode: RunMode
    /// The folder of this run; every file of the run is in it.
    public let workingFolder: URL
    public let integration: IntegrationFolder
    /// The customer the run is for; `nil` when the integration has no customers.
    public let customer: Customer?
    /// Parameters for mappings: definition < customer < command line, already merged.
    public let parameters: [String: String]
    public let connections: ConnectionSet
    public let state: StateStore
    public let log: RunLog
    public let progress: any ProgressReporter
    /// The injected clock.
    public let now: @Sendable () -> Date
    /// Decides ledger dates and "today".
    public let timeZone: TimeZone
    /// Start of the day before which no order is taken; `nil` outside a workflow.
    public let startDate: Date?
    /// Stored mappings to use in place of those of today, for a replay with the mapping of then; `nil` for those of today.
    public let mappings: MappingsOfThen?
    private let stop: StopSignal

    public init(
        taskName: String, run: RunIdentity, mode: RunMode, workingFolder: URL, integration: IntegrationFolder,
        customer: Customer?, parameters: [String: String], connections: ConnectionSet, state: StateStore, log: RunLog,
        progress: any ProgressReporter, now: @escaping @Sendable () -> Date, timeZone: TimeZone,
        startDate: Date? = nil, stop: StopSignal = StopSignal(), mappings: MappingsOfThen? = nil
    ) {
        self.mappings = mappings
        self.startDate = startDate
        self.stop = stop
        self.taskName = taskName
        self.run = run
        self.mode = mode
        self.workingFolder = workingFolder
        self.integration = integration
        self.customer = customer
        self.parameters = parameters
        self.connections = connections
        self.state = state
        self.log = log
        self.progress = progress
        self.now = now
        self.timeZone = timeZone
    }

    /// Whether the run was told to stop. A task asks between two records and throws ``TaskFailure`` of class cancelled, with
    /// everything it did so far safely noted.
    public var isStopRequested: Bool { stop.isRequested }

    /// Notes that a record did not go through and waits for the next run or a person.
    ///
    /// - Parameters:
    ///   - record: correlation id.
    ///   - code: short code such as `TaxCodeUnknown`.
    ///   - message: a sentence a bookkeeper can act on.
    ///   - place: stylesheet and line, or ledger rule.
    ///   - payload: the record, normally as XML.
    public func hold(_ record: String, code: String, message: String, place: String? = nil, payload: String) throws {
        let seen = now()
        try state.hold(
            HeldRecord(
                record: record, task: taskName, code: code, message: message, place: place, payload: payload, run: run.id,
                firstSeen: seen, lastSeen: seen))
    }

    /// Takes a lock that keeps other runs, of this or another process, from something they share.
    ///
    /// - Parameters:
    ///   - file: the lock's file, in a folder that is there.
    ///   - purpose: what is locked, for the message to those who come too late.
    ///   - patience: how long to wait for it.
    /// - Returns: the lock, held as long as it lives.
    /// - Throws: ``LockError`` that names the holder, ``FileError``, ``TaskFailure`` of class cancelled when the run is told to stop.
    public func lock(_ file: URL, purpose: String, patience: Duration) async throws -> FileLock {
        try await FileLock.waiting(file, purpose: purpose, note: "run \(run.id)", now: now(), patience: patience, stop: stop)
    }

    /// Where the customer's state, runs and archive live, and the mappings of earlier runs.
    public var dataFolder: URL { integration.data(customer: customer?.id) }

    /// A file of this run by its name.
    public func file(_ name: String) -> URL { workingFolder.appendingPathComponent(name) }

    /// An input file that an earlier task must have written.
    ///
    /// - Throws: ``TaskFailure`` of class configuration when it is not there.
    public func existingFile(_ name: String) throws -> URL {
        let url = file(name)
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw TaskFailure(
                .configuration,
                "task '\(taskName)': its input \(name) is not in \(workingFolder.path). "
                    + "Run the task that writes it first, or correct 'input' in the workflow file.")
        }
        return url
    }
}

/// Which run of which workflow for which customer.
public struct RunIdentity: Sendable, Codable, Hashable {
    /// Sorts by time: `20260303-091502-7f3a`.
    public let id: String
    public let workflow: String
    public let customer: String?

    public init(id: String, workflow: String, customer: String?) {
        self.id = id
        self.workflow = workflow
        self.customer = customer
    }
}

/// Where a running task tells how far it is. Called often; must be cheap.
public protocol ProgressReporter: Sendable {
    /// - Parameter total: `nil` while unknown.
    func advanced(task: String, done: Int, total: Int?)
}

/// Tells nobody.
public struct SilentProgress: ProgressReporter {
    public init() {}
    public func advanced(task: String, done: Int, total: Int?) {}
}
