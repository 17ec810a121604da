public import Foundation

/// A lock that other processes see, held as long as this object lives.
///
/// The system's own lock on an open file (`flock`), not the existence of a file: when the process dies, however it dies, the lock
/// is gone with it. The file stays and says who held it last.
///
/// `Sendable`: immutable after init; the descriptor is closed once, by `deinit`.
public final class FileLock: Sendable {
    private let descriptor: Int32
    private let path: String
    private let since: Date

    /// Takes the lock or fails at once.
    ///
    /// - Parameters:
    ///   - file: the lock's file; made when it is not there, in a folder that is.
    ///   - purpose: what is locked, for the message to those who come too late, for instance `the run of 'orders' for 'acme'`.
    ///   - now: start of the lock, written into the file.
    /// - Throws: ``LockError`` of class locked that names the holder, ``FileError`` when the file cannot be made.
    public init(_ file: URL, purpose: String, now: Date) throws {
        // The file is emptied below: a link would have another file emptied.
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError("open the lock", path: file.path, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            guard code == EWOULDBLOCK else { throw FileError("lock", path: file.path, code: code) }
            throw LockError(purpose: purpose, path: file.path, holder: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
        }
        self.descriptor = descriptor
        path = file.path
        since = now
        try note("")
    }

    /// Says in the file who holds the lock and why, for those who come too late.
    ///
    /// - Parameter what: for instance `run 20260303-091502-7f3a`; empty while it is not known.
    func note(_ what: String) throws(FileError) {
        let holder = "process \(getpid()) since \(since.formatted(.iso8601))" + (what.isEmpty ? "" : ", \(what)")
        ftruncate(descriptor, 0)
        lseek(descriptor, 0, SEEK_SET)
        try AtomicFile.writeAll(Data(holder.utf8), to: descriptor, path: path)
    }

    deinit { close(descriptor) }
}

/// Somebody else holds a lock.
public struct LockError: ClassifiedError, Equatable {
    /// What is locked.
    public let purpose: String
    public let path: String
    /// The holder's own words: `process 4711 since 2026-03-03T09:15:02Z, run 20260303-091502-7f3a`; empty when unknown.
    public let holder: String

    public var failureClass: FailureClass { .locked }

    public var description: String {
        "\(purpose) is in use by \(holder.isEmpty ? "another process" : holder) (\(path)). "
            + "Wait until it has ended; a process that died holds no lock."
    }
}
