import Glibc

/// Where the output of a transform goes. One thread at a time uses it.
public protocol ByteSink: AnyObject {
    /// Takes bytes in order.
    ///
    /// - Throws: `cannotWrite`.
    func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError)

    /// Forgets all that was written; `false` where it is out of reach already, as in a pipe.
    func restart() throws(XSLTError) -> Bool

    /// Everything was written and is right.
    ///
    /// - Throws: `cannotWrite`.
    func finish() throws(XSLTError)
}

extension ByteSink {
    /// Where bytes are taken at once there is nothing left to do.
    public func finish() throws(XSLTError) {}

    /// Takes text, as UTF-8.
    public func write(_ text: String) throws(XSLTError) {
        try write(Array(text.utf8))
    }

    /// Takes bytes in order.
    public func write(_ bytes: [UInt8]) throws(XSLTError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(XSLTError) in try write(UnsafeRawBufferPointer(bytes)) }
    }
}

/// Bytes in memory.
public final class BytesSink: ByteSink {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// Nothing yet.
    public init() {}

    public func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError) {
        self.bytes.append(contentsOf: bytes)
    }

    public func restart() throws(XSLTError) -> Bool {
        bytes.removeAll()
        return true
    }
}

/// An open descriptor such as standard output; what is written is gone.
public final class DescriptorSink: ByteSink {
    /// The open descriptor, which stays open.
    private let descriptor: Int32
    /// What people call it.
    private let name: String

    /// Writes to an open descriptor.
    public init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError) {
        if let failure = OutputFile.writeAll(bytes, to: descriptor) { throw .cannotWrite(path: name, reason: failure) }
    }

    public func restart() throws(XSLTError) -> Bool { false }
}

/// A file that appears under its name at ``finish()``, for its owner alone; a sink that is dropped before leaves nothing behind.
///
/// What is there and is no plain file, such as `/dev/null` or a named pipe, is written to directly.
public final class FileSink: ByteSink {
    /// The file under its temporary name, or what is written to directly.
    private enum Target {
        /// A new file.
        case file(OutputFile)
        /// An open descriptor of ours.
        case device(DescriptorSink, Int32)
    }

    /// Where the bytes go.
    private var target: Target
    /// The final path.
    private let path: String
    /// Whether the disk must have it all before the file has its name.
    private let isDurable: Bool

    /// Opens the temporary file.
    ///
    /// - Parameter isDurable: whether ``finish()`` waits for the disk, so that a power cut leaves the old file or the new one.
    /// - Throws: `cannotWrite`.
    public init(path: String, isDurable: Bool = false) throws(XSLTError) {
        self.path = path
        self.isDurable = isDurable
        target = try Self.isDevice(path) ? Self.device(path) : .file(OutputFile(path: path, mode: 0o600))
    }

    deinit {
        if case .device(_, let descriptor) = target { close(descriptor) }
    }

    /// Whether something other than a file is there.
    private static func isDevice(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    /// Opens what is there.
    private static func device(_ path: String) throws(XSLTError) -> Target {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: systemReason()) }
        return .device(DescriptorSink(descriptor: descriptor, name: path), descriptor)
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError) {
        switch target {
        case .file(let file): try file.write(bytes)
        case .device(let sink, _): try sink.write(bytes)
        }
    }

    public func restart() throws(XSLTError) -> Bool {
        guard case .file = target else { return false }
        target = .file(try OutputFile(path: path, mode: 0o600))
        return true
    }

    /// Gives the file its name.
    ///
    /// - Throws: `cannotWrite`; then nothing is left behind.
    public func finish() throws(XSLTError) {
        if case .file(let file) = target { try file.finish(isDurable: isDurable) }
    }
}
