internal import GRDB

extension StateStore {
    /// The schema's history. A migration that has been released is never edited.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 truth, facts, outbox") { db in
            try db.execute(
                sql: """
                    CREATE TABLE truth (
                        kind TEXT NOT NULL, externalID TEXT NOT NULL, internalID TEXT NOT NULL,
                        fingerprint TEXT NOT NULL, created TEXT NOT NULL, PRIMARY KEY (kind, externalID));
                    CREATE TABLE fact (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key));
                    CREATE TABLE outbox (
                        channel TEXT NOT NULL, record TEXT NOT NULL, payload TEXT NOT NULL, state TEXT NOT NULL,
                        attempts INTEGER NOT NULL, lastError TEXT, PRIMARY KEY (channel, record));
                    """)
        }
        return migrator
    }
}
