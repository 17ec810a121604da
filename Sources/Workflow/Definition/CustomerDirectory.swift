internal import Foundation

/// The customers of an integration: the folders below `customers/` that hold a `customer.yaml`.
public struct CustomerDirectory: Sendable {
    private let integration: IntegrationFolder

    public init(_ integration: IntegrationFolder) { self.integration = integration }

    /// Ids in alphabetical order; empty for an integration without customers.
    public func ids() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: integration.customers.path)) ?? []
        return names.filter { name in
            let file = integration.customers.appendingPathComponent(name).appendingPathComponent("customer.yaml")
            return !name.hasPrefix(".") && FileManager.default.fileExists(atPath: file.path)
        }.sorted()
    }

    /// The customer that a command names, `nil` for an integration without customers.
    ///
    /// - Throws: ``CustomerError`` for an unknown or missing id, ``DefinitionError`` for a faulty `customer.yaml`.
    public func customer(_ id: String?) throws -> Customer? {
        let findings = FindingList()
        let definition = try definition(id, findings)
        guard !findings.hasErrors else { throw DefinitionError(findings: findings.sorted) }
        return definition?.customer
    }

    /// Every customer with what is wrong in its file.
    public func all() -> [(id: String, customer: Customer?, findings: [Finding])] {
        ids().map { id in
            let findings = FindingList()
            let definition = CustomerDefinition.read(id: id, folder: folder(id), findings)
            return (id, definition?.customer, findings.sorted)
        }
    }

    /// The definition of a customer whose id is one of ``ids()``; the id is never used as a path before that is known.
    func definition(_ id: String?, _ findings: FindingList) throws(CustomerError) -> CustomerDefinition? {
        let known = ids()
        switch id {
        case nil where known.isEmpty: return nil
        case nil: throw .required(known: known)
        case let id? where known.contains(id): return CustomerDefinition.read(id: id, folder: folder(id), findings)
        case let id?: throw .unknown(id: id, known: known, folder: integration.customers.relativePath)
        }
    }

    /// Only for ids that are known to be names of folders.
    private func folder(_ id: String) -> URL { integration.customers.appendingPathComponent(id) }
}

/// Why the customer of a run is not clear.
public enum CustomerError: ClassifiedError, Equatable {
    /// The integration has customers and none was named.
    case required(known: [String])
    case unknown(id: String, known: [String], folder: String)
    /// `enabled: false` in its file.
    case disabled(id: String, file: String)

    public var failureClass: FailureClass { .configuration }

    public var description: String {
        switch self {
        case .required(let known):
            "this integration has customers; name one with --customer: \(known.joined(separator: ", "))"
        case .unknown(let id, let known, let folder) where known.isEmpty:
            "there is no customer '\(id)': \(folder) holds no folder with a customer.yaml"
        case .unknown(let id, let known, _):
            "there is no customer '\(id)'" + NearMiss.hint(for: id, among: known, listing: "customers")
                + (NearMiss.nearest(to: id, among: known) == nil ? "" : " Customers are: \(known.joined(separator: ", "))")
        case .disabled(let id, let file):
            "customer '\(id)' is switched off: \(file) says enabled: false"
        }
    }
}
