internal import Foundation

/// A short time in which no other process that asks the same does something in a folder, for instance makes a database there.
///
/// The lock is on the folder itself, so that no file is left behind; a process that dies holds none.
struct FolderTurn {
    /// Attempts to get the lock, some milliseconds apart, before a holder that is stuck is ignored.
    private static let patience = 1000
    private let folder: URL

    init(_ folder: URL) { self.folder = folder }

    /// Does something in turn. Where the folder cannot be locked it is done all the same, and what is wrong shows then.
    func use<Result>(_ body: () throws -> Result) rethrows -> Result {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // Closing ends the lock.
        defer { if descriptor >= 0 { close(descriptor) } }
        var attempts = 0
        while descriptor >= 0, attempts < FolderTurn.patience, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            usleep(10_000)
            attempts += 1
        }
        return try body()
    }
}
