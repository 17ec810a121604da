internal import XSLT

/// Named lists kept in CSV files beside a customer or an integration: pairs (`urn:MappingFunctions` of the reference product), and
/// tables of several columns (`urn:crosswalk:lookup`).
enum LookupFunctions {
    /// The namespace of the reference product's functions.
    static let namespace = "urn:MappingFunctions"
    /// The namespace of our own.
    static let ownNamespace = "urn:crosswalk:lookup"
    /// A call may restrict this many columns.
    private static let mostConditions = 8

    /// Adds `MapTo` and `MapFrom`, and `exists`, `find` and `values`, to a registry.
    static func register(in registry: inout ExtensionRegistry, tables: LookupTables) {
        registry.function("MapTo", in: namespace, 2...2) { arguments in
            .string(try tables.table(arguments.text(0)).value(from: arguments.value(1)))
        }
        registry.function("MapFrom", in: namespace, 2...2) { arguments in
            .string(try tables.table(arguments.text(0)).value(to: arguments.value(1)))
        }
        registry.function("exists", in: ownNamespace, 1...1) { .boolean(try tables.decisions($0.text(0)) != nil) }
        // find(table, column, condition's column, its value, …): empty when no row fits.
        registry.function("find", in: ownNamespace, 4...(2 + 2 * mostConditions)) { arguments in
            guard arguments.count.isMultiple(of: 2) else { throw FunctionError.oddConditions(function: arguments.function) }
            let conditions = stride(from: 2, to: arguments.count, by: 2).map {
                (column: arguments.text($0), value: arguments.value($0 + 1))
            }
            let table = try tables.requiredDecisions(arguments.text(0))
            return .string(try table.value(of: arguments.text(1), where: conditions) ?? "")
        }
        registry.function("values", in: ownNamespace, 2...2) { arguments in
            .string(try tables.requiredDecisions(arguments.text(0)).values(of: arguments.text(1)).joined(separator: " "))
        }
    }
}
