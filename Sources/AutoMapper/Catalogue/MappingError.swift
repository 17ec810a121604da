public import Workflow
public import XSLT

/// Why a mapping cannot be used. All of these are found before anything is translated.
public enum MappingError: ClassifiedError {
    /// No layer has a mapping of that name or pair of formats.
    case unknown(name: String, known: [String])
    /// Several stylesheets of one layer translate between the same formats.
    case ambiguous(title: String, names: [String])
    /// The mapping's declaration of itself cannot be read.
    case badDeclaration(location: String, reason: String)
    /// Parameters that are unknown, missing or of the wrong type: every finding, one sentence each.
    case parameters(mapping: String, findings: [String])
    /// A table in a `lookups` folder that the mapping asks cannot be read or has other columns.
    case lookup(mapping: String, reason: String)
    /// The stylesheet cannot be read or does not compile.
    case stylesheet(XSLTError)

    public var failureClass: FailureClass { .configuration }

    public var description: String {
        switch self {
        case .unknown(let name, let known):
            "there is no mapping '\(name)'\(NearMiss.hint(for: name, among: known, listing: "mappings"))"
        case .ambiguous(let title, let names):
            "'\(title)' is translated by several stylesheets of one layer (\(names.joined(separator: ", "))); use the name of one"
        case .badDeclaration(let location, let reason): "\(location): c:mapping: \(reason)"
        case .parameters(let mapping, let findings): "mapping '\(mapping)': " + findings.joined(separator: "\n")
        case .lookup(let mapping, let reason): "mapping '\(mapping)': \(reason)"
        case .stylesheet(let error): error.description
        }
    }
}
