/// A line of a configuration file: `workflow.yaml:12`.
public struct SourcePlace: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Path as the person gave it.
    public let file: String
    /// From 1; 0 when the whole file is meant.
    public let line: Int

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    public var description: String { line > 0 ? "\(file):\(line)" : file }
}

/// One thing that a check of a workflow or a customer found.
public struct Finding: Sendable, Hashable, Codable, CustomStringConvertible {
    /// An error prevents a run, a warning does not.
    public enum Severity: String, Sendable, Codable { case warning, error }

    public let severity: Severity
    /// `nil` for what has no line, for instance an unknown customer.
    public let place: SourcePlace?
    public let message: String

    public init(_ severity: Severity = .error, at place: SourcePlace?, _ message: String) {
        self.severity = severity
        self.place = place
        self.message = message
    }

    public var description: String { (place.map { "\($0): " } ?? "") + "\(severity.rawValue): \(message)" }
}

/// A workflow or a customer that cannot be used, with everything that has to be corrected.
public struct DefinitionError: ClassifiedError {
    /// Errors and warnings in the order of the files' lines; at least one is an error.
    public let findings: [Finding]

    public init(findings: [Finding]) { self.findings = findings }

    public var failureClass: FailureClass { .configuration }
    public var description: String { findings.map(\.description).joined(separator: "\n") }
}

/// Gathers findings while a definition is read, so that all are reported and not only the first.
///
/// A class, because many small readers add to the same list; it never leaves the call that made it.
final class FindingList {
    private(set) var findings: [Finding] = []

    /// How many of the findings prevent a run.
    var errorCount: Int { findings.count { $0.severity == .error } }
    /// Whether anything prevents a run.
    var hasErrors: Bool { errorCount > 0 }

    /// Notes what prevents a run.
    func error(_ place: SourcePlace?, _ message: String) { findings.append(Finding(.error, at: place, message)) }
    /// Notes what is odd but prevents nothing.
    func warning(_ place: SourcePlace?, _ message: String) { findings.append(Finding(.warning, at: place, message)) }

    /// The findings without repetition, each file in the order of its lines.
    var sorted: [Finding] {
        var seen: Set<Finding> = []
        let files = findings.compactMap(\.place?.file)
        let fileOrder = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
        let keyed = findings.filter { seen.insert($0).inserted }.enumerated().map { offset, finding in
            let file = finding.place.flatMap { fileOrder[$0.file] } ?? -1
            return (key: (file, finding.place?.line ?? 0, offset), finding: finding)
        }
        return keyed.sorted { $0.key < $1.key }.map(\.finding)
    }
}
