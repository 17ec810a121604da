internal import Foundation
internal import Synchronization

/// The lookups of one run: CSV files in the customer's folder, then in the integration's. Each is read once, when first asked for.
///
/// `Sendable`: the folders never change and the tables read so far are behind a lock.
final class LookupTables: Sendable {
    private let folders: [URL]
    private let loaded = Mutex<[String: Lookup]>([:])

    /// - Parameter folders: nearest first; a folder that does not exist is empty.
    init(folders: [URL]) {
        self.folders = folders
    }

    /// The lookup of that name.
    ///
    /// - Throws: ``LookupError``.
    func table(_ name: String) throws(LookupError) -> Lookup {
        if let known = loaded.withLock({ $0[name] }) { return known }
        let lookup = try read(name)
        loaded.withLock { $0[name] = lookup }
        return lookup
    }

    private func read(_ name: String) throws(LookupError) -> Lookup {
        let isPlain = !name.isEmpty && !name.contains("/") && !name.contains("..")
        for folder in folders where isPlain {
            let file = folder.appendingPathComponent("\(name).csv")
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let home = folder.resolvingSymlinksInPath().path
            guard file.resolvingSymlinksInPath().path.hasPrefix(home + "/") else {
                throw .badTable(name: name, reason: "\(file.path) is a link that leads out of its folder")
            }
            guard let data = try? Data(contentsOf: file), let text = String(validating: data, as: UTF8.self) else {
                throw .badTable(name: name, reason: "\(file.path) cannot be read as UTF-8 text")
            }
            return try Lookup(name: name, csv: text)
        }
        throw .noTable(name: name, folders: folders.map(\.path), known: names)
    }

    private var names: [String] {
        let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? [] }
        return Set(files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }).sorted()
    }
}
