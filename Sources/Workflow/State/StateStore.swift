public import Foundation
internal import GRDB

/// What one customer's runs remember: truth, facts, watermarks, outbox, runs and their log. One SQLite file.
///
/// `Sendable`: its only stored property is GRDB's own thread-safe database access.
public final class StateStore: Sendable {
    let database: any DatabaseWriter

    /// Opens (and migrates, after a copy) the store in a file; `nil` keeps it in memory.
    ///
    /// - Throws: ``StateStoreError`` for a file that is newer, of another program, or not usable.
    public init(file: URL?) throws {
        guard let file else {
            database = try DatabaseQueue()
            try StateStore.migrator.migrate(database)
            return
        }
        do {
            database = try FolderTurn(file.deletingLastPathComponent()).use { try StateStore.openMigrated(file) }
        } catch let error as StateStoreError {
            throw error
        } catch {
            throw StateStoreError.unusable(path: file.path, reason: "\(error)")
        }
    }

    /// A copy in memory of the store in a file, or an empty store when there is no such file. What a dry run writes is forgotten.
    ///
    /// - Throws: ``StateStoreError`` as ``init(file:)`` does; the file itself is neither made nor migrated.
    static func scratchCopy(of file: URL) throws -> StateStore {
        let copy = try StateStore(file: nil)
        guard FileManager.default.fileExists(atPath: file.path) else { return copy }
        do {
            // Not opened read-only: SQLite would then leave its companion files beside the store. Nothing is written.
            let source = try DatabaseQueue(path: file.path, configuration: StateStore.shared)
            try refuseForeign(source, file)
            try source.backup(to: copy.database)
            try migrator.migrate(copy.database)
        } catch let error as StateStoreError {
            throw error
        } catch {
            throw StateStoreError.unusable(path: file.path, reason: "\(error)")
        }
        return copy
    }
}

extension StateStore {
    /// Written to the header of the file ("XWLK"), so that no other program's database is taken for a state store.
    private static let applicationID = 0x5857_4C4B

    /// Another workflow of the customer, or a person who looks at its runs, has the file too: their writes are waited for.
    private static var shared: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        return configuration
    }

    private static func openMigrated(_ file: URL) throws -> any DatabaseWriter {
        let pool = try DatabasePool(path: file.path, configuration: shared)
        try refuseForeign(pool, file)
        try copyBeforeMigration(pool, file)
        try migrator.migrate(pool)
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
        return pool
    }

    /// Refuses a database of another program, and one that a newer version of this program has migrated.
    private static func refuseForeign(_ database: any DatabaseReader, _ file: URL) throws {
        try database.read { db in
            let owner = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
            // A file without tables is new; one without our number but with our table of migrations was made before the number.
            let isOurs = try owner == applicationID || tables == 0 || db.tableExists("grdb_migrations")
            guard isOurs else { throw StateStoreError.notAStateStore(path: file.path) }
            guard try !migrator.hasBeenSuperseded(db) else { throw StateStoreError.newer(path: file.path) }
        }
    }

    /// Keeps the file as it is before an older schema is changed: `state.sqlite.before-<number of the migration>`.
    private static func copyBeforeMigration(_ database: DatabasePool, _ file: URL) throws {
        let applied = try database.read { try migrator.appliedMigrations($0) }
        guard !applied.isEmpty, applied.count < migrator.migrations.count else { return }
        let copy = file.appendingPathExtension("before-\(applied.count + 1)")
        guard !FileManager.default.fileExists(atPath: copy.path) else { return }
        try database.backup(to: DatabaseQueue(path: copy.path))
    }
}

/// Why a state store cannot be used.
public enum StateStoreError: ClassifiedError, Equatable {
    /// A newer version of the program has changed its schema.
    case newer(path: String)
    /// A database, but not one of ours.
    case notAStateStore(path: String)
    case unusable(path: String, reason: String)

    public var failureClass: FailureClass { .configuration }

    public var description: String {
        switch self {
        case .newer(let path):
            "\(path) was written by a newer crosswalk; nothing was changed. Use that version, or restore an older copy of the file."
        case .notAStateStore(let path):
            "\(path) is a database of another program; nothing was changed. Move it away and run again."
        case .unusable(let path, let reason):
            "the state store \(path) cannot be used: \(reason). Check the folder's permissions and free space."
        }
    }
}
