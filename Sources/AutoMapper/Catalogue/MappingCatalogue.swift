internal import XSLT

/// The mappings that a customer has, each from the nearest layer that holds it.
public struct MappingCatalogue: Sendable {
    private let layers: MapperLayers

    public init(_ layers: MapperLayers) {
        self.layers = layers
    }

    /// Every mapping, by name.
    ///
    /// - Throws: ``MappingError`` for a stylesheet that cannot be read.
    public func all() throws(MappingError) -> [Mapping] {
        var mappings: [Mapping] = []
        for name in layers.all.names() {
            guard let found = layers.find(name) else { continue }
            mappings.append(try MappingReader(layers: layers).mapping(found.source, layer: found.layer))
        }
        return mappings
    }

    /// A mapping by its name (`bigcommerce-orders-to-zynk-sales-orders`) or its formats (`BigCommerce Orders..Zynk Sales Orders`).
    ///
    /// - Throws: ``MappingError/unknown(name:known:)`` with the nearest names, ``MappingError/ambiguous(title:names:)``.
    public func find(_ name: String) throws(MappingError) -> Mapping {
        if let found = layers.find("\(name).xsl") {
            return try MappingReader(layers: layers).mapping(found.source, layer: found.layer)
        }
        let all = try all()
        let matches = all.filter { Self.key($0.title) == Self.key(name) }
        guard let nearest = layers.layers.lazy.map(\.name).compactMap({ layer in matches.first { $0.layer == layer } }).first
        else {
            throw .unknown(name: name, known: all.map(name.contains("..") ? \.title : \.name))
        }
        let rivals = matches.filter { $0.layer == nearest.layer }
        guard rivals.count == 1 else { throw .ambiguous(title: name, names: rivals.map(\.name)) }
        return nearest
    }

    /// The mapping of a stylesheet opened by path, declared or not.
    ///
    /// - Throws: ``MappingError/stylesheet(_:)``.
    func mapping(of source: StylesheetSource) throws(MappingError) -> Mapping {
        try MappingReader(layers: layers).mapping(source, layer: 0)
    }

    /// Letter case and the width of blanks do not matter in the names of formats.
    private static func key(_ title: String) -> String {
        title.lowercased().replacing("..", with: " .. ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
