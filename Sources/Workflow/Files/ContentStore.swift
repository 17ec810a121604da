public import Foundation

/// Sets of files, each kept once under the digest of what it holds.
public struct ContentStore: Sendable {
    /// The folder of the store; made with the first set.
    public let folder: URL

    public init(_ folder: URL) { self.folder = folder }

    /// Keeps a set of files. Nearly always it is the newest set, which is found by comparing; any other costs its digest.
    ///
    /// - Parameter files: contents by path below the set's folder, for instance `base/lib/tax.xsl`.
    /// - Returns: the name of the set's folder.
    /// - Throws: ``FileError``; a set is there whole or not at all.
    public func keep(_ files: [String: Data]) throws -> String {
        if let newest, isSame(files, in: newest) { return newest.lastPathComponent }
        let name = ContentStore.name(of: files)
        let target = folder.appendingPathComponent(name)
        guard !Folders.exists(target) else { return name }
        let part = folder.appendingPathComponent(".\(name).\(getpid()).part")
        try? FileManager.default.removeItem(at: part)
        for (path, data) in files.sorted(by: { $0.key < $1.key }) {
            let file = part.appendingPathComponent(path)
            try Folders.make(file.deletingLastPathComponent())
            try AtomicFile.write(data, to: file)
        }
        do { try Folders.rename(part, to: target) } catch {
            // Another process kept the same set meanwhile.
            try? FileManager.default.removeItem(at: part)
            guard Folders.exists(target) else { throw error }
        }
        return name
    }

    /// The name of a set: a digest of its paths and what they hold.
    static func name(of files: [String: Data]) -> String {
        let lines = files.sorted { $0.key < $1.key }.map { "\($0.key) \(ContentDigest.hex(of: $0.value))\n" }
        return String(ContentDigest.hex(of: Data(lines.joined().utf8)).prefix(32))
    }

    /// The set that was made last.
    private var newest: URL? {
        let sets = Folders.names(in: folder).map { folder.appendingPathComponent($0) }
        func made(_ url: URL) -> Date {
            (try? FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate] as? Date) ?? .distantPast
        }
        return sets.max { made($0) < made($1) }
    }

    private func isSame(_ files: [String: Data], in set: URL) -> Bool {
        let kept = ((try? FileManager.default.subpathsOfDirectory(atPath: set.path)) ?? []).filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: set.appendingPathComponent(path).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        guard kept.count == files.count else { return false }
        return files.allSatisfy { path, data in (try? Data(contentsOf: set.appendingPathComponent(path))) == data }
    }

    /// Where a set is; `nil` when it is not kept.
    public func url(of name: String) -> URL? {
        let url = folder.appendingPathComponent(name)
        return name.allSatisfy(\.isHexDigit) && !name.isEmpty && Folders.exists(url) ? url : nil
    }

    /// Removes the sets that nothing refers to any more.
    func prune(keeping names: Set<String>) throws {
        Folders.sweep(folder)
        for name in Folders.names(in: folder) where name.allSatisfy(\.isHexDigit) && !names.contains(name) {
            try Folders.remove(folder.appendingPathComponent(name))
        }
    }
}
