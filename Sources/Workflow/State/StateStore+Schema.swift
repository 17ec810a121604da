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
        migrator.registerMigration("2 runs, task results, log, held records") { db in
            try db.execute(
                sql: """
                    CREATE TABLE run (
                        id TEXT PRIMARY KEY, workflow TEXT NOT NULL, customer TEXT, mode TEXT NOT NULL,
                        attempts INTEGER NOT NULL, started TEXT NOT NULL, ended TEXT, ending TEXT, message TEXT,
                        folder TEXT NOT NULL, isArchived INTEGER NOT NULL DEFAULT 0);
                    CREATE TABLE taskResult (
                        run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, task TEXT NOT NULL, attempt INTEGER NOT NULL,
                        phase TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL, started TEXT NOT NULL, ended TEXT,
                        recordsIn INTEGER NOT NULL, recordsOut INTEGER NOT NULL, failed INTEGER NOT NULL,
                        files TEXT NOT NULL, notes TEXT NOT NULL, nothingMoved TEXT, failureClass TEXT, message TEXT,
                        PRIMARY KEY (run, task, attempt));
                    CREATE TABLE logLine (
                        id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE, task TEXT,
                        at TEXT NOT NULL, level TEXT NOT NULL, message TEXT NOT NULL);
                    CREATE INDEX logLineOfRun ON logLine (run);
                    CREATE TABLE heldRecord (
                        record TEXT PRIMARY KEY, task TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, place TEXT,
                        payload TEXT NOT NULL, run TEXT NOT NULL, firstSeen TEXT NOT NULL, lastSeen TEXT NOT NULL,
                        attempts INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT);
                    CREATE INDEX heldRecordOfRun ON heldRecord (run);
                    """)
        }
        migrator.registerMigration("3 how far each record has come") { db in
            try db.execute(
                sql: """
                    CREATE TABLE record (
                        id TEXT PRIMARY KEY, state TEXT NOT NULL, number TEXT, run TEXT NOT NULL, changed TEXT NOT NULL)
                        WITHOUT ROWID;
                    CREATE INDEX recordOfRun ON record (run);
                    CREATE INDEX factOfKey ON fact (key);
                    INSERT INTO record (id, state, number, run, changed)
                        SELECT truth.externalID, CASE WHEN outbox.state = 'pending' THEN 'in-ledger' ELSE 'told' END,
                            truth.internalID, '', truth.created
                        FROM truth LEFT JOIN outbox ON outbox.record = truth.externalID AND outbox.channel = 'order-status'
                        WHERE truth.kind = 'SalesOrder';
                    INSERT INTO record (id, state, run, changed)
                        SELECT record, CASE WHEN state = 'settled' AND reason LIKE 'ignored%' THEN 'ignored' ELSE 'held' END,
                            run, lastSeen
                        FROM heldRecord WHERE state <> 'released' AND record LIKE '%_/_%' ON CONFLICT DO NOTHING;
                    """)
        }
        return migrator
    }
}
