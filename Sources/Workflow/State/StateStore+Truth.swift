public import Foundation
internal import GRDB

extension StateStore {
    /// That an outside record is in the ledger, and under which number.
    public struct TruthRecord: Sendable, Equatable {
        /// For instance `SalesOrder`.
        public var kind: String
        /// Correlation id: `<store>/<order id>[/<part>]`.
        public var externalID: String
        /// The ledger's key, for instance the order number.
        public var internalID: String
        /// Hash of what was written; empty when unknown.
        public var fingerprint: String
        public var created: Date

        public init(kind: String, externalID: String, internalID: String, fingerprint: String, created: Date) {
            self.kind = kind
            self.externalID = externalID
            self.internalID = internalID
            self.fingerprint = fingerprint
            self.created = created
        }
    }

    /// What is known of an outside record; `nil` when it is not in the ledger.
    public func truth(kind: String, externalID: String) throws -> TruthRecord? {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM truth WHERE kind = ? AND externalID = ?")
            return try Row.fetchOne(statement, arguments: [kind, externalID]).map(TruthRecord.init(row:))
        }
    }

    /// Keeps the first answer: recording the same record again changes nothing. All are stored in one transaction.
    public func record(truths: [TruthRecord]) throws {
        try database.write { db in try StateStore.record(truths, db) }
    }

    /// ``record(truths:)`` inside a transaction.
    static func record(_ truths: [TruthRecord], _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO truth (kind, externalID, internalID, fingerprint, created) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (kind, externalID) DO NOTHING
                """)
        for truth in truths {
            try statement.execute(arguments: [
                truth.kind, truth.externalID, truth.internalID, truth.fingerprint, truth.created,
            ])
        }
    }

    /// Records one truth, as ``record(truths:)`` does.
    public func record(truth: TruthRecord) throws { try record(truths: [truth]) }

    /// A remembered value, for instance kind `order-total`, key `demo/1042`, value `34.80 GBP`.
    public func fact(kind: String, key: String) throws -> String? {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT value FROM fact WHERE kind = ? AND key = ?")
            return try String.fetchOne(statement, arguments: [kind, key])
        }
    }

    /// All remembered values of one kind.
    public func facts(kind: String) throws -> [String: String] {
        try database.read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT key, value FROM fact WHERE kind = ?", arguments: [kind])
            return Dictionary(rows.map { ($0["key"], $0["value"]) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Everything that is remembered under some keys, sorted by kind and key.
    func facts(ofKeys keys: Set<String>) throws -> [(kind: String, key: String, value: String)] {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT kind, key, value FROM fact WHERE key = ? ORDER BY kind")
            return try keys.sorted().flatMap { key in
                try Row.fetchAll(statement, arguments: [key]).map { ($0["kind"], $0["key"], $0["value"]) }
            }
        }
    }

    /// Stores several facts of one kind in one transaction; a new value replaces the old one.
    public func record(facts: [String: String], kind: String) throws {
        try database.write { db in
            for (key, value) in facts { try StateStore.record(kind, key, value, db) }
        }
    }

    /// Stores one fact inside a transaction; `nil` forgets it.
    static func record(_ kind: String, _ key: String, _ value: String?, _ db: Database) throws {
        guard let value else {
            return try db.execute(sql: "DELETE FROM fact WHERE kind = ? AND key = ?", arguments: [kind, key])
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO fact (kind, key, value) VALUES (?, ?, ?)
                ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value
                """
        ).execute(arguments: [kind, key, value])
    }

    /// Up to where a source has been read, in the source's own words (a date of the shop, a time stamp of the ledger).
    public func watermark(_ name: String) throws -> String? { try fact(kind: "watermark", key: name) }

    /// Call this only when everything before `value` is safe.
    public func setWatermark(_ name: String, to value: String) throws {
        try record(facts: [name: value], kind: "watermark")
    }
}

extension StateStore.TruthRecord {
    init(row: Row) {
        self.init(
            kind: row["kind"], externalID: row["externalID"], internalID: row["internalID"],
            fingerprint: row["fingerprint"], created: row["created"])
    }
}
