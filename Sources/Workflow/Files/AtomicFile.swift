public import Foundation

/// Writes a file so that a reader finds the old one or the new one, never a part.
public enum AtomicFile {
    /// Writes beside the file, has the disk confirm it, and puts it in place in one step.
    ///
    /// - Throws: ``FileError`` with the path and the system's reason; nothing is left behind.
    public static func write(_ data: Data, to file: URL) throws(FileError) {
        let temporary = file.deletingLastPathComponent()
            .appendingPathComponent(".\(file.lastPathComponent).\(getpid()).part")
        do throws(FileError) {
            try fill(temporary, with: data, shownAs: file)
            guard rename(temporary.path, file.path) == 0 else { throw FileError("write", path: file.path, code: errno) }
        } catch {
            unlink(temporary.path)
            throw error
        }
    }

    /// Writes all data to a new file and waits until the disk has it; errors name the file that was meant.
    private static func fill(_ temporary: URL, with data: Data, shownAs file: URL) throws(FileError) {
        // What a dead process of our number left, or somebody put there to have us write through a link.
        unlink(temporary.path)
        let descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError("write", path: file.path, code: errno) }
        defer { close(descriptor) }
        try writeAll(data, to: descriptor, path: file.path)
        guard fsync(descriptor) == 0 else { throw FileError("write", path: file.path, code: errno) }
    }

    /// Writes every byte; the system may take them in several pieces.
    static func writeAll(_ data: Data, to descriptor: Int32, path: String) throws(FileError) {
        var rest = [UInt8](data)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError("write", path: path, code: count < 0 ? errno : EIO) }
            rest = rest.dropFirst(count)
        }
    }
}
