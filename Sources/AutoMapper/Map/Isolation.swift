internal import Foundation
internal import Workflow
internal import XSLT

/// Runs a mapping over a file and takes out the records it refuses.
///
/// The whole file goes first, because nearly always all is well. When it fails, it is tried in chunks, a chunk that fails record
/// by record, and the rest is translated in one go: the output is what the stylesheet makes of a file without the bad ones.
struct Isolation {
    let prepared: PreparedMapping
    let file: URL
    /// Asked while a transform runs and between two.
    let isStopped: @Sendable () -> Bool

    /// What came of a file.
    struct Result {
        let output: TransformResult
        let recordsIn: Int
        let recordsOut: Int
        let failures: [MapFailure]
        /// Correlation ids of the records that went through; filled only when it costs nothing or some failed.
        let carried: [String]
        let tree: RecordTree
    }

    /// - Throws: `TaskFailure` when the file as a whole cannot be translated, `CancellationError` after a stop.
    func run() throws -> Result {
        do {
            return try translated()
        } catch {
            if isStopped() { throw CancellationError() }
            throw error
        }
    }

    private func translated() throws -> Result {
        let compiled = try prepared.compile(isStopped: isStopped)
        let (tree, whole) = try wholeFile(compiled)
        switch whole {
        case .success(let output):
            return try result(output, tree, failures: [:])
        case .failure(let error):
            guard error.isOfRecord, prepared.mapping.isRecordLocal || !error.isLimit, !tree.records.isEmpty else {
                throw prepared.failure(error, file)
            }
            return try isolated(error, tree, compiled)
        }
    }

    /// Translates the file as it is. Its document, many times the size of the file, is gone when this returns.
    private func wholeFile(
        _ compiled: CompiledStylesheet
    ) throws -> (tree: RecordTree, whole: Swift.Result<TransformResult, XSLTError>) {
        let document = try read()
        let tree = RecordTree(try document.root, path: prepared.mapping.recordPath)
        do throws(XSLTError) {
            return (tree, .success(try compiled.transform(document, parameters: prepared.parameters)))
        } catch {
            return (tree, .failure(error))
        }
    }

    private func read() throws -> XMLDocument {
        do {
            return try XMLDocument(file: file)
        } catch {
            throw TaskFailure(.configuration, "\(error). The task that wrote the file must write it again.")
        }
    }

    private func isolated(_ error: XSLTError, _ tree: RecordTree, _ compiled: CompiledStylesheet) throws -> Result {
        guard prepared.mapping.isRecordLocal else {
            throw TaskFailure(
                .record,
                "\(file.lastPathComponent) is held whole, because mapping '\(prepared.mapping.title)' looks at several records "
                    + "at once (record-local is not declared) and refused one of them: \(error)")
        }
        let failures = try failures(tree, compiled)
        guard !failures.isEmpty || !error.isLimit else { throw prepared.failure(error, file) }
        let good = tree.records.indices.filter { failures[$0] == nil }.map { tree.records[$0] }
        do {
            return try result(try transform(good, tree, compiled), tree, failures: failures)
        } catch let rest as XSLTError {
            guard !rest.isLimit else { throw prepared.failure(rest, file) }
            throw TaskFailure(
                .record,
                "\(file.lastPathComponent) is held whole: its records pass one by one but not together, so mapping "
                    + "'\(prepared.mapping.title)' is not record-local: \(rest)")
        }
    }

    /// Records tried together. Small enough that one bad record costs little, large enough that a good file needs few tries.
    private static let chunk = 32

    /// The records that fail, by their index.
    private func failures(_ tree: RecordTree, _ compiled: CompiledStylesheet) throws -> [Int: XSLTError] {
        var failures: [Int: XSLTError] = [:]
        for start in stride(from: 0, to: tree.records.count, by: Self.chunk) {
            if isStopped() { throw CancellationError() }
            let range = start..<min(start + Self.chunk, tree.records.count)
            guard error(of: tree.records[range], tree, compiled) != nil else { continue }
            for index in range { failures[index] = error(of: tree.records[index...index], tree, compiled) }
        }
        return failures
    }

    private func error(
        of records: ArraySlice<XMLElement>, _ tree: RecordTree, _ compiled: CompiledStylesheet
    ) -> XSLTError? {
        do throws(XSLTError) {
            _ = try transform(records, tree, compiled)
            return nil
        } catch {
            return error
        }
    }

    private func transform(
        _ records: some Sequence<XMLElement>, _ tree: RecordTree, _ compiled: CompiledStylesheet
    ) throws(XSLTError) -> TransformResult {
        let text = tree.document(of: records).xml
        let document = try XMLDocument(bytes: Array(text.utf8), name: file.lastPathComponent)
        return try compiled.transform(document, parameters: prepared.parameters)
    }

    private func result(_ output: TransformResult, _ tree: RecordTree, failures: [Int: XSLTError]) throws -> Result {
        let indices = tree.records.indices
        let failed = indices.compactMap { index in
            failures[index].map { MapFailure(record: tree.key(of: index), element: tree.records[index], error: $0) }
        }
        return Result(
            output: output, recordsIn: indices.count, recordsOut: try recordsOut(output), failures: failed,
            carried: indices.filter { failures[$0] == nil }.map { tree.key(of: $0) }, tree: tree)
    }

    /// Counted in what was written, because a filter may leave records out. A mapping that is not to XML counts nothing.
    private func recordsOut(_ output: TransformResult) throws -> Int {
        let path = prepared.mapping.outputPath
        guard !path.isEmpty, let written = try? XMLDocument(bytes: output.output, name: "output") else { return 0 }
        guard case .number(let count) = try written.evaluate("count(/\(path.joined(separator: "/")))") else { return 0 }
        return Int(count)
    }
}

extension PreparedMapping {
    /// The failure of a file that cannot be translated at all.
    func failure(_ error: XSLTError, _ file: URL) -> TaskFailure {
        TaskFailure(.configuration, "mapping '\(mapping.title)' cannot translate \(file.lastPathComponent): \(error)")
    }
}

extension XSLTError {
    /// Whether one record can be the reason; the others are about the stylesheet or the file.
    var isOfRecord: Bool {
        switch self {
        case .terminated, .failed, .limitExceeded: true
        default: false
        }
    }

    /// Whether a limit was reached: by one record, or by all of them together.
    fileprivate var isLimit: Bool {
        if case .limitExceeded = self { true } else { false }
    }
}
