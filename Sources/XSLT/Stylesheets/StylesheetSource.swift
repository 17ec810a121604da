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
    /// - Parameter root: a folder above it to be that layer, so that `../` in its references works up to there.
    /// - Throws: `unreadableFile`.
    public static func file(_ url: URL, root: URL? = nil) throws(XSLTError) -> StylesheetSource {
        let path = url.path
        let bytes = try InputFile.bytes(of: path)
        let folder = root ?? url.deletingLastPathComponent()
        guard let name = RealPath.name(of: path, below: folder.path) else {
            throw .unreadableFile(path: path, reason: "it does not lie in \(folder.path)")
        }
        var source = StylesheetSource(name: name, bytes: bytes, location: path)
        source.folder = folder.path
        return source
    }
}

/// Paths with all symbolic links followed.
enum RealPath {
    /// The path of a file relative to a folder, `nil` when it lies elsewhere. A link to a file is where the link is.
    static func name(of path: String, below folder: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let file = parts.last, let root = of(folder),
            let own = of(parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ".")
        else { return nil }
        if own == root { return String(file) }
        let start = root == "/" ? root : root + "/"
        return own.hasPrefix(start) ? own.dropFirst(start.count) + "/" + file : nil
    }

    /// The real path, `nil` when nothing is there.
    static func of(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
