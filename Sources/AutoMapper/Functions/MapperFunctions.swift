internal import XSLT

/// The extension functions that every mapping may call.
enum MapperFunctions {
    /// A registry with all of them.
    ///
    /// - Parameters:
    ///   - lookups: the tables behind `urn:MappingFunctions`.
    ///   - layers: the folders that `urn:FileFunctions` may look into.
    static func registry(lookups: LookupTables, layers: StylesheetLayers) -> ExtensionRegistry {
        var registry = ExtensionRegistry()
        MoneyFunctions.register(in: &registry)
        TextFunctions.register(in: &registry)
        DateFunctions.register(in: &registry)
        LookupFunctions.register(in: &registry, tables: lookups)
        FileFunctions.register(in: &registry, layers: layers)
        NodeFunctions.register(in: &registry)
        return registry
    }
}

extension ExtensionRegistry {
    /// Registers a function whose body reads its arguments through ``Arguments``.
    mutating func function(
        _ name: String, in namespace: String, _ counts: ClosedRange<Int>,
        _ body: @escaping @Sendable (Arguments) throws -> XPathValue
    ) {
        registerOnTexts(name, namespace: namespace, arguments: counts) { try body(Arguments(function: name, values: $0)) }
    }
}
