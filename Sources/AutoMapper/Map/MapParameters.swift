internal import Foundation
internal import Workflow

/// Merges what the definition, the task and the customer say about a mapping's parameters.
struct MapParameters {
    /// The task's own setting.
    let own: [String: String]
    let surroundings: TaskSurroundings

    /// The values for one mapping.
    ///
    /// Parameters of the whole workflow serve several mappings, so one that this mapping does not declare is left out, as long as
    /// another mapping declares it. The task's own are more exact than the workflow's, but what a customer sets comes first.
    ///
    /// - Throws: ``MappingError/parameters(mapping:findings:)`` for a parameter that no mapping declares.
    func merged(for mapping: Mapping, in catalogue: MappingCatalogue) throws(MappingError) -> [String: String] {
        let declared = Set(mapping.parameters.map(\.name))
        var values = surroundings.parameters.filter { declared.contains($0.key) }
        try checkUnknown(beyond: declared, in: catalogue)
        let ofCustomer = surroundings.customer?.parameters ?? [:]
        for (name, value) in own where ofCustomer[name] == nil { values[name] = value }
        // The ledger's day is the customer's: the run knows the zone, the stylesheet only has a default.
        if declared.contains(Self.timeZone), values[Self.timeZone] == nil {
            values[Self.timeZone] = surroundings.timeZone.identifier
        }
        return values
    }

    private static let timeZone = "TimeZone"

    private func checkUnknown(beyond declared: Set<String>, in catalogue: MappingCatalogue) throws(MappingError) {
        let others = surroundings.parameters.keys.filter { !declared.contains($0) }
        guard !others.isEmpty else { return }
        let known = Set(try catalogue.all().flatMap { $0.parameters.map(\.name) }).union(declared)
        let findings = others.filter { !known.contains($0) }.sorted().map {
            "no mapping has a parameter '\($0)'\(NearMiss.hint(for: $0, among: known, listing: "parameters"))"
        }
        guard findings.isEmpty else { throw .parameters(mapping: "of the workflow", findings: findings) }
    }
}
