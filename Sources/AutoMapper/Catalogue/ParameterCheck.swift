internal import Money
internal import Workflow
internal import XSLT

extension MappingParameter {
    /// What is wrong with a value, `nil` when nothing is.
    func problem(with value: String) -> String? {
        switch kind {
        case .string: nil
        case .number: (try? Amount(parsing: value)) == nil ? "'\(value)' is not a plain decimal number" : nil
        case .boolean: value == "true" || value == "false" ? nil : "'\(value)' is neither true nor false"
        case .choice(let values):
            values.contains(value) ? nil : "'\(value)' is not one of: \(values.joined(separator: ", "))"
        case .date:
            (try? ShopDate(parsing: value))?.isDayOnly == true ? nil : "'\(value)' is not a day such as 2026-03-31"
        }
    }
}

extension Mapping {
    /// The values that go into the stylesheet, after checking them against the declared parameters.
    ///
    /// They go in as text, so that an amount keeps its digits and a stylesheet may compare `$WebSales = 'true'` as those of the
    /// reference product do.
    ///
    /// - Throws: ``MappingError/parameters(mapping:findings:)`` with every finding.
    func checked(_ given: [String: String]) throws(MappingError) -> [String: ParameterValue] {
        let known = parameters.map(\.name)
        var findings = given.keys.filter { !known.contains($0) }.sorted()
            .map { "there is no parameter '\($0)'\(NearMiss.hint(for: $0, among: known, listing: "parameters"))" }
        if !findings.isEmpty { findings.append("valid parameters: \(known.isEmpty ? "none" : known.joined(separator: ", "))") }
        for parameter in parameters {
            if let value = given[parameter.name] {
                if let problem = parameter.problem(with: value) { findings.append("parameter \(parameter.name): \(problem)") }
            } else if parameter.isRequired {
                findings.append("parameter '\(parameter.name)' is required: \(parameter.description)")
            }
        }
        guard findings.isEmpty else { throw .parameters(mapping: title, findings: findings) }
        return given.mapValues { .string($0) }
    }
}
