internal import Foundation
internal import Workflow
internal import XSLT

/// The folder between us and an importer on another machine.
///
/// A file is placed under a temporary name, complete and on the disk; then the state store notes its orders as handed over; then the
/// file gets its name. So at any moment, also after a crash: while the temporary file is there, the importer has seen nothing, and
/// once it is gone, the file has been handed over, wherever it is now.
struct HandOverFolder: Sendable {
    let url: URL
    let names: HandOverNames
    /// Whose temporary files these are; several customers may share a folder.
    private let owner: String

    /// - Throws: ``TaskFailure`` of class transient when the folder is not there: a share that is not mounted comes back.
    init(_ company: HandOverCompany, run: RunIdentity) throws {
        url = company.folder
        names = company.names
        owner = [run.workflow, run.customer ?? ""].filter { !$0.isEmpty }.joined(separator: "-")
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw TaskFailure(
                .transient,
                "the hand-over folder \(url.path) is not there. Mount the share or make the folder, or correct 'folder' of the "
                    + "connection; nothing was handed over.")
        }
    }

    /// Held while somebody reads or changes the folder. Hidden, so that no importer takes it for a file of orders.
    var lockFile: URL { file(".crosswalk.lock") }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    private func temporary(_ name: String) -> URL { file(".\(owner).\(name).part") }

    private func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

    /// Whether the importer has not taken the file yet, or left it where it was.
    func isThere(_ name: String) -> Bool { exists(file(name)) }

    /// Whether a file of this name, or an answer to one, is in the folder.
    func isTaken(_ name: String) -> Bool {
        [name, names.successFile(of: name), names.failFile(of: name)].contains { exists(file($0)) }
    }

    /// Writes the orders where the importer does not look yet, and waits until the disk has them.
    func place(_ orders: [XMLElement], as name: String) throws(XSLTError) {
        let writer = try XMLWriter(file: temporary(name))
        try writer.startDocument()
        try writer.start("Company", namespaces: ["xsi": Interchange.schemaInstance])
        try writer.start("SalesOrders")
        for order in orders { try writer.write(order) }
        try writer.finish()
    }

    /// Gives a placed file its name in one step, and has the disk confirm it: a power cut must not bring the temporary file back
    /// when the importer has taken the file already.
    func publish(_ name: String) throws {
        guard rename(temporary(name).path, file(name).path) == 0 else {
            throw FileError("hand over", path: file(name).path, code: errno)
        }
        let handle = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return }
        // Network file systems may not know how; they have told the server by now.
        fsync(handle)
        close(handle)
    }

    /// Ends what a crash interrupted: a placed file whose orders were noted gets its name, any other is removed.
    ///
    /// - Parameter noted: files whose orders the state store has as handed over.
    /// - Returns: the files that got their name.
    func recover(noted: Set<String>) throws -> [String] {
        var published: [String] = []
        for name in noted.sorted() where exists(temporary(name)) {
            try publish(name)
            published.append(name)
        }
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        // One dot for ours, two for the writer's own temporary file beside it.
        for entry in entries {
            let isPlaced = entry.hasPrefix(".\(owner).") && entry.hasSuffix(".part")
            guard isPlaced || entry.hasPrefix("..\(owner).") else { continue }
            try? FileManager.default.removeItem(at: file(entry))
        }
        return published
    }

    /// Takes a file that has been answered, and its answers, out of the folder and into the run's own, where they are archived.
    ///
    /// The names there end in `.answered`, so that nobody takes the importer's files for the run's own success and fail files.
    ///
    /// - Returns: the names in the run's folder, and what could not be moved.
    func clear(_ name: String, into workingFolder: URL) -> (moved: [String], left: [String]) {
        var result: (moved: [String], left: [String]) = ([], [])
        for part in [name, names.successFile(of: name), names.failFile(of: name)] where exists(file(part)) {
            let target = unused(part + ".answered", in: workingFolder)
            do {
                try FileManager.default.copyItem(at: file(part), to: workingFolder.appendingPathComponent(target))
                try FileManager.default.removeItem(at: file(part))
                result.moved.append(target)
            } catch {
                result.left.append(part)
            }
        }
        return result
    }

    private func unused(_ name: String, in folder: URL) -> String {
        var candidate = name
        var number = 2
        while exists(folder.appendingPathComponent(candidate)) {
            candidate = "\(number)-\(name)"
            number += 1
        }
        return candidate
    }

    /// Size and time of a file, to see whether it has changed since it was read; `nil` when it is not there.
    func signature(_ name: String) -> String? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file(name).path) else { return nil }
        let date = attributes[.modificationDate] as? Date
        return "\(attributes[.size] ?? 0) \(date?.timeIntervalSince1970 ?? 0)"
    }
}
