import Foundation

/// A disk in memory of a size that is soon filled, mounted at a folder until it is removed.
struct SmallDisk {
    private let folder: URL

    /// - Parameter kibibytes: its size.
    init(_ folder: URL, kibibytes: Int) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        guard SmallDisk.mount(["-t", "tmpfs", "-o", "size=\(kibibytes)k", "tmpfs", folder.path]) else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    /// Somebody makes room.
    func grow() throws {
        guard SmallDisk.mount(["-o", "remount,size=100m", folder.path]) else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Takes it away, with all that is on it.
    func remove() { _ = SmallDisk.run("/usr/bin/umount", [folder.path]) }

    /// Whether this user may make one here: tried once.
    static let canBeMade: Bool = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("crosswalk-disk-\(UUID().uuidString)")
        guard getuid() == 0, let disk = try? SmallDisk(folder, kibibytes: 64) else { return false }
        disk.remove()
        try? FileManager.default.removeItem(at: folder)
        return true
    }()

    private static func mount(_ arguments: [String]) -> Bool { run("/usr/bin/mount", arguments) }

    private static func run(_ program: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
