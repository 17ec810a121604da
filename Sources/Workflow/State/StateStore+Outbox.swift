public import Foundation
internal import GRDB

extension StateStore {
    /// What the shop must be told, kept until the shop has acknowledged it.
    public struct OutboxMessage: Sendable, Equatable {
        /// Where the message stands; a superseded one need not be sent any more.
        public enum State: String, Sendable { case pending, acknowledged, superseded }

        /// For instance `order-status`.
        public var channel: String
        /// Correlation id of the record.
        public var record: String
        /// The success record as XML.
        public var payload: String
        public var state: State
        public var attempts: Int
        public var lastError: String?

        public init(
            channel: String, record: String, payload: String, state: State = .pending, attempts: Int = 0,
            lastError: String? = nil
        ) {
            self.channel = channel
            self.record = record
            self.payload = payload
            self.state = state
            self.attempts = attempts
            self.lastError = lastError
        }
    }

    /// Stores a message; one that is pending already is replaced, one that was acknowledged stays so.
    public func enqueue(_ messages: [OutboxMessage]) throws {
        try database.write { db in try StateStore.enqueue(messages, db) }
    }

    /// ``enqueue(_:)`` inside a transaction.
    static func enqueue(_ messages: [OutboxMessage], _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO outbox (channel, record, payload, state, attempts) VALUES (?, ?, ?, 'pending', 0)
                ON CONFLICT (channel, record) DO UPDATE SET payload = excluded.payload WHERE state = 'pending'
                """)
        for message in messages {
            try statement.execute(arguments: [message.channel, message.record, message.payload])
        }
    }

    /// Messages not yet acknowledged, oldest first.
    public func pendingMessages(channel: String) throws -> [OutboxMessage] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM outbox WHERE channel = ? AND state = 'pending' ORDER BY rowid", arguments: [channel]
            ).map(OutboxMessage.init(row:))
        }
    }

    /// How many messages of a channel wait.
    func pendingCount(channel: String) throws -> Int {
        try database.read { db in
            try Int.fetchOne(
                db, sql: "SELECT COUNT(*) FROM outbox WHERE channel = ? AND state = 'pending'", arguments: [channel]) ?? 0
        }
    }

    /// Notes how the delivery of messages ended, all in one transaction; `error` keeps them pending and counts the attempt.
    ///
    /// The record of a message that the shop has acknowledged, or has overtaken, is ``RecordState/told`` with it; so are all parts of
    /// an order, because the shop knows only the order.
    ///
    /// Settle only what the shop has acknowledged: a crash before this call leaves the messages pending, so they are sent again.
    public func settle(
        channel: String, records: [String], as state: OutboxMessage.State, error: String? = nil, at now: Date
    ) throws {
        try database.write { db in
            let statement = try db.cachedStatement(
                sql: "UPDATE outbox SET state = ?, attempts = attempts + 1, lastError = ? WHERE channel = ? AND record = ?")
            let told = try db.cachedStatement(
                sql: """
                    UPDATE record SET state = 'told', changed = ?1
                    WHERE state = 'in-ledger' AND (id = ?2 OR id > ?2 || '/' AND id < ?2 || '0')
                    """)
            for record in records {
                try statement.execute(arguments: [state.rawValue, error, channel, record])
                guard state != .pending else { continue }
                try told.execute(arguments: [now, record.split(separator: "/").prefix(2).joined(separator: "/")])
            }
        }
    }
}

extension StateStore.OutboxMessage {
    init(row: Row) {
        self.init(
            channel: row["channel"], record: row["record"], payload: row["payload"],
            state: State(rawValue: row["state"]) ?? .pending, attempts: row["attempts"], lastError: row["lastError"])
    }
}
