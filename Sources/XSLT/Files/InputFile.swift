import Glibc

/// A file opened for reading. Opening it ourselves keeps libxml2's own file and network handlers out of the way.
struct InputFile {
    /// The open descriptor; `close()` ends it.
    let descriptor: Int32

    /// - Throws: `unreadableFile` with the system's reason.
    init(path: String) throws(XSLTError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadableFile(path: path, reason: systemReason()) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close()
            throw .unreadableFile(path: path, reason: "it is a folder")
        }
    }

    /// Closes the descriptor.
    func close() {
        _ = Glibc.close(descriptor)
    }

    /// The whole content of a file.
    static func bytes(of path: String) throws(XSLTError) -> [UInt8] {
        let file = try InputFile(path: path)
        defer { file.close() }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file.descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadableFile(path: path, reason: systemReason()) }
            if count == 0 { return result }
            result.append(contentsOf: buffer[..<count])
        }
    }
}

/// The system's words for the last failed call.
func systemReason() -> String {
    String(cString: strerror(errno))
}
