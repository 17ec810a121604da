internal import Foundation
internal import GRDB

extension StateStore {
    /// The newest runs first.
    public func runs(limit: Int = 50) throws -> [RunRecord] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM run ORDER BY started DESC, id DESC LIMIT ?", arguments: [limit])
                .map(RunRecord.init(row:))
        }
    }

    /// One run; `nil` when there is none of that id.
    public func run(_ id: String) throws -> RunRecord? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]).map(RunRecord.init(row:))
        }
    }

    /// The tasks of a run in the order in which they ran; a resumed run has a task that failed more than once.
    public func taskResults(_ run: String) throws -> [TaskResult] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM taskResult WHERE run = ? ORDER BY rowid", arguments: [run])
                .map(TaskResult.init(row:))
        }
    }

    /// The log of a run in the order of writing.
    public func log(_ run: String) throws -> [LogLine] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM logLine WHERE run = ? ORDER BY id", arguments: [run])
                .map(LogLine.init(row:))
        }
    }

    /// The last runs of a workflow that were not dry runs, newest first: by the order of their beginning, not by the clock, which may
    /// have gone back.
    func lastRuns(_ count: Int, workflow: String) throws -> [RunRecord] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM run WHERE workflow = ? AND mode = 'live' ORDER BY rowid DESC LIMIT ?",
                arguments: [workflow, count]
            ).map(RunRecord.init(row:))
        }
    }

    /// Stores a run, replacing what was known of it.
    func save(_ run: RunRecord) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO run (id, workflow, customer, mode, attempts, started, ended, ending, message, folder, isArchived)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET attempts = excluded.attempts, ended = excluded.ended,
                        ending = excluded.ending, message = excluded.message, folder = excluded.folder,
                        isArchived = excluded.isArchived
                    """,
                arguments: [
                    run.identity.id, run.identity.workflow, run.identity.customer, run.mode.rawValue, run.attempts,
                    run.started, run.ended, run.ending?.word, run.message, run.folder, run.isArchived,
                ])
        }
    }

    /// Stores a task's result, replacing the one of the same attempt.
    func save(_ result: TaskResult, run: String) throws {
        let outcome = result.outcome
        let (files, notes) = (try JSONText.encode(outcome.files), try JSONText.encode(outcome.notes))
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO taskResult (run, task, attempt, phase, type, state, started, ended, recordsIn, recordsOut,
                        failed, files, notes, nothingMoved, failureClass, message)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (run, task, attempt) DO UPDATE SET state = excluded.state, ended = excluded.ended,
                        recordsIn = excluded.recordsIn, recordsOut = excluded.recordsOut, failed = excluded.failed,
                        files = excluded.files, notes = excluded.notes, nothingMoved = excluded.nothingMoved,
                        failureClass = excluded.failureClass, message = excluded.message
                    """,
                arguments: [
                    run, result.task, result.attempt, result.phase, result.type, result.state.rawValue, result.started,
                    result.ended, outcome.recordsIn, outcome.recordsOut, outcome.failed, files, notes,
                    outcome.nothingMovedReason, result.failureClass?.rawValue, result.message,
                ])
        }
    }

    /// Adds a line to a run's log.
    func append(_ line: LogLine, run: String) throws {
        try database.write { db in
            try db.cachedStatement(sql: "INSERT INTO logLine (run, task, at, level, message) VALUES (?, ?, ?, ?, ?)")
                .execute(arguments: [run, line.task, line.at, line.level.rawValue, line.message])
        }
    }

    /// Runs of a workflow that have no end: their process died, unless one of them is running now.
    func openRuns(workflow: String) throws -> [RunRecord] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM run WHERE workflow = ? AND ended IS NULL", arguments: [workflow])
                .map(RunRecord.init(row:))
        }
    }

    /// Runs of a workflow that have ended and whose files still lie in `runs/`.
    func unarchivedRuns(workflow: String) throws -> [RunRecord] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM run WHERE workflow = ? AND ended IS NOT NULL AND isArchived = 0 AND folder <> ''",
                arguments: [workflow]
            ).map(RunRecord.init(row:))
        }
    }

    /// Notes that the files of a run are gone; its results stay.
    func forgetFiles(of run: String) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE run SET folder = '', isArchived = 0 WHERE id = ?", arguments: [run])
        }
    }

    /// Removes the log of old runs and the contents of records that no longer wait: both may describe people.
    func forgetDetails(before date: Date) throws {
        try database.write { db in
            try db.execute(
                sql: "DELETE FROM logLine WHERE run IN (SELECT id FROM run WHERE started < ?)", arguments: [date])
            try db.execute(
                sql: "UPDATE heldRecord SET payload = '' WHERE state IN ('released', 'settled') AND lastSeen < ?",
                arguments: [date])
        }
    }

    /// Closes runs of a workflow whose process died. Call it only while holding the workflow's lock.
    func closeInterruptedRuns(workflow: String, at now: Date) throws {
        try database.write { db in
            let open = "SELECT id FROM run WHERE workflow = ? AND ended IS NULL"
            try db.execute(
                sql: "UPDATE taskResult SET state = 'interrupted', ended = ? WHERE state = 'running' AND run IN (\(open))",
                arguments: [now, workflow])
            try db.execute(
                sql: """
                    UPDATE run SET ended = ?, ending = 'interrupted', message = 'the process of this run ended before the run did'
                    WHERE workflow = ? AND ended IS NULL
                    """,
                arguments: [now, workflow])
        }
    }
}

extension RunRecord {
    init(row: Row) {
        self.init(
            identity: RunIdentity(id: row["id"], workflow: row["workflow"], customer: row["customer"]),
            mode: RunMode(rawValue: row["mode"]) ?? .live, attempts: row["attempts"], started: row["started"],
            ended: row["ended"], ending: (row["ending"] as String?).flatMap(RunEnding.init(word:)),
            message: row["message"], folder: row["folder"], isArchived: row["isArchived"])
    }
}

extension TaskResult {
    init(row: Row) {
        self.init(
            task: row["task"], phase: row["phase"], type: row["type"], attempt: row["attempt"],
            state: State(rawValue: row["state"]) ?? .interrupted, started: row["started"], ended: row["ended"],
            outcome: TaskOutcome(
                recordsIn: row["recordsIn"], recordsOut: row["recordsOut"], failed: row["failed"],
                files: JSONText.decode(row["files"]), notes: JSONText.decode(row["notes"]),
                nothingMovedReason: row["nothingMoved"]),
            failureClass: (row["failureClass"] as String?).flatMap(FailureClass.init(rawValue:)), message: row["message"])
    }
}

extension LogLine {
    init(row: Row) {
        self.init(
            at: row["at"], level: RunLog.Level(rawValue: row["level"]) ?? .info, task: row["task"], message: row["message"])
    }
}

/// Lists of texts in one column.
enum JSONText {
    /// The texts as a JSON array.
    static func encode(_ texts: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
    }

    /// A column that holds something else reads as empty.
    static func decode(_ json: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
    }
}
