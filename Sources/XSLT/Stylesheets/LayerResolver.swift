internal import Foundation

/// Decides which file a reference in a stylesheet means, and refuses everything outside the layers.
///
/// One per compiled stylesheet: it remembers what was loaded by whom, which finds circles and names files for people.
final class LayerResolver {
    /// A file that was found.
    struct Found {
        /// Its address inside libxslt.
        let address: LayerAddress
        /// Its text.
        let source: StylesheetSource
    }

    /// Why a reference was refused.
    enum Refusal: Error {
        /// It is in none of the layers that the asker may see.
        case outside(String)
        /// It would close a circle.
        case cycle([String])
    }

    /// The layers, nearest first, with that of the stylesheet's own folder if it needed one.
    private let layers: [StylesheetLayer]
    /// The stylesheet that is compiled, and its address.
    let main: LayerAddress
    /// Its text, for `document('')`.
    private let source: StylesheetSource
    /// Address to the path people know.
    private var locations: [String: String] = [:]
    /// Loaded stylesheet to the one that imported it last; while imports are followed this is the chain of the open ones.
    private var importers: [String: String] = [:]

    /// Finds out in which layer the stylesheet is.
    init(_ source: StylesheetSource, layers: StylesheetLayers) {
        var layers = layers.layers
        var index = source.layer.flatMap { name in layers.firstIndex { $0.name == name } }
        if index == nil, let folder = source.folder {
            index = layers.firstIndex { Self.holds($0, source) } ?? 0
            if !layers.contains(where: { Self.holds($0, source) }) {
                layers.insert(StylesheetLayer(name: "the stylesheet's folder", path: folder), at: 0)
            }
        }
        self.layers = layers
        self.source = source
        main = LayerAddress(layer: index, name: source.name)
        locations[main.text] = source.location
    }

    /// Whether a file opened by path is the one that the layer offers under its name.
    private static func holds(_ layer: StylesheetLayer, _ source: StylesheetSource) -> Bool {
        guard case .folder(let folder) = layer.storage, let own = source.folder else { return false }
        return RealPath.of(folder) == RealPath.of(own)
    }

    /// Finds the stylesheet that `importer` imports or includes.
    func stylesheet(_ reference: String, importer: String) throws(Refusal) -> Found {
        let found = try file(reference, asker: importer)
        if let circle = circle(from: importer, to: found.address.text) { throw .cycle(circle) }
        importers[found.address.text] = importer
        return found
    }

    /// The circle that is closed when `importer` imports `address`, as people know the files; `nil` when there is none.
    func circle(from importer: String, to address: String) -> [String]? {
        var chain = [importer]
        while let next = importers[chain[0]] { chain.insert(next, at: 0) }
        guard let start = chain.firstIndex(of: address) else { return nil }
        return (chain[start...] + [address]).map { locations[$0] ?? $0 }
    }

    /// Finds any file of the layers.
    func file(_ reference: String, asker: String) throws(Refusal) -> Found {
        if reference.hasPrefix(LayerAddress.below) {
            let name = LayerAddress.decoded(reference.dropFirst(LayerAddress.below.count)) ?? ""
            let layer = LayerAddress(asker)?.layer
            return try find(name, from: layer.map { $0 + 1 } ?? 0, as: reference)
        }
        if reference == main.text { return Found(address: main, source: source) }
        guard let address = LayerAddress(reference) ?? self.address(ofPath: reference, asker: asker) else {
            throw .outside("'\(reference)' is outside of the stylesheet's layers")
        }
        return try find(address.name, from: address.layer ?? 0, as: address.name)
    }

    /// The address of a file by its path, when it lies in a folder of the layers that the asker sees. Documents are known by their
    /// paths, and a stylesheet may name a file relative to its document.
    func address(ofPath path: String, asker: String) -> LayerAddress? {
        let plain = path.hasPrefix("file://") ? String(path.dropFirst("file://".count)) : path
        // libxml2 makes an address of what it puts together, with %C3%AB for ë.
        guard let real = RealPath.of(plain) ?? plain.removingPercentEncoding.flatMap(RealPath.of) else { return nil }
        for index in layers.indices.dropFirst(LayerAddress(asker)?.layer ?? 0) {
            guard case .folder(let folder) = layers[index].storage, let root = RealPath.of(folder), real.hasPrefix(root + "/")
            else {
                continue
            }
            return LayerAddress(layer: index, name: String(real.dropFirst(root.count + 1)))
        }
        return nil
    }

    /// Looks from one layer downwards: a layer sees itself and what lies below it, never what lies above.
    private func find(_ name: String, from first: Int, as reference: String) throws(Refusal) -> Found {
        for index in layers.indices.dropFirst(first) {
            guard let source = layers[index].find(name) else { continue }
            let address = LayerAddress(layer: index, name: name)
            locations[address.text] = source.location
            return Found(address: address, source: source)
        }
        throw .outside("'\(reference)' is in none of the layers: \(searched(from: first))")
    }

    /// The layers that were looked at, for people.
    private func searched(from first: Int) -> String {
        guard !layers.isEmpty else { return "the stylesheet has no layers" }
        let names = layers.dropFirst(first).map(\.name)
        return names.isEmpty ? "there is no layer below" : names.joined(separator: ", ")
    }

    /// Replaces addresses in a text by the paths people know.
    func shown(_ text: String) -> String {
        guard text.contains(LayerAddress.scheme) else { return text }
        if let location = locations[text] { return location }
        var result = text
        for (address, location) in locations { result = result.replacing(address, with: location) }
        return result
    }
}
