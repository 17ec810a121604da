public import Foundation
internal import GRDB

extension StateStore {
    /// What the ledger is known to have of an order: under `<store>/<order id>` itself, or under `<store>/<order id>/<part>`.
    public func truths(kind: String, order: String) throws -> [TruthRecord] {
        try database.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT * FROM truth WHERE kind = ? AND (externalID = ? OR externalID > ? AND externalID < ?)")
            return try Row.fetchAll(statement, arguments: StatementArguments([kind]) + Self.range(of: order))
                .map(TruthRecord.init(row:))
        }
    }

    /// What is or was held of an order: the order itself, or parts of it.
    public func heldRecords(order: String) throws -> [HeldRecord] {
        try database.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT * FROM heldRecord WHERE record = ? OR record > ? AND record < ?")
            return try Row.fetchAll(statement, arguments: Self.range(of: order)).map(HeldRecord.init(row:))
        }
    }

    /// Messages of a channel about an order or parts of it, whatever became of them.
    public func messages(channel: String, order: String) throws -> [OutboxMessage] {
        try database.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT * FROM outbox WHERE channel = ? AND (record = ? OR record > ? AND record < ?)")
            return try Row.fetchAll(statement, arguments: StatementArguments([channel]) + Self.range(of: order))
                .map(OutboxMessage.init(row:))
        }
    }

    /// Notes that a person has dealt with a change of an order that is in the ledger, for instance has credited it.
    ///
    /// - Returns: `false` when no such order is known to be in the ledger.
    public func close(posted record: String, reason: String, at now: Date) throws -> Bool {
        guard try !truths(kind: "SalesOrder", order: record).isEmpty else { return false }
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO heldRecord (record, task, code, message, payload, run, firstSeen, lastSeen, attempts, state, reason)
                    VALUES (?, '', 'ChangedAfterPosting', 'changed in the shop after it was posted', '', '', ?, ?, 0, 'settled', ?)
                    ON CONFLICT (record) DO UPDATE SET state = 'settled', reason = excluded.reason, lastSeen = excluded.lastSeen
                    """,
                arguments: [record, now, now, reason])
        }
        return true
    }

    /// The id itself, and the range of ids that begin with it and a slash: `0` follows the slash in the alphabet.
    private static func range(of order: String) -> StatementArguments { [order, order + "/", order + "0"] }

    /// Makes the facts of one kind exactly these, in one transaction.
    public func replace(facts: [String: String], kind: String) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM fact WHERE kind = ?", arguments: [kind])
            let statement = try db.cachedStatement(sql: "INSERT INTO fact (kind, key, value) VALUES (?, ?, ?)")
            for (key, value) in facts { try statement.execute(arguments: [kind, key, value]) }
        }
    }
}
