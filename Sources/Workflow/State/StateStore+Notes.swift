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

    /// Stores everything in one transaction, and returns when the disk has it.
    ///
    /// Other writes of the store may be lost with the power in the last moment (WAL without a sync per commit), and nothing outside
    /// depends on them. What is noted here comes before something outside that cannot be undone, such as a file that another
    /// machine takes.
    public func commit(_ notes: Notes) throws {
        guard !notes.isEmpty else { return }
        try database.writeWithoutTransaction { db in
            let usual = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 1
            try db.execute(sql: "PRAGMA synchronous = FULL")
            defer { try? db.execute(sql: "PRAGMA synchronous = \(usual)") }
            try db.inTransaction {
                try StateStore.store(notes, db)
                return .commit
            }
        }
    }

    private static func store(_ notes: Notes, _ db: Database) throws {
        try record(notes.truths, db)
        try enqueue(notes.messages, db)
        for fact in notes.facts { try record(fact.kind, fact.key, fact.value, db) }
        try hold(notes.held, db)
        for record in notes.released { try release(record, db) }
    }
}
