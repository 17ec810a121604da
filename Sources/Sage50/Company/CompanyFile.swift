internal import Foundation

/// Looks at a file before SQLite does: opening would switch somebody else's database to write-ahead logging.
enum CompanyFile {
    /// - Throws: ``LedgerError`` not found, not ours, or newer version; the file is only read.
    static func check(_ file: URL) throws {
        guard FileManager.default.fileExists(atPath: file.path) else { throw LedgerError.notFound(path: file.path) }
        let header = try header(of: file)
        guard header.count == headerLength, header.starts(with: magic) else {
            throw LedgerError.notOurs(path: file.path, found: header.isEmpty ? "it is empty" : "it is not an SQLite file")
        }
        guard Int32(bitPattern: bigEndian(header, at: 68)) == CompanySchema.applicationID else {
            throw LedgerError.notOurs(path: file.path, found: "it is the database of another program")
        }
        let version = Int(bigEndian(header, at: 60))
        guard version <= CompanySchema.version else {
            throw LedgerError.newerVersion(path: file.path, version: version, known: CompanySchema.version)
        }
    }

    /// Bytes of the SQLite file header; the version stands at 60 and the application id at 68, both big-endian.
    private static let headerLength = 100
    private static let magic = Array("SQLite format 3".utf8) + [0]

    private static func header(of file: URL) throws -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            return try Array(handle.read(upToCount: headerLength) ?? Data())
        } catch {
            throw LedgerError.cannotWrite(path: file.path, reason: error.localizedDescription)
        }
    }

    private static func bigEndian(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
