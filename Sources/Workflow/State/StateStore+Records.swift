public import Foundation
internal import GRDB

/// One step of one record.
public struct RecordStep: Sendable, Equatable {
    public var id: String
    public var state: RecordState
    /// The ledger's number, for ``RecordState/inLedger``.
    public var number: String?
    public var at: Date

    public init(_ id: String, _ state: RecordState, number: String? = nil, at: Date) {
        self.id = id
        self.state = state
        self.number = number
        self.at = at
    }
}

extension StateStore {
    /// Takes records a step further, all in one transaction (decision 27). A step back is no news and changes nothing; ``mapped``
    /// is noted only of records that are known, because mappings translate other things than orders, too.
    ///
    /// Intent is on the disk when this returns, whatever happens to the machine then; the other steps survive the death of the
    /// process, and what a power cut takes of them the next run finds out again.
    ///
    /// - Throws: ``RecordStepError`` for a step that would lose or double a record; then none is stored.
    public func advance(_ steps: [RecordStep], run: String) throws {
        guard !steps.isEmpty else { return }
        try writing(isDurable: steps.contains { $0.state == .intended }) { db in
            try StateStore.advance(steps, run: run, db)
        }
    }

    /// Writes in one transaction.
    ///
    /// - Parameter isDurable: whether the disk must have confirmed it before this returns.
    func writing(isDurable: Bool, _ body: (Database) throws -> Void) throws {
        try database.writeWithoutTransaction { db in
            if isDurable { try db.execute(sql: "PRAGMA synchronous = FULL") }
            defer { if isDurable { try? db.execute(sql: "PRAGMA synchronous = NORMAL") } }
            try db.inTransaction {
                try body(db)
                return .commit
            }
        }
    }

    /// One order or part; `nil` when it is not known.
    public func record(_ id: String) throws -> TrackedRecord? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM record WHERE id = ?", arguments: [id]).flatMap(TrackedRecord.init(row:))
        }
    }

    /// All records in a state, by id; `nil` for those in every state.
    public func records(in state: RecordState? = nil) throws -> [TrackedRecord] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM record WHERE ?1 IS NULL OR state = ?1 ORDER BY id", arguments: [state?.rawValue]
            ).compactMap(TrackedRecord.init(row:))
        }
    }

    /// Whether any order has ever been seen.
    public func hasRecords() throws -> Bool {
        try database.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM record)") ?? false }
    }

    /// Notes which records have come to their end: the shop knows of them, and the run that posted them is archived. Those that an
    /// earlier run posted and this one told of are among them.
    func archiveRecords(at now: Date) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE record SET state = 'archived', changed = ?
                    WHERE state = 'told' AND run IN (SELECT id FROM run WHERE isArchived)
                    """, arguments: [now])
        }
    }
}

extension StateStore {
    /// The steps within a transaction that is open.
    static func advance(_ steps: [RecordStep], run: String, _ db: Database) throws {
        let known = try db.cachedStatement(sql: "SELECT state, number FROM record WHERE id = ?")
        let store = try db.cachedStatement(
            sql: """
                INSERT INTO record (id, state, number, run, changed) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET state = excluded.state, number = COALESCE(excluded.number, number),
                    run = COALESCE(NULLIF(excluded.run, ''), run), changed = excluded.changed
                """)
        for step in steps {
            let row = try Row.fetchOne(known, arguments: [step.id])
            let current = (row?["state"] as String?).flatMap(RecordState.init(rawValue:))
            if current == nil, step.state == .mapped { continue }
            let hasNumber = (row?["number"] as String?) != nil
            switch RecordState.step(from: current, hasNumber: hasNumber, to: step.state) {
            case .stays: continue
            case .isIllegal: throw RecordStepError(record: step.id, from: current, to: step.state)
            case .advances: try store.execute(arguments: [step.id, step.state.rawValue, step.number, run, step.at])
            }
        }
        try followParts(of: steps.map(\.id), db)
    }

    /// An order that is posted in parts stands where its last part stands; what an order without parts does is its own step.
    static func followParts(of records: [String], _ db: Database) throws {
        let orders = Set(records.compactMap(order(ofPart:)))
        guard !orders.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: """
                UPDATE record SET (state, run, changed) = (
                    SELECT state, run, changed FROM record AS part WHERE part.id > ?1 || '/' AND part.id < ?1 || '0'
                    ORDER BY CASE state
                        WHEN 'held' THEN 0 WHEN 'seen' THEN 1 WHEN 'mapped' THEN 2 WHEN 'intended' THEN 3 WHEN 'in-ledger' THEN 4
                        WHEN 'told' THEN 5 WHEN 'archived' THEN 6 ELSE 7 END LIMIT 1)
                WHERE id = ?1 AND EXISTS (SELECT 1 FROM record AS part WHERE part.id > ?1 || '/' AND part.id < ?1 || '0')
                """)
        for order in orders.sorted() { try statement.execute(arguments: [order]) }
    }

    /// `demo/1042` of `demo/1042/2`; `nil` for a record that is no part.
    private static func order(ofPart id: String) -> String? {
        let parts = id.split(separator: "/")
        return parts.count == 3 ? parts.prefix(2).joined(separator: "/") : nil
    }
}

extension TrackedRecord {
    /// `nil` for a state that no word of ours stands for.
    init?(row: Row) {
        guard let state = RecordState(rawValue: row["state"]) else { return nil }
        self.init(id: row["id"], state: state, number: row["number"], run: row["run"], changed: row["changed"])
    }
}
