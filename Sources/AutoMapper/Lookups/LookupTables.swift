internal import Foundation
internal import Synchronization

/// The lookups of one run: CSV files in the customer's folder, then in the integration's. Each is read once, when first asked for.
///
/// `Sendable`: the folders never change and the tables read so far are behind a lock.
final class LookupTables: Sendable {
    /// What has been read; `nil` as a value says that there is no such file.
    private struct Loaded {
        var pairs: [String: Lookup] = [:]
        var decisions: [String: DecisionTable?] = [:]
    }

    private let folders: [URL]
    private let loaded = Mutex(Loaded())

    /// - Parameter folders: nearest first; a folder that does not exist is empty.
    init(folders: [URL]) {
        self.folders = folders
    }

    /// The list of pairs of that name.
    ///
    /// - Throws: ``LookupError``.
    func table(_ name: String) throws(LookupError) -> Lookup {
        if let known = loaded.withLock({ $0.pairs[name] }) { return known }
        guard let text = try text(of: name) else {
            throw .noTable(name: name, folders: folders.map(\.path), known: names)
        }
        let lookup = try Lookup(name: name, csv: text)
        loaded.withLock { $0.pairs[name] = lookup }
        return lookup
    }

    /// The table of several columns of that name; `nil` when no folder has one.
    ///
    /// - Throws: ``LookupError/badTable(name:reason:)``.
    func decisions(_ name: String) throws(LookupError) -> DecisionTable? {
        if let known = loaded.withLock({ $0.decisions[name] }) { return known }
        var table: DecisionTable?
        if let text = try text(of: name) { table = try DecisionTable(name: name, csv: text) }
        loaded.withLock { $0.decisions[name] = .some(table) }
        return table
    }

    /// The same for a table that must be there.
    ///
    /// - Throws: ``LookupError``.
    func requiredDecisions(_ name: String) throws(LookupError) -> DecisionTable {
        guard let table = try decisions(name) else {
            throw .noTable(name: name, folders: folders.map(\.path), known: names)
        }
        return table
    }

    private func text(of name: String) throws(LookupError) -> String? {
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
            return text
        }
        return nil
    }

    private var names: [String] {
        let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? [] }
        return Set(files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }).sorted()
    }
}
