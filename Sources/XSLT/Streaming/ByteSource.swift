import Glibc

/// Where the bytes of a document come from. One thread at a time uses it.
public protocol ByteSource: AnyObject {
    /// What people call the document: its path, or `standard input`.
    var name: String { get }

    /// Fills the front of `buffer` and answers how many bytes came; 0 is the end. Fewer than fit may come.
    ///
    /// - Throws: `unreadableFile`.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(XSLTError) -> Int

    /// Goes back to the first byte; `false` where that is impossible, as in a pipe.
    func rewind() -> Bool
}

/// A file, or an open descriptor such as standard input.
public final class FileSource: ByteSource {
    public let name: String
    /// The open file.
    private let descriptor: Int32
    /// Whether it is closed at the end.
    private let isOwned: Bool

    /// Opens a file by path.
    ///
    /// - Throws: `unreadableFile`.
    public init(path: String) throws(XSLTError) {
        name = path
        descriptor = try InputFile(path: path).descriptor
        isOwned = true
    }

    /// How many bytes a file has; `nil` for what is no file, such as a pipe.
    public static func length(ofPath path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Reads an open descriptor, which stays open.
    public init(descriptor: Int32, name: String) {
        self.name = name
        self.descriptor = descriptor
        isOwned = false
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(XSLTError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadableFile(path: name, reason: systemReason()) }
            return count
        }
    }

    /// A descriptor that was handed over may stand anywhere, so only a file of our own goes back.
    public func rewind() -> Bool {
        isOwned && lseek(descriptor, 0, SEEK_SET) == 0
    }
}

/// Bytes in memory.
public final class BytesSource: ByteSource {
    public let name: String
    /// All of them.
    private let bytes: [UInt8]
    /// How many were read.
    private var position = 0
    /// The most that one read gives.
    private let pieceSize: Int

    /// - Parameter pieceSize: the most bytes that one read gives; pipes give little at a time.
    public init(_ bytes: [UInt8], name: String, pieceSize: Int = .max) {
        self.bytes = bytes
        self.name = name
        self.pieceSize = pieceSize
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(XSLTError) -> Int {
        let count = min(buffer.count, bytes.count - position, pieceSize)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
        position += count
        return count
    }

    public func rewind() -> Bool {
        position = 0
        return true
    }
}
