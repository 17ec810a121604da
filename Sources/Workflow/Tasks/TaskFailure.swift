/// The class of a failure decides what the engine does next.
public enum FailureClass: String, Sendable, Codable, Equatable {
    /// A system could not be reached or was busy; the next run may succeed.
    case transient
    /// One record is bad; it goes to the fail file and the rest goes on.
    case record
    /// The set-up is wrong; nothing was written.
    case configuration
    /// Another run holds the lock.
    case locked
    /// The run was told to stop.
    case cancelled
    /// The shop or the ledger is no longer what a plan was made on; nothing was written.
    case refused
}

/// An error that carries its class, so that the engine and the exit code need not read prose.
public protocol ClassifiedError: Error, CustomStringConvertible {
    var failureClass: FailureClass { get }
}

/// The failure of a whole task: what failed, where, and what to do next, in one text.
public struct TaskFailure: ClassifiedError {
    public let failureClass: FailureClass
    public let message: String

    public init(_ failureClass: FailureClass, _ message: String) {
        self.failureClass = failureClass
        self.message = message
    }

    public var description: String { message }
}
