public import Foundation

/// The mappings that a run used: which stylesheets and lookups, kept once per version, and the parameters of each task.
///
/// In the run's folder as `mappings.json`; the stylesheets are in `var/<customer>/mappings/<digest>/`, with the folders `customer`,
/// `integration` and `base`.
public struct StoredMappings: Sendable, Codable, Equatable {
    static let fileName = "mappings.json"

    /// Name of the set in the content store.
    public var sources: String
    /// Parameters by task.
    public var parameters: [String: [String: String]]

    /// The mappings that the run of a folder used; `nil` when it used none, or before mappings were kept.
    public init?(of runFolder: URL) {
        let file = runFolder.appendingPathComponent(StoredMappings.fileName)
        guard let data = try? Data(contentsOf: file), let stored = try? JSONDecoder().decode(StoredMappings.self, from: data)
        else { return nil }
        self = stored
    }

    init(sources: String, parameters: [String: [String: String]]) {
        self.sources = sources
        self.parameters = parameters
    }

    /// The store of a customer.
    public static func store(in dataFolder: URL) -> ContentStore { ContentStore(dataFolder.appendingPathComponent("mappings")) }
}

/// Stored mappings that a replay uses in place of those of today.
public struct MappingsOfThen: Sendable {
    /// Holds `customer`, `integration` and `base`, each like the folder it stands for.
    public let folder: URL
    /// Parameters by task.
    public let parameters: [String: [String: String]]

    /// - Returns: `nil` when the stylesheets are no longer kept.
    public init?(_ stored: StoredMappings, in dataFolder: URL) {
        guard let folder = StoredMappings.store(in: dataFolder).url(of: stored.sources) else { return nil }
        self.folder = folder
        parameters = stored.parameters
    }
}

extension TaskContext {
    /// Keeps the mapping that the task is about to use, so that its records can be replayed with it. A dry run keeps nothing.
    ///
    /// - Parameters:
    ///   - sources: stylesheets and lookups by path: `customer/…`, `integration/…`, `base/…`.
    ///   - parameters: the values that the task uses.
    public func keepMapping(_ sources: [String: Data], parameters: [String: String]) throws {
        guard mode == .live else { return }
        try note(try StoredMappings.store(in: dataFolder).keep(sources), parameters)
    }

    /// Notes that the task uses a mapping that is kept already.
    public func keepMapping(_ then: MappingsOfThen) throws {
        try note(then.folder.lastPathComponent, then.parameters[taskName] ?? [:])
    }

    private func note(_ sources: String, _ parameters: [String: String]) throws {
        var stored = StoredMappings(of: workingFolder) ?? StoredMappings(sources: "", parameters: [:])
        stored.sources = sources
        stored.parameters[taskName] = parameters
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile.write(encoder.encode(stored), to: file(StoredMappings.fileName))
    }
}
