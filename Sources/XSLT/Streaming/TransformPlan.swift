/// How a transform will run, and why.
public struct TransformPlan: Sendable {
    /// The way to the records, when the document is transformed record by record.
    public let recordPath: [String]?
    /// Why the document is transformed as a whole; empty when it is not.
    public let reasons: [Diagnostic]
    /// The elements that are read at all; `nil` for all of them.
    public let projection: Projection?

    /// Whether the document is transformed record by record.
    public var isStreaming: Bool { recordPath != nil }

    /// The first reason in one line, for a document that is transformed as a whole.
    var wholeDocumentReason: String { reasons.first?.description ?? "the stylesheet is not record-local" }
}
