internal import Foundation

/// Where a task notes how far its records have come: one step each, before the act it describes or with it.
///
/// In a dry run the notes are forgotten with the copy of the state they go to.
public struct RecordBook: Sendable {
    let state: StateStore
    let run: String
    let now: @Sendable () -> Date

    /// Takes records to one state, all in one transaction; see ``StateStore/advance(_:run:)``.
    ///
    /// - Parameter ids: correlation ids.
    public func advance(_ ids: some Sequence<String>, to next: RecordState) throws {
        let now = now()
        try state.advance(ids.map { RecordStep($0, next, at: now) }, run: run)
    }

    /// Where a record stands; `nil` when it is not known.
    public func state(of id: String) throws -> RecordState? { try state.record(id)?.state }

    /// The records in a state, by id. Those left ``RecordState/intended`` are of a process that died.
    public func all(in state: RecordState) throws -> [TrackedRecord] { try self.state.records(in: state) }
}

extension TaskContext {
    /// How far the records of this customer have come.
    public var records: RecordBook { RecordBook(state: state, run: run.id, now: now) }
}
