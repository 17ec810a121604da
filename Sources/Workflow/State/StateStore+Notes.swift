internal import GRDB

extension StateStore {
    /// Things that belong together and are stored in one transaction: all of them or none.
    public struct Notes: Sendable, Equatable {
        /// One fact; without a value it is forgotten.
        public struct Fact: Sendable, Equatable {
            public var kind: String
            public var key: String
            /// `nil` forgets the fact.
            public var value: String?

            public init(kind: String, key: String, value: String?) {
                self.kind = kind
                self.key = key
                self.value = value
            }
        }

        /// The first answer is kept, as with ``StateStore/record(truths:)``.
        public var truths: [TruthRecord] = []
        public var messages: [OutboxMessage] = []
        public var facts: [Fact] = []
        public var held: [HeldRecord] = []
        /// Correlation ids of records that were held and have gone through.
        public var released: [String] = []
        /// How far records have come, besides what truths and held records tell already.
        public var steps: [RecordStep] = []

        public init() {}

        public var isEmpty: Bool {
            truths.isEmpty && messages.isEmpty && facts.isEmpty && held.isEmpty && released.isEmpty && steps.isEmpty
        }
    }

    /// Stores everything in one transaction, and returns when the disk has it. A sales order whose truth is stored is
    /// ``RecordState/inLedger`` with it, so that none is ever known as posted without the shop being told (decision 23).
    ///
    /// Other writes of the store may be lost with the power in the last moment (WAL without a sync per commit), and nothing outside
    /// depends on them. What is noted here comes before something outside that cannot be undone, such as a file that another
    /// machine takes.
    ///
    /// - Parameter run: the run that did it; a record whose run is not told keeps the one it has.
    public func commit(_ notes: Notes, run: String = "") throws {
        guard !notes.isEmpty else { return }
        try writing(isDurable: true) { db in try StateStore.store(notes, run, db) }
    }

    private static func store(_ notes: Notes, _ run: String, _ db: Database) throws {
        let posted = notes.truths.filter { $0.kind == "SalesOrder" }.map { truth in
            RecordStep(truth.externalID, .inLedger, number: truth.internalID, at: truth.created)
        }
        try record(notes.truths, db)
        try advance(notes.steps + posted, run: run, db)
        try enqueue(notes.messages, db)
        for fact in notes.facts { try record(fact.kind, fact.key, fact.value, db) }
        try hold(notes.held, db)
        for record in notes.released { try release(record, db) }
    }
}
