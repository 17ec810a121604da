public import Foundation
import Glibc

/// The bytes of a stylesheet and where they came from.
public struct StylesheetSource: Sendable {
    /// The name within its layer, such as `lib/money.xsl`.
    public let name: String
    /// The name of its layer, `nil` for a file opened by path and for bytes.
    public let layer: String?
    /// The text as stored.
    public let bytes: [UInt8]
    /// The path shown to people.
    public let location: String
    /// The folder it was opened from by path; its imports may come from there.
    var folder: String?

    /// A source from bytes.
    public init(name: String, layer: String? = nil, bytes: [UInt8], location: String? = nil) {
        self.name = name
        self.layer = layer
        self.bytes = bytes
        self.location = location ?? name
    }

    /// A stylesheet opened by path. Its own folder becomes its nearest layer, so `xsl:import` of its neighbours works.
    ///
    /// - Throws: `unreadableFile`.
    public static func file(_ url: URL) throws(XSLTError) -> StylesheetSource {
        let path = url.path
        var source = StylesheetSource(name: url.lastPathComponent, bytes: try InputFile.bytes(of: path), location: path)
        source.folder = url.deletingLastPathComponent().path
        return source
    }
}

/// Paths with all symbolic links followed.
enum RealPath {
    /// The real path, `nil` when nothing is there.
    static func of(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
