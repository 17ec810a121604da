internal import XSLT

/// `urn:MappingFunctions`: named lists of pairs, kept in CSV files beside a customer or an integration.
enum LookupFunctions {
    /// The namespace of the functions, that of the reference product.
    static let namespace = "urn:MappingFunctions"

    /// Adds `MapTo` and `MapFrom` to a registry.
    static func register(in registry: inout ExtensionRegistry, tables: LookupTables) {
        registry.function("MapTo", in: namespace, 2...2) { arguments in
            .string(try tables.table(arguments.text(0)).value(from: arguments.value(1)))
        }
        registry.function("MapFrom", in: namespace, 2...2) { arguments in
            .string(try tables.table(arguments.text(0)).value(to: arguments.value(1)))
        }
    }
}
