internal import Foundation
internal import XSLT

/// What became of each record, on the disk: the state store is told only when the files of the task are in place, and a file may
/// have more records than memory should hold.
///
/// The file has no name, so that nothing is left of it whatever happens to the process.
final class MapJournal {
    /// One record.
    struct Entry: Codable {
        /// Why a record was refused.
        struct Failure: Codable {
            let code: String
            let message: String
            let place: String?
            /// The record as XML.
            let payload: String
        }

        /// Correlation id.
        let record: String
        /// `nil` for a record that went through.
        let failure: Failure?
    }

    private let handle: FileHandle
    /// What people call it in errors.
    private let path: String
    private let encoder = JSONEncoder()
    /// Lines that are not in the file yet.
    private var buffer = Data()

    /// Bytes that are written or read at once.
    private static let piece = 1 << 16
    /// Entries that are handed out at once: one transaction each.
    private static let batch = 500

    /// - Parameter folder: where there is room for it.
    /// - Throws: `XSLTError.cannotWrite`.
    init(in folder: URL) throws(XSLTError) {
        path = folder.appendingPathComponent(".map-journal-XXXXXX").path
        var template = Array(path.utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
        _ = template.withUnsafeBufferPointer { $0.baseAddress.map { unlink($0) } }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// - Throws: `XSLTError.cannotWrite`.
    func add(_ entry: Entry) throws(XSLTError) {
        do {
            // JSON holds no line feeds, so each line is an entry.
            buffer += try encoder.encode(entry)
            buffer.append(UInt8(ascii: "\n"))
            if buffer.count >= Self.piece { try flush() }
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
    }

    private func flush() throws {
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Hands out all entries in order, some at a time.
    ///
    /// - Throws: errors of the file system and of `body`.
    func forEachBatch(_ body: ([Entry]) throws -> Void) throws {
        try flush()
        try handle.seek(toOffset: 0)
        defer { _ = try? handle.seekToEnd() }
        let decoder = JSONDecoder()
        var entries: [Entry] = []
        var rest = Data()
        while let read = try handle.read(upToCount: Self.piece), !read.isEmpty {
            rest += read
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                entries.append(try decoder.decode(Entry.self, from: rest[..<end]))
                rest = rest[(end + 1)...]
            }
            rest = Data(rest)
            guard entries.count >= Self.batch else { continue }
            try body(entries)
            entries.removeAll(keepingCapacity: true)
        }
        if !entries.isEmpty { try body(entries) }
    }
}
