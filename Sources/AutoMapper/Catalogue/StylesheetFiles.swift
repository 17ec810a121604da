internal import XSLT

/// The files that a stylesheet is made of: itself and what it imports or includes, from layer to layer.
struct StylesheetFiles {
    /// One file, read as a tree.
    typealias File = (source: StylesheetSource, root: XMLElement)

    private static let xslNamespace = "http://www.w3.org/1999/XSL/Transform"
    private let layers: MapperLayers

    init(layers: MapperLayers) {
        self.layers = layers
    }

    /// The stylesheet first, then depth first in the order of its imports, each file once. An import that is not found is left to
    /// the engine, which names it with its line.
    ///
    /// - Throws: ``MappingError/stylesheet(_:)`` for a file that is not well-formed.
    func reachable(from source: StylesheetSource, layer index: Int) throws(MappingError) -> [File] {
        var visited: Set<String> = []
        return try files(source, layer: index, visited: &visited)
    }

    private func files(
        _ source: StylesheetSource, layer index: Int, visited: inout Set<String>
    ) throws(MappingError) -> [File] {
        guard visited.insert("\(index)/\(source.name)").inserted else { return [] }
        let root = try root(of: source)
        var found: [File] = [(source, root)]
        for element in root.elements where element.namespace == Self.xslNamespace {
            guard element.name == "import" || element.name == "include", let href = element.attribute("href") else { continue }
            let isBelow = href.hasPrefix("base:")
            let name = isBelow ? String(href.dropFirst(5)) : href
            guard let next = layers.find(name, from: isBelow ? index + 1 : index) else { continue }
            found += try files(next.source, layer: next.layer, visited: &visited)
        }
        return found
    }

    private func root(of source: StylesheetSource) throws(MappingError) -> XMLElement {
        do throws(XSLTError) {
            return try XMLDocument(bytes: source.bytes, name: source.location, trust: .trusted).root
        } catch {
            throw .stylesheet(error)
        }
    }
}
