internal import Foundation

/// The archives of one customer: `archive/<run id>`, each a run's whole folder with a `manifest.json`.
struct RunArchive {
    /// `var/<customer>`.
    let dataFolder: URL

    private static let manifest = "manifest.json"
    private var archives: URL { dataFolder.appendingPathComponent("archive") }
    private var runs: URL { dataFolder.appendingPathComponent("runs") }

    /// What an archive says about itself.
    struct Manifest: Codable, Equatable {
        /// One file of the run.
        struct File: Codable, Equatable {
            let name: String
            /// Bytes.
            let size: Int
        }

        let version: Int
        let run: RunRecord
        let tasks: [TaskResult]
        let files: [File]
    }

    /// Where the archive of a run is, or would be.
    func folder(of run: String) -> URL { archives.appendingPathComponent(run) }

    /// Turns a run's folder into its archive. The folder is renamed last and in one step, so an archive is complete or not there.
    ///
    /// - Returns: the archive's folder.
    func archive(_ run: RunRecord, tasks: [TaskResult]) throws -> URL {
        let folder = runs.appendingPathComponent(run.identity.id)
        let manifest = Manifest(version: 1, run: run, tasks: tasks, files: files(in: folder))
        try AtomicFile.write(JSONEncoder.forMachines.encode(manifest), to: folder.appendingPathComponent(RunArchive.manifest))
        try Folders.make(archives)
        CrashPoint.reached("archive.manifest-written")
        try Folders.rename(folder, to: self.folder(of: run.identity.id))
        CrashPoint.reached("archive.renamed")
        return self.folder(of: run.identity.id)
    }

    /// Whether the files of a run are here, archived or not.
    func hasFiles(of run: String) -> Bool {
        Folders.exists(runs.appendingPathComponent(run)) || Folders.exists(folder(of: run))
    }

    /// Whether a run was of a part of its workflow.
    func isPart(_ run: String) -> Bool { file(RunScope.marker, of: run) != nil }

    /// The plan that a run was carrying out; `nil` for any other run.
    func plan(of run: String) -> RunPlan? {
        file(RunPlan.fileName, of: run).flatMap { file in
            (try? Data(contentsOf: file)).flatMap { try? RunPlan(json: $0, name: file.path) }
        }
    }

    /// A file of a run, archived or not; `nil` when there is none of that name.
    private func file(_ name: String, of run: String) -> URL? {
        [runs, archives].map { $0.appendingPathComponent(run).appendingPathComponent(name) }.first(where: Folders.exists)
    }

    /// Makes an archived run's files a working folder again, in one step; without an archive there is nothing to do.
    func reopen(_ run: String) throws(FileError) {
        let working = runs.appendingPathComponent(run)
        guard !Folders.exists(working), Folders.exists(folder(of: run)) else { return }
        try Folders.make(runs)
        try Folders.rename(folder(of: run), to: working)
    }

    /// What the archive of a run says; `nil` when there is none.
    func manifest(of run: String) -> Manifest? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let data = try? Data(contentsOf: folder(of: run).appendingPathComponent(RunArchive.manifest)) else { return nil }
        return try? decoder.decode(Manifest.self, from: data)
    }

    /// Removes the archives and the dry runs that need not stay.
    ///
    /// - Parameter keeping: runs whose archives stay whatever their age, because records are held that came in them.
    /// - Returns: ids of the archives removed.
    func prune(_ housekeeping: Housekeeping, keeping: Set<String>, now: Date) throws -> [String] {
        Folders.sweep(archives)
        Folders.sweep(runs)
        let dryRuns = Folders.names(in: runs).filter { $0.hasSuffix(RunID.dryRunSuffix) }
        for id in outdated(dryRuns, housekeeping, now: now) { try Folders.remove(runs.appendingPathComponent(id)) }
        let removed = outdated(Folders.names(in: archives), housekeeping, now: now).filter { !keeping.contains($0) }
        for id in removed { try Folders.remove(folder(of: id)) }
        return removed
    }

    /// The stored mappings that a run which is still here refers to.
    var mappings: Set<String> {
        let folders = [runs, archives].flatMap { parent in
            Folders.names(in: parent).map { parent.appendingPathComponent($0) }
        }
        return folders.reduce(into: []) { $0.formUnion(StoredMappings(of: $1)?.sources ?? []) }
    }

    /// Only folders that bear the name of a run; anything else in there belongs to somebody else.
    private func outdated(_ names: [String], _ housekeeping: Housekeeping, now: Date) -> [String] {
        let runs = names.filter { RunID.start(of: $0) != nil }.sorted()
        switch housekeeping {
        case .all: return []
        case .number(let count): return Array(runs.dropLast(count))
        case .days(let days):
            let limit = now.addingTimeInterval(-Double(days) * 86_400)
            return runs.filter { RunID.start(of: $0).map { $0 < limit } ?? false }
        }
    }

    /// Every file of a folder with its size.
    private func files(in folder: URL) -> [Manifest.File] {
        Folders.names(in: folder, hidden: true).map { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
            return Manifest.File(name: name, size: (attributes?[.size] as? NSNumber)?.intValue ?? 0)
        }
    }
}
