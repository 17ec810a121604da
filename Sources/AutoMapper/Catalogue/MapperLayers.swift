public import Foundation
public import Workflow
internal import XSLT

/// Where a customer's mappings come from: stylesheets in layers from the nearest to the base, and lookups.
public struct MapperLayers: Sendable {
    /// Nearest first, the base last.
    let layers: [StylesheetLayer]
    /// Folders with lookups, nearest first.
    let lookupFolders: [URL]
    /// Folders with stylesheets whose cases can be run, nearest first.
    let folders: [URL]

    /// The customer's folder, the integration's, the base. Without a customer or an integration that layer is left out.
    public init(customer: Customer? = nil, integration: IntegrationFolder? = nil, base: BaseStylesheets = .installed) {
        var layers: [StylesheetLayer] = []
        if let customer { layers.append(StylesheetLayer(name: "customer \(customer.id)", folder: customer.stylesheets)) }
        if let integration { layers.append(StylesheetLayer(name: "integration", folder: integration.stylesheets)) }
        self.layers = layers + [base.layer]
        lookupFolders = [customer?.lookups, integration?.lookups].compactMap { $0 }
        folders = [customer?.stylesheets, integration?.stylesheets].compactMap { $0 }
            + (base.location.hasPrefix("/") ? [URL(fileURLWithPath: base.location)] : [])
    }

    /// For a stylesheet opened by path: its own folder, then the base. Lookups lie in `lookups` in that folder or beside it.
    public init(stylesheet: URL, base: BaseStylesheets = .installed) {
        let folder = stylesheet.deletingLastPathComponent()
        layers = [StylesheetLayer(name: "the stylesheet's folder", folder: folder), base.layer]
        lookupFolders = [folder, folder.deletingLastPathComponent()].map { $0.appendingPathComponent("lookups") }
        folders = [folder]
    }

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
