public import Foundation
public import XSLT

/// The base mappings, and where they were found.
public struct BaseStylesheets: Sendable {
    /// The layer below every other.
    public let layer: StylesheetLayer
    /// What `crosswalk mappings list` prints: a folder, or that they are built in.
    public let location: String
    /// The folder; `nil` for those built in.
    let folder: URL?

    /// The ones built into this program.
    public static let embedded = BaseStylesheets(
        layer: StylesheetLayer(name: "base", files: EmbeddedStylesheets.files), location: "built into this program", folder: nil)

    /// The ones in a folder.
    public init(folder: URL) {
        self.init(layer: StylesheetLayer(name: "base", folder: folder), location: folder.path, folder: folder)
    }

    private init(layer: StylesheetLayer, location: String, folder: URL?) {
        self.layer = layer
        self.location = location
        self.folder = folder
    }

    /// Looks in `home`, then in `../share/crosswalk` beside the command; what is built in always works.
    ///
    /// - Parameters:
    ///   - home: value of `CROSSWALK_HOME`: a folder that holds `Stylesheets`.
    ///   - command: path of the running program, links followed.
    public static func locate(home: String?, command: String?) -> BaseStylesheets {
        let beside = command.map {
            URL(fileURLWithPath: $0).deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("share/crosswalk")
        }
        let roots = [home.map { URL(fileURLWithPath: $0) }, beside].compactMap { $0 }
        for root in roots {
            let folder = root.appendingPathComponent("Stylesheets")
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue {
                return BaseStylesheets(folder: folder)
            }
        }
        return embedded
    }

    /// The ones of this installation. Read once: the environment and the place of the command do not change while it runs.
    public static let installed = locate(
        home: ProcessInfo.processInfo.environment["CROSSWALK_HOME"],
        command: try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
}
