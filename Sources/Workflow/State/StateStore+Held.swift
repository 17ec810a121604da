internal import Foundation
internal import GRDB

extension StateStore {
    /// Notes that records did not go through, all in one transaction. One that is held already keeps when it was first seen and
    /// counts another attempt; one that a person has settled stays settled.
    public func hold(_ records: [HeldRecord]) throws {
        try database.write { db in try StateStore.hold(records, db) }
    }

    /// ``hold(_:)-([HeldRecord])`` inside a transaction.
    static func hold(_ records: [HeldRecord], _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO heldRecord
                    (record, task, code, message, place, payload, run, firstSeen, lastSeen, attempts, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'held')
                ON CONFLICT (record) DO UPDATE SET task = excluded.task, code = excluded.code, message = excluded.message,
                    place = excluded.place, payload = excluded.payload, run = excluded.run, lastSeen = excluded.lastSeen,
                    attempts = attempts + 1, state = CASE state WHEN 'settled' THEN 'settled' ELSE 'held' END
                """)
        for held in records {
            try statement.execute(arguments: [
                held.record, held.task, held.code, held.message, held.place, held.payload, held.run, held.firstSeen,
                held.lastSeen,
            ])
            try advance(RecordStep(held.record, .held, at: held.lastSeen), ifKnownIn: db, run: held.run)
        }
    }

    /// Notes that one record did not go through, as ``hold(_:)-([HeldRecord])`` does.
    public func hold(_ record: HeldRecord) throws { try hold([record]) }

    /// Notes that a record which was held has gone through. A record that is not held is left as it is.
    public func release(record: String) throws {
        try database.write { db in try StateStore.release(record, db) }
    }

    /// ``release(record:)`` inside a transaction.
    static func release(_ record: String, _ db: Database) throws {
        try db.cachedStatement(
            sql: "UPDATE heldRecord SET state = 'released' WHERE record = ? AND state IN ('held', 'retrying')"
        ).execute(arguments: [record])
    }

    /// Notes that a held record is given to a run again.
    public func retry(record: String) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE heldRecord SET state = 'retrying' WHERE record = ? AND state = 'held'", arguments: [record])
        }
    }

    /// Closes a held record on a person's word. One that was `ignored` is never posted; one entered in another way is in the ledger
    /// under a number that is not known, and the shop is told of it.
    ///
    /// - Returns: `false` when no such record is held.
    @discardableResult
    public func settle(record: String, reason: String) throws -> Bool {
        try database.write { db in
            try db.execute(
                sql: "UPDATE heldRecord SET state = 'settled', reason = ? WHERE record = ? AND state IN ('held', 'retrying')",
                arguments: [reason, record])
            guard db.changesCount > 0 else { return false }
            try db.execute(
                sql: "UPDATE record SET state = ? WHERE id = ? AND number IS NULL",
                arguments: [reason.hasPrefix("ignored") ? "ignored" : "in-ledger", record])
            return true
        }
    }

    /// One record that is or was held.
    public func heldRecord(_ record: String) throws -> HeldRecord? {
        try held("WHERE record = ?", [record]).first
    }

    /// The records that wait, oldest first; with `run` only those which that run held last.
    public func held(run: String? = nil) throws -> [HeldRecord] {
        try held(
            "WHERE state IN ('held', 'retrying') AND (?1 IS NULL OR run = ?1) ORDER BY firstSeen, rowid", [run])
    }

    /// The ids of the records that wait because of one task.
    public func waiting(task: String) throws -> Set<String> {
        try database.read { db in
            try String.fetchSet(
                db, sql: "SELECT record FROM heldRecord WHERE task = ? AND state IN ('held', 'retrying')", arguments: [task])
        }
    }

    /// Held records that fulfil an SQL condition.
    private func held(_ condition: String, _ arguments: StatementArguments) throws -> [HeldRecord] {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM heldRecord \(condition)")
            return try Row.fetchAll(statement, arguments: arguments).map(HeldRecord.init(row:))
        }
    }

    /// Stock codes are held, too; only orders have a record.
    private static func advance(_ step: RecordStep, ifKnownIn db: Database, run: String) throws {
        let known = try db.cachedStatement(sql: "SELECT 1 FROM record WHERE id = ?")
        if try Bool.fetchOne(known, arguments: [step.id]) ?? false { try advance([step], run: run, db) }
    }
}

extension HeldRecord {
    init(row: Row) {
        self.init(
            record: row["record"], task: row["task"], code: row["code"], message: row["message"], place: row["place"],
            payload: row["payload"], run: row["run"], firstSeen: row["firstSeen"], lastSeen: row["lastSeen"],
            attempts: row["attempts"], state: State(word: row["state"], reason: row["reason"]))
    }
}
