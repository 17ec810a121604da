internal import Foundation
internal import Workflow
internal import XSLT

/// The translation of one file: record by record where mapping and file allow it, as a whole elsewhere. What comes of it is the
/// same.
struct MapWork {
    let prepared: PreparedMapping
    /// What is translated.
    let file: URL
    /// Names of the files in the run's folder.
    let files: (output: String, fail: String)
    let context: TaskContext
    let streaming: StreamingOptions

    /// - Throws: `TaskFailure`; nothing is left behind then.
    func run() throws -> TaskOutcome {
        sweep()
        do {
            let results = try MapResults(files, context)
            guard isWorthIt else { return try whole(results) }
            if let outcome = try byRecord(results) { return outcome }
            return try whole(MapResults(files, context, alreadyTold: results.messages))
        } catch let error as XSLTError {
            throw failure(error)
        } catch is CancellationError {
            throw TaskFailure(
                .cancelled,
                "stopped; nothing of \(files.output) is written, --resume translates \(file.lastPathComponent) from its start")
        }
    }

    /// Removes what a process that was killed left of these files. One process at a time works in the folder of a run.
    private func sweep() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: context.workingFolder.path)) ?? []
        for name in names where name.hasSuffix(".tmp") {
            guard [files.output, files.fail].contains(where: { name.hasPrefix(".\($0).") }) else { continue }
            try? FileManager.default.removeItem(at: context.file(name))
        }
    }

    /// Translates record by record; `nil` when that is not possible.
    private func byRecord(_ results: MapResults) throws -> TaskOutcome? {
        var options = streaming
        options.outline = RecordKey.children
        options.countedPath = prepared.mapping.outputPath
        let transform = try prepared.streaming(options)
        let found = try transform.runByRecord(
            from: FileSource(path: file.path), to: results.output, events: events(results))
        guard case .done(let outcome) = found else { return nil }
        return try results.finish(recordsIn: (outcome.records ?? 0) + outcome.badRecords, recordsOut: outcome.counted)
    }

    /// A mapping that looks at several records must not lose one of them. A file that one piece holds is translated sooner than
    /// its stylesheet is analysed.
    private var isWorthIt: Bool {
        guard prepared.mapping.isRecordLocal, prepared.mapping.recordPath.count > 1 else { return false }
        let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize
        return size.map { $0 > streaming.chunkBytes } ?? true
    }

    private func events(_ results: MapResults) -> StreamingEvents {
        StreamingEvents(
            message: { results.say($0) },
            badRecord: { (bad) throws(XSLTError) in
                let document = try XMLDocument(bytes: bad.opening + bad.xml + bad.closing, name: file.lastPathComponent)
                let tree = RecordTree(try document.root, path: prepared.mapping.recordPath)
                guard let record = tree.records.first else { throw bad.error }
                try results.failed(
                    MapFailure(record: tree.key(of: 0, number: bad.place.number), element: record, error: bad.error), tree: tree)
            },
            passed: { (record) throws(XSLTError) in
                try results.passed(RecordKey.of(record.element, root: record.root, number: record.number))
            })
    }

    /// Translates the file in one piece.
    private func whole(_ results: MapResults) throws -> TaskOutcome {
        let found = try Isolation(prepared: prepared, file: file, isStopped: streaming.isStopped).run()
        try results.output.write(found.output.output)
        for diagnostic in found.output.diagnostics { results.say(diagnostic) }
        for failure in found.failures { try results.failed(failure, tree: found.tree) }
        for record in found.carried { try results.passed(record) }
        return try results.finish(recordsIn: found.recordsIn, recordsOut: found.recordsOut)
    }

    /// The error of a file that could not be translated at all.
    private func failure(_ error: XSLTError) -> TaskFailure {
        switch error {
        case .cannotWrite:
            TaskFailure(
                .configuration,
                "task '\(context.taskName)': the files of the run in \(context.workingFolder.path) cannot be "
                    + "written: \(error) Check the disk and the folder's permissions.")
        case .notWellFormed, .unreadableFile:
            TaskFailure(.configuration, "\(error). The task that wrote the file must write it again.")
        default: prepared.failure(error, file)
        }
    }
}
