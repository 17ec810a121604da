public import Foundation
public import Workflow
internal import XSLT

/// Where a customer's mappings come from: stylesheets in layers from the nearest to the base, and lookups.
public struct MapperLayers: Sendable {
    /// Nearest first, the base last.
    let layers: [StylesheetLayer]
    /// Folders with lookups, nearest first.
    let lookupFolders: [URL]
    /// The folder of each layer that is one; cases lie in `tests` below it.
    let folders: [URL?]
    /// The folder above a stylesheet opened by path that it may read from; `nil` for its own.
    private(set) var stylesheetRoot: URL?

    /// The customer's folder, the integration's, the base. Without a customer or an integration that layer is left out.
    public init(customer: Customer? = nil, integration: IntegrationFolder? = nil, base: BaseStylesheets = .installed) {
        var own: [(name: String, folder: URL)] = []
        if let customer { own.append(("customer \(customer.id)", customer.stylesheets)) }
        if let integration { own.append(("integration", integration.stylesheets)) }
        layers = own.map { StylesheetLayer(name: $0.name, folder: $0.folder) } + [base.layer]
        folders = own.map(\.folder) + [base.folder]
        lookupFolders = [customer?.lookups, integration?.lookups].compactMap { $0 }
    }

    private init(layers: [StylesheetLayer], folders: [URL?], lookupFolders: [URL]) {
        self.layers = layers
        self.folders = folders
        self.lookupFolders = lookupFolders
    }

    /// For a stylesheet opened by path: its own folder, then the base. Lookups lie in `lookups` in that folder or beside it.
    ///
    /// - Parameter root: a folder above it that it may read from in place of its own.
    public init(stylesheet: URL, root: URL? = nil, base: BaseStylesheets = .installed) {
        let folder = stylesheet.deletingLastPathComponent()
        layers = [StylesheetLayer(name: "the stylesheet's folder", folder: root ?? folder), base.layer]
        stylesheetRoot = root
        lookupFolders = [folder, folder.deletingLastPathComponent()].map { $0.appendingPathComponent("lookups") }
        folders = [root ?? folder, base.folder]
    }

    /// The layer at `index` and those below it: what a layer's own cases are run with. Tables of the case come first.
    func below(_ index: Int, lookups: URL) -> MapperLayers {
        MapperLayers(layers: Array(layers[index...]), folders: Array(folders[index...]), lookupFolders: [lookups] + lookupFolders)
    }

    /// The folders a transform reads from: those of the layers that are folders, then those of the lookups.
    public var sourceFolders: [URL] { folders.compactMap { $0 } + lookupFolders }

    /// All layers as the engine wants them.
    var all: StylesheetLayers { StylesheetLayers(layers) }

    /// A stylesheet by its name within a layer, from the layer at `first` downwards.
    func find(_ name: String, from first: Int = 0) -> (source: StylesheetSource, layer: Int)? {
        for index in layers.indices.dropFirst(first) {
            if let source = StylesheetLayers([layers[index]]).find(name) { return (source, index) }
        }
        return nil
    }
}
