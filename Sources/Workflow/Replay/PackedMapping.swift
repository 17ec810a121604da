internal import Foundation

/// The sources of a mapping in one file of a dry run, which writes nothing outside its folder: `mapping-<digest>.packed.json`.
struct PackedMapping {
    /// Contents by path, as in a ``ContentStore``.
    let sources: [String: Data]

    init(_ sources: [String: Data]) { self.sources = sources }

    private static let prefix = "mapping-"
    private static let suffix = ".packed.json"

    /// Writes the file, unless it is there.
    ///
    /// - Returns: the name that the content store will give to the set.
    func write(to folder: URL) throws -> String {
        let name = ContentStore.name(of: sources)
        let file = folder.appendingPathComponent(PackedMapping.prefix + name + PackedMapping.suffix)
        if !Folders.exists(file) { try AtomicFile.write(JSONEncoder().encode(sources), to: file) }
        return name
    }

    /// Moves what is packed in a folder into a content store.
    ///
    /// - Throws: ``PlanError/filesChanged(_:)`` for a file that does not hold what its name says.
    static func unpack(_ folder: URL, into store: ContentStore) throws {
        for name in Folders.names(in: folder) where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
            let file = folder.appendingPathComponent(name)
            let sources = try? JSONDecoder().decode([String: Data].self, from: Data(contentsOf: file))
            guard let sources, prefix + ContentStore.name(of: sources) + suffix == name, !sources.keys.contains(where: leadsOut)
            else { throw PlanError.filesChanged("\(file.path) does not hold the mapping that the plan was made with") }
            _ = try store.keep(sources)
            unlink(file.path)
        }
    }

    /// Whether a path would be written outside the store; a plan is a file that somebody hands over.
    private static func leadsOut(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).contains { ["", ".", ".."].contains($0) }
    }
}
