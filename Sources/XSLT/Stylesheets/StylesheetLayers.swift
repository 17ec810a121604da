public import Foundation

/// One place stylesheets come from: a folder, or files built into the program.
public struct StylesheetLayer: Sendable {
    /// What holds the files.
    enum Storage: Sendable {
        /// A folder by path.
        case folder(String)
        /// Embedded files by name.
        case files([String: [UInt8]])
    }

    /// What people call the layer: `customer acme`, `base`.
    public let name: String
    /// Where the files are.
    let storage: Storage

    /// A layer of the files below a folder, symbolic links out of it not followed.
    public init(name: String, folder: URL) {
        self.init(name: name, path: folder.path)
    }

    /// A layer of the files below a folder.
    init(name: String, path: String) {
        self.name = name
        storage = .folder(path)
    }

    /// A layer of embedded files; keys are paths such as `lib/money.xsl`.
    public init(name: String, files: [String: [UInt8]]) {
        self.name = name
        storage = .files(files)
    }

    /// The file of that name, `nil` when there is none or it cannot be read.
    ///
    /// The name is a relative path without `..`; a file that a symbolic link leads out of the folder is not found.
    func find(_ name: String) -> StylesheetSource? {
        guard Self.isPlain(name) else { return nil }
        switch storage {
        case .files(let files):
            return files[name].map { StylesheetSource(name: name, layer: self.name, bytes: $0, location: "\(self.name):\(name)") }
        case .folder(let folder):
            let path = "\(folder)/\(name)"
            guard Self.isInside(path, folder), let bytes = try? InputFile.bytes(of: path) else { return nil }
            return StylesheetSource(name: name, layer: self.name, bytes: bytes, location: path)
        }
    }

    /// The names of all files of the layer that end in `.xsl`, relative to it.
    func stylesheetNames() -> [String] {
        let all: [String] =
            switch storage {
            case .files(let files): Array(files.keys)
            case .folder(let folder): (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
            }
        return all.filter { $0.hasSuffix(".xsl") }
    }

    /// Whether a name can only lead downwards.
    private static func isPlain(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." } && !name.utf8.contains(0)
    }

    /// Real paths are compared, so neither a link nor a clever name leads out.
    static func isInside(_ path: String, _ folder: String) -> Bool {
        guard let real = RealPath.of(path), let root = RealPath.of(folder) else { return false }
        return real.hasPrefix(root == "/" ? root : root + "/")
    }
}

/// Where stylesheets come from, from the nearest layer to the base.
public struct StylesheetLayers: Sendable {
    /// The layers, nearest first.
    let layers: [StylesheetLayer]

    /// Layers, the nearest first.
    public init(_ layers: [StylesheetLayer]) {
        self.layers = layers
    }

    /// The file of that name in the nearest layer that has it.
    public func find(_ name: String) -> StylesheetSource? {
        for layer in layers {
            if let source = layer.find(name) { return source }
        }
        return nil
    }

    /// Every stylesheet of every layer outside `lib/`, each name once, sorted.
    public func names() -> [String] {
        Set(layers.flatMap { $0.stylesheetNames() }).filter { !$0.hasPrefix("lib/") && !$0.contains("/lib/") }.sorted()
    }
}
