/// One thing that a parser or a stylesheet said: talk, a warning or an error, with the place it came from.
public struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
    /// How much a diagnostic matters. A `message` is `xsl:message` talk and never a failure by itself.
    public enum Severity: String, Sendable, Codable {
        /// From talk to failure.
        case message, warning, error
    }

    /// How much it matters.
    public var severity: Severity
    /// The sentence, without a trailing line break.
    public var message: String
    /// The file as shown to people: a path, or the name that bytes were given.
    public var file: String?
    /// The line in `file`, counted from 1.
    public var line: Int?
    /// The column in `line`, counted from 1; parsers know it, transforms do not.
    public var column: Int?
    /// The template it happened in: its name, or its match pattern (and mode) when it has none.
    public var template: String?
    /// The text of the line, where it is known; two diagnostics that differ in nothing else are equal.
    public var sourceLine: String?

    /// Makes a diagnostic; everything but the message may be unknown.
    public init(
        severity: Severity = .error, message: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
        template: String? = nil
    ) {
        self.severity = severity
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.template = template
    }

    public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
        left.severity == right.severity && left.message == right.message && left.file == right.file && left.line == right.line
            && left.column == right.column && left.template == right.template
    }

    /// `file.xsl:88:3: error: text (in template 'name')`; parts that are unknown are left out.
    public var description: String {
        let place = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
        let start = place.isEmpty ? "" : "\(place): "
        let end = template.map { " (in template '\($0)')" } ?? ""
        return "\(start)\(severity.rawValue): \(message)\(end)"
    }
}
