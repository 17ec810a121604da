public import Foundation

/// The mappings that a run used: for each task the stylesheets and lookups, kept once per version, and the parameters.
///
/// In the run's folder as `mappings.json`; the stylesheets are in `var/<customer>/mappings/<digest>/`, with the folders `customer`,
/// `integration` and `base`. Each task has its own: a run that is resumed, or that carries out a plan, may begin with one version and
/// end with another.
public struct StoredMappings: Sendable, Codable, Equatable {
    static let fileName = "mappings.json"

    /// What one task used.
    struct Use: Sendable, Codable, Equatable {
        /// Name of the set in the content store.
        var sources: String
        var parameters: [String: String]
    }

    /// By name of the task.
    var tasks: [String: Use]

    /// The mappings that the run of a folder used; `nil` when it used none, or before mappings were kept.
    public init?(of runFolder: URL) {
        let file = runFolder.appendingPathComponent(StoredMappings.fileName)
        guard let data = try? Data(contentsOf: file), let stored = try? JSONDecoder().decode(StoredMappings.self, from: data)
        else { return nil }
        self = stored
    }

    init(tasks: [String: Use]) { self.tasks = tasks }

    /// Names of all sets that are referred to.
    var sources: Set<String> { Set(tasks.values.map(\.sources)) }

    /// The store of a customer.
    public static func store(in dataFolder: URL) -> ContentStore { ContentStore(dataFolder.appendingPathComponent("mappings")) }
}

/// Stored mappings that a replay uses in place of those of today.
public struct MappingsOfThen: Sendable {
    /// What one task used.
    public struct Use: Sendable {
        /// Holds `customer`, `integration` and `base`, each like the folder it stands for.
        public let folder: URL
        public let parameters: [String: String]
    }

    private let uses: [String: Use]

    /// Those of the stored mappings whose stylesheets are still kept.
    public init(_ stored: StoredMappings, in dataFolder: URL) {
        let store = StoredMappings.store(in: dataFolder)
        uses = stored.tasks.compactMapValues { used in
            store.url(of: used.sources).map { Use(folder: $0, parameters: used.parameters) }
        }
    }

    /// What a task used; `nil` when that is not known, or no longer kept.
    public func use(by task: String) -> Use? { uses[task] }
}

extension TaskContext {
    /// Keeps the mapping that the task is about to use, so that its records can be replayed with it. A dry run keeps it in its own
    /// folder, from where the run that carries out its plan takes it.
    ///
    /// - Parameters:
    ///   - sources: stylesheets and lookups by path: `customer/…`, `integration/…`, `base/…`.
    ///   - parameters: the values that the task uses.
    public func keepMapping(_ sources: [String: Data], parameters: [String: String]) throws {
        switch mode {
        case .live: try note(try StoredMappings.store(in: dataFolder).keep(sources), parameters)
        case .dryRun: try note(try PackedMapping(sources).write(to: workingFolder), parameters)
        }
    }

    /// Notes that the task uses a mapping that is kept already.
    public func keepMapping(_ then: MappingsOfThen.Use) throws { try note(then.folder.lastPathComponent, then.parameters) }

    private func note(_ sources: String, _ parameters: [String: String]) throws {
        var stored = StoredMappings(of: workingFolder) ?? StoredMappings(tasks: [:])
        stored.tasks[taskName] = StoredMappings.Use(sources: sources, parameters: parameters)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile.write(encoder.encode(stored), to: file(StoredMappings.fileName))
    }
}
