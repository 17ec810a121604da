public import Foundation
internal import GRDB

/// A Sage company in an SQLite file with the real table and column names.
///
/// It is for trying, testing and rehearsing a merchant's configuration; it is not an accounting program and not a substitute for
/// Sage. It obeys the rules of an import that Sage documents: numbering, rounding per line, allocation from free stock, validation
/// of codes, exclusive mode.
///
/// `Sendable`: its stored properties are GRDB's thread-safe pool and immutable values.
public final class EmbeddedCompany: Sendable {
    let database: DatabasePool
    let path: String
    let now: @Sendable () -> Date
    /// The caller may give the tax of a line; otherwise the company computes it and refuses another.
    let fixesTax: Bool

    /// Opens the company of a file.
    ///
    /// - Parameters:
    ///   - patience: how long to wait for somebody who holds the file before answering "busy".
    ///   - fixesTax: `false` rehearses a ledger that computes the tax of every line itself.
    /// - Throws: ``LedgerError``: not found, not ours, newer version, busy.
    public init(
        at file: URL, patience: Duration = .seconds(5), fixesTax: Bool = true,
        now: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        try CompanyFile.check(file)
        path = file.path
        self.now = now
        self.fixesTax = fixesTax
        database = try EmbeddedCompany.open(file, patience: patience)
        let version = try reading { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
        guard version <= CompanySchema.version else {
            throw LedgerError.newerVersion(path: path, version: version, known: CompanySchema.version)
        }
    }

    private static func open(_ file: URL, patience: Duration) throws -> DatabasePool {
        var configuration = Configuration()
        let (seconds, attoseconds) = patience.components
        configuration.busyMode = .timeout(TimeInterval(seconds) + TimeInterval(attoseconds) / 1e18)
        configuration.label = "sage50.company"
        do {
            let pool = try DatabasePool(path: file.path, configuration: configuration)
            // The pool lowers the setting to NORMAL; a posted order must survive a power cut (decision 20).
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        } catch let error as DatabaseError {
            throw LedgerError(error, path: file.path)
        }
    }

    /// Waits for readers and closes the file; its write-ahead log is folded in.
    public func close() throws { try database.close() }

    /// Reads one consistent state.
    func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do { return try database.read(body) } catch let error as DatabaseError { throw LedgerError(error, path: path) }
    }

    /// Writes in one transaction, unless somebody works exclusively in the company.
    ///
    /// - Parameter body: gets the transaction's time stamp, which is later than every stamp before it, whatever the clock does:
    ///   so "modified after the last export" never misses a change.
    func writing<Value>(_ body: (Database, String) throws -> Value) throws -> Value {
        do {
            return try database.write { db in
                if let owner = try EmbeddedCompany.exclusiveOwner(db) { throw LedgerError.busy(reason: owner) }
                return try body(db, try nextStamp(db))
            }
        } catch let error as DatabaseError {
            throw LedgerError(error, path: path)
        }
    }

    private func nextStamp(_ db: Database) throws -> String {
        let last = try String.fetchOne(db, sql: "SELECT MAX(RECORD_MODIFY_DATE) FROM STOCK") ?? ""
        return TimeStamp.text(now(), after: last)
    }
}

extension EmbeddedCompany {
    /// Enters or leaves exclusive mode, as a backup or a month end does in Sage (sage50.md 9.3).
    ///
    /// - Parameter reason: what the exclusive work is; `nil` ends it.
    func setExclusive(_ reason: String?) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM X_STATE WHERE NAME = 'exclusive'")
            guard let reason else { return }
            try db.insertPlainRow("X_STATE", ["NAME": "exclusive", "VALUE": reason])
        }
    }

    /// The sentence Sage answers with while somebody works exclusively; `nil` when nobody does.
    static func exclusiveOwner(_ db: Database) throws -> String? {
        let statement = try db.cachedStatement(sql: "SELECT VALUE FROM X_STATE WHERE NAME = 'exclusive'")
        return try String.fetchOne(statement).map {
            "Program is in exclusive mode. Logon cannot proceed (\($0) is running)"
        }
    }
}

extension LedgerError {
    /// What a database error means for the company as a whole.
    init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(reason: "somebody else holds \(path)")
        case .SQLITE_NOTADB: self = .notOurs(path: path, found: "it is not a database")
        case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM:
            self = .cannotWrite(path: path, reason: reason)
        default: self = .damaged(path: path, reason: reason)
        }
    }
}
