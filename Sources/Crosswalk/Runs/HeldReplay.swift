internal import AutoMapper
public import Foundation
public import Workflow

/// Held records that are given to the workflow again, with the mapping of then or of now.
///
/// What is translated again is the record as it was downloaded, from the files of the run that held it.
public struct HeldReplay {
    /// Which mapping translates them.
    public enum Choice: String, Sendable, CaseIterable {
        /// The stylesheets, lookups and parameters of the run that held the record.
        case then
        /// Those of today.
        case now
    }

    /// A record with what both mappings make of it.
    public struct Comparison: Sendable {
        public let record: String
        /// `nil` when the mapping of then is no longer kept.
        public let then: String?
        public let now: String
    }

    /// Why a held record cannot be replayed, by record.
    public let left: [String: String]
    let sources: [HeldSource]
    private let file: URL
    private let customer: String?
    private let runner: WorkflowRunner

    /// Finds the held records and what they came from.
    ///
    /// - Parameter records: correlation ids; empty for all that are held.
    /// - Throws: `TaskFailure` for an id that is not held; what ``WorkflowRunner/plan(_:customer:parameters:)`` and
    ///   ``RunHistory`` throw.
    public init(_ file: URL, customer: String?, records: [String], runner: WorkflowRunner) throws {
        self.file = file
        self.customer = customer
        self.runner = runner
        let history = try RunHistory(at: file.path, customer: customer)
        let held = try history.held()
        if let unknown = records.first(where: { id in !held.contains { $0.record == id } }) {
            throw TaskFailure(.configuration, "no record '\(unknown)' is held; `crosswalk runs held` lists those that are")
        }
        let finder = HeldSourceFinder(plan: try runner.plan(file, customer: customer), history: history)
        var (sources, left): ([HeldSource], [String: String]) = ([], [:])
        for record in held where records.isEmpty || records.contains(record.record) {
            switch try finder.source(of: record) {
            case .found(let source): sources.append(source)
            case .missing(let reason): left[record.record] = reason
            }
        }
        self.sources = sources
        self.left = left
    }

    /// The records that can be replayed, oldest first.
    public var records: [String] { sources.map(\.held.record) }

    /// What both mappings make of each record.
    public func comparisons() throws -> [Comparison] {
        try sources.map { source in
            Comparison(
                record: source.held.record, then: try source.used.map { try source.replay.translated(source.record, with: $0) },
                now: try source.replay.translated(source.record, with: nil))
        }
    }

    /// Runs the records through their workflow: one run per map task and, for the mappings of then, per version of the mappings.
    ///
    /// - Returns: the runs, and by record why the shop no longer wants it carried.
    public func run(
        _ choice: Choice, options: RunOptions
    ) async throws -> (results: [RunResult], withdrawn: [String: String]) {
        var (results, withdrawn): ([RunResult], [String: String]) = ([], [:])
        for group in try groups(choice) where !options.stop.isRequested {
            let done = try await runner.replay(group.map(\.held.record), file, customer: customer, options: options) { records in
                HeldReplay.request(group.filter { records.contains($0.held.record) }, choice)
            }
            if let result = done.result { results.append(result) }
            withdrawn.merge(done.withdrawn) { first, _ in first }
        }
        return (results, withdrawn)
    }

    private static func request(_ sources: [HeldSource], _ choice: Choice) -> ReplayRequest {
        // Parts of one order are one record of the source.
        let records = Dictionary(sources.map { ($0.record.id, $0.record) }, uniquingKeysWith: { first, _ in first })
        let input = MappingReplay.file(of: records.sorted { $0.key < $1.key }.map(\.value))
        let (name, task) = (sources.first?.input ?? "", sources.first?.task ?? "")
        return ReplayRequest(
            records: sources.map(\.held.record), firstTask: task, mappings: choice == .then ? sources.first?.then : nil
        ) { folder in try AtomicFile.write(input, to: folder.appendingPathComponent(name)) }
    }

    private func groups(_ choice: Choice) throws -> [[HeldSource]] {
        if choice == .then, let bare = sources.first(where: { $0.then == nil }) {
            throw TaskFailure(
                .configuration,
                "the mapping that held \(bare.held.record) is no longer kept (run \(bare.held.run)); retry it with --mapping now")
        }
        let keyed = Dictionary(grouping: sources) { source -> String in
            guard choice == .then, let used = source.used else { return source.task }
            let parameters = used.parameters.sorted { $0.key < $1.key }
            return "\(source.task) \(used.folder.path) \(parameters.map { "\($0.key)=\($0.value)" }.joined(separator: " "))"
        }
        return keyed.sorted { $0.key < $1.key }.map(\.value)
    }
}
