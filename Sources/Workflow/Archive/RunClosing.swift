internal import Foundation

/// Ends a run: archive, run record, housekeeping, in this order.
struct RunClosing {
    let session: RunSession
    /// What the archive task asked for; `nil` when none ran.
    let housekeeping: Housekeeping?

    private var archive: RunArchive { RunArchive(dataFolder: session.plan.dataFolder) }

    /// - Returns: the result with its final paths.
    func close(_ result: RunResult) throws -> RunResult {
        var result = result
        var record = session.record
        record.ended = result.ended
        record.ending = result.ending
        record.message = result.message
        if housekeeping != nil, session.mode == .live { try archive(&record, &result) }
        try session.state.save(record)
        if record.isArchived { try session.state.archiveRecords(at: session.now()) }
        if let housekeeping, session.mode == .live, !result.isResumable { tidy(housekeeping) }
        return result
    }

    /// A run that can be resumed needs its files where they are.
    private func archive(_ record: inout RunRecord, _ result: inout RunResult) throws {
        guard !result.isResumable else {
            session.log(task: nil).warning("not archived: --resume goes on with the files in \(session.folder.path)")
            return
        }
        record.folder = "archive/\(session.identity.id)"
        record.isArchived = true
        let folder = try archive.archive(record, tasks: result.tasks)
        result.archive = folder.path
        result.folder = folder.path
        result.report = result.report.map { folder.appendingPathComponent(URL(fileURLWithPath: $0).lastPathComponent).path }
    }

    /// Housekeeping that fails is a warning: the records of the run are safe, and the next run tries again.
    private func tidy(_ housekeeping: Housekeeping) {
        do {
            try archiveSuperseded()
            let kept = Set(try session.state.held().map(\.run))
            for id in try archive.prune(housekeeping, keeping: kept, now: session.now()) {
                try session.state.forgetFiles(of: id)
            }
            try StoredMappings.store(in: session.plan.dataFolder).prune(keeping: archive.mappings)
            if case .days(let days) = housekeeping {
                try session.state.forgetDetails(before: session.now().addingTimeInterval(-Double(days) * 86_400))
            }
        } catch {
            session.log().warning("housekeeping: \(ErrorText.of(error))")
        }
    }

    /// Earlier runs of the workflow that failed can no longer be resumed: their files go the way of all others.
    private func archiveSuperseded() throws {
        for var run in try session.state.unarchivedRuns(workflow: session.plan.name) where run.mode == .live {
            guard Folders.exists(session.plan.dataFolder.appendingPathComponent(run.folder)) else { continue }
            run.folder = "archive/\(run.identity.id)"
            run.isArchived = true
            _ = try archive.archive(run, tasks: session.state.taskResults(run.identity.id))
            try session.state.save(run)
        }
    }
}
