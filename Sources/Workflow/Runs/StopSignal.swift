internal import Synchronization

/// Tells a run to stop. Set from anywhere, for instance when Ctrl-C arrives; asked between tasks and between records.
///
/// `Sendable`: its only state is one atomic flag.
public final class StopSignal: Sendable {
    private let flag = Atomic(false)

    public init() {}

    /// Asks the run to stop at the next safe place. It cannot be taken back.
    public func request() { flag.store(true, ordering: .relaxed) }

    public var isRequested: Bool { flag.load(ordering: .relaxed) }
}
