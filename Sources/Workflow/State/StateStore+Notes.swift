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

        public init() {}

        public var isEmpty: Bool {
            truths.isEmpty && messages.isEmpty && facts.isEmpty && held.isEmpty && released.isEmpty
        }
    }

    /// Stores everything in one transaction.
    public func commit(_ notes: Notes) throws {
        guard !notes.isEmpty else { return }
        try database.write { db in
            try StateStore.record(notes.truths, db)
            try StateStore.enqueue(notes.messages, db)
            for fact in notes.facts { try StateStore.record(fact.kind, fact.key, fact.value, db) }
            try StateStore.hold(notes.held, db)
            for record in notes.released { try StateStore.release(record, db) }
        }
    }
}
