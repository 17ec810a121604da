/// Lets threads work beside each other, or one of them alone.
final class WorkGate: Sendable {
    /// That of all runs: they share the memory and the processors of one process.
    static let shared = WorkGate()

    /// Who is inside.
    private struct State {
        /// Threads that work beside each other.
        var working = 0
        /// Threads that work alone or wait for it.
        var alone = 0
        /// Whether one of those works.
        var isTaken = false
    }

    /// Who is inside.
    private let state = Monitor(State())

    /// Runs `body` while others may run theirs, but none alone.
    func beside<Result>(_ body: () throws(StreamingStop) -> Result) throws(StreamingStop) -> Result {
        state.wait(until: { $0.alone == 0 }) { $0.working += 1 }
        defer { state.withLock { $0.working -= 1 } }
        return try body()
    }

    /// Runs `body` inside of ``beside(_:)`` while nobody else is there.
    func alone(_ body: () throws(StreamingStop) -> Void) throws(StreamingStop) {
        state.withLock { state in
            state.working -= 1
            state.alone += 1
        }
        state.wait(until: { $0.working == 0 && !$0.isTaken }) { $0.isTaken = true }
        defer {
            state.withLock { state in
                state.isTaken = false
                state.alone -= 1
                state.working += 1
            }
        }
        try body()
    }
}
