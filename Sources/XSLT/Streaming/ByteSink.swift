import Glibc

/// Where the output of a transform goes. One thread at a time uses it.
public protocol ByteSink: AnyObject {
    /// Takes bytes in order.
    ///
    /// - Throws: `cannotWrite`.
    func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError)

    /// Forgets all that was written; `false` where it is out of reach already, as in a pipe.
    func restart() throws(XSLTError) -> Bool
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

/// A file that appears under its name at ``finish()``; a sink that is dropped before leaves nothing behind.
public final class FileSink: ByteSink {
    /// The file under its temporary name.
    private var output: OutputFile
    /// The final path.
    private let path: String

    /// Opens the temporary file.
    ///
    /// - Throws: `cannotWrite`.
    public init(path: String) throws(XSLTError) {
        self.path = path
        output = try OutputFile(path: path)
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError) {
        try output.write(bytes)
    }

    public func restart() throws(XSLTError) -> Bool {
        output = try OutputFile(path: path)
        return true
    }

    /// Forces everything to the disk and gives the file its name.
    ///
    /// - Throws: `cannotWrite`; then nothing is left behind.
    public func finish() throws(XSLTError) {
        try output.finish()
    }
}
