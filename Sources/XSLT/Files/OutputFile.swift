import Glibc
import Synchronization

/// A file that appears whole or not at all: written under a temporary name in the same folder, synced, renamed.
final class OutputFile {
    /// The final path.
    let path: String
    /// Where the content is until it is complete.
    private let temporaryPath: String
    /// The open file, -1 after it was closed.
    private var descriptor: Int32

    /// Two writers of one process never share a temporary name.
    private static let counter = Atomic(0)

    /// - Parameter mode: who may read it.
    /// - Throws: `cannotWrite` with the system's reason.
    init(path: String, mode: mode_t = 0o666) throws(XSLTError) {
        let number = Self.counter.add(1, ordering: .relaxed).newValue
        let slash = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
        temporaryPath = "\(path[..<slash]).\(path[slash...]).\(getpid())-\(number).tmp"
        self.path = path
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: systemReason()) }
    }

    deinit {
        discard()
    }

    /// Appends text.
    func write(_ text: String) throws(XSLTError) {
        var text = text
        let failure = text.withUTF8 { Self.writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
        if let failure { throw give(up: failure) }
    }

    /// Appends bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError) {
        if let failure = Self.writeAll(bytes, to: descriptor) { throw give(up: failure) }
    }

    /// Syncs the content, gives the file its name and syncs the folder, so that the name survives a power cut too.
    ///
    /// - Parameter isDurable: `false` leaves it to the system when the content reaches the disk.
    func finish(isDurable: Bool = true) throws(XSLTError) {
        guard !isDurable || fsync(descriptor) == 0, close(descriptor) == 0, rename(temporaryPath, path) == 0 else {
            throw give(up: systemReason())
        }
        descriptor = -1
        if isDurable { syncFolder() }
    }

    /// The reason why not everything was written.
    static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> String? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return systemReason() }
            rest = rest.dropFirst(count)
        }
        return nil
    }

    /// Removes the temporary file and makes the error.
    private func give(up reason: String) -> XSLTError {
        discard()
        return .cannotWrite(path: path, reason: reason)
    }

    /// Removes the temporary file; does nothing after `finish()`.
    private func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporaryPath)
        descriptor = -1
    }

    /// Makes the new name durable; a file system that cannot is no failure.
    private func syncFolder() {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }
}
