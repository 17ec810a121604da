/// Everything that can go wrong in this room. `source` is always the file or name that people know.
public enum XSLTError: Error, CustomStringConvertible, Sendable, Equatable {
    /// A file could not be opened or read.
    case unreadableFile(path: String, reason: String)
    /// The bytes are not XML; every diagnostic has line and column.
    case notWellFormed(source: String, [Diagnostic])
    /// The input asked for something that is never granted: a DOCTYPE, an external entity, a file outside the layers, a write.
    case forbidden(what: String, source: String)
    /// The stylesheet does not compile.
    case invalidStylesheet(source: String, [Diagnostic])
    /// `xsl:message terminate="yes"`; the last diagnostic is its text.
    case terminated(source: String, [Diagnostic])
    /// The transform stopped on an error, or a document is not of the expected shape.
    case failed(source: String, [Diagnostic])
    /// A limit of ``TransformLimits`` or of the parser was reached.
    case limitExceeded(source: String, what: String, limit: String)
    /// Stylesheets import each other in a circle; the first and the last entry are the same.
    case importCycle([String])
    /// A file could not be written; nothing was left behind.
    case cannotWrite(path: String, reason: String)
    /// An XPath expression does not compile or does not evaluate.
    case badXPath(expression: String, reason: String)
    /// One of these happened to one record of a document that is transformed record by record.
    indirect case ofRecord(RecordPlace, XSLTError)

    /// All findings, empty for the cases that have none.
    public var diagnostics: [Diagnostic] {
        switch self {
        case .notWellFormed(_, let found), .invalidStylesheet(_, let found), .terminated(_, let found), .failed(_, let found):
            found
        case .ofRecord(_, let cause): cause.diagnostics
        default: []
        }
    }

    /// What failed, where, and what to do next.
    public var description: String {
        switch self {
        case .unreadableFile(let path, let reason):
            "\(path): cannot be read: \(reason). Check the path and its permissions."
        case .notWellFormed(let source, let found):
            listed(found, or: "\(source): not well-formed XML")
        case .forbidden(let what, let source):
            "\(source): refused: \(what)"
        case .invalidStylesheet(let source, let found):
            listed(found, or: "\(source): the stylesheet does not compile")
        case .terminated(let source, let found):
            "\(source): stopped by xsl:message: " + listed(found, or: "no text")
        case .failed(let source, let found):
            listed(found, or: "\(source): failed without saying why")
        case .limitExceeded(let source, let what, let limit):
            "\(source): stopped: more than \(limit) \(what). Look for endless recursion, or raise the limit."
        case .importCycle(let chain):
            "stylesheets import each other in a circle: \(chain.joined(separator: " -> ")). Remove one of these imports."
        case .cannotWrite(let path, let reason):
            "\(path): cannot be written: \(reason). Nothing was left behind."
        case .badXPath(let expression, let reason):
            "XPath '\(expression)': \(reason)"
        case .ofRecord(let place, let cause):
            "\(place): \(cause)"
        }
    }

    /// Warnings, errors and the last words of a stylesheet, one a line; the fallback when there are none.
    private func listed(_ found: [Diagnostic], or fallback: String) -> String {
        let errors = found.filter { $0.severity == .error }
        let shown = errors.isEmpty ? found.suffix(1) : errors[...]
        return shown.isEmpty ? fallback : shown.map(\.description).joined(separator: "\n")
    }
}

/// Which record of an input something happened to.
public struct RecordPlace: Sendable, Equatable, CustomStringConvertible {
    /// The path or name of the input.
    public let input: String
    /// The number of the record, counted from 1.
    public let number: Int
    /// The line of its start tag, counted from 1.
    public let line: Int
    /// What people call the record, if it is known where that stands.
    public let id: String?

    /// `record 12, id 1042 (orders.xml:345)`
    public var description: String {
        "record \(number)\(id.map { ", id \($0)" } ?? "") (\(input):\(line))"
    }
}
