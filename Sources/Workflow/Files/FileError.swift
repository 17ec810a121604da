internal import Foundation

/// A file operation that the system refused: what was tried, on which path, and the system's reason.
public struct FileError: ClassifiedError, Equatable {
    /// For instance `write` or `make the folder`.
    public let operation: String
    public let path: String
    /// The system's error number, for instance 28 for a full disk.
    public let code: Int32

    public init(_ operation: String, path: String, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    public var failureClass: FailureClass { .configuration }

    public var description: String { "cannot \(operation) \(path): \(String(cString: strerror(code))). \(advice)" }

    /// What to do next.
    private var advice: String {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: "Free some space and run again; nothing was left half written."
        case EACCES, EPERM, EROFS: "Give this user the right to write there, or choose another folder."
        case ENOTDIR: "A part of the path is a file, not a folder."
        case ELOOP: "A symbolic link stands in its place: remove it."
        default: "Check the path and run again."
        }
    }
}

/// Folders and files of a run.
enum Folders {
    /// Makes a folder and those above it. What lies in it is for its owner alone: it holds names and addresses of shoppers.
    static func make(_ folder: URL) throws(FileError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw FileError("make the folder", path: folder.path, code: systemCode(of: error))
        }
    }

    /// Moves a folder in one step.
    static func rename(_ folder: URL, to target: URL) throws(FileError) {
        guard Foundation.rename(folder.path, target.path) == 0 else {
            throw FileError("rename to \(target.path) the folder", path: folder.path, code: errno)
        }
    }

    /// Removes a folder so that it is there whole or not at all: first it loses its name, then its contents.
    static func remove(_ folder: URL) throws(FileError) {
        let doomed = folder.deletingLastPathComponent().appendingPathComponent(doomedPrefix + folder.lastPathComponent)
        try rename(folder, to: doomed)
        sweep(folder.deletingLastPathComponent())
    }

    /// Removes what an interrupted ``remove(_:)`` left. What cannot be removed now is tried again next time.
    static func sweep(_ parent: URL) {
        for name in names(in: parent, hidden: true) where name.hasPrefix(doomedPrefix) {
            try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
        }
    }

    /// Names in a folder in alphabetical order; none when there is no such folder.
    static func names(in folder: URL, hidden: Bool = false) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { hidden || !$0.hasPrefix(".") }.sorted()
    }

    /// Whether anything is at that path.
    static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    private static let doomedPrefix = ".removing-"

    /// The system's number inside an error of Foundation.
    private static func systemCode(of error: any Error) -> Int32 {
        let error = error as NSError
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        if cause.domain == NSPOSIXErrorDomain { return Int32(cause.code) }
        return error.code == CocoaError.fileWriteNoPermission.rawValue ? EACCES : EIO
    }
}
