internal import CLibxslt

extension Session {
    /// More than this nobody reads, and a stylesheet that talks in a loop must not fill the memory.
    static let mostDiagnostics = 1000

    /// Keeps a diagnostic, unless it only follows from the one before.
    func add(_ found: Diagnostic) {
        noteLimit(in: found)
        guard !repeats(found), diagnostics.count <= Self.mostDiagnostics else { return }
        if diagnostics.count == Self.mostDiagnostics {
            diagnostics.append(
                Diagnostic(severity: found.severity, message: "more than \(Self.mostDiagnostics) messages; the rest is not kept"))
        } else {
            diagnostics.append(found)
        }
        if found.severity == .error { errorCount += 1 }
    }

    /// Whether an error was recorded.
    var hasErrors: Bool { errorCount > 0 }

    /// libxml2 and libxslt report one mistake up to three times, from the inside out; the first report says most.
    private func repeats(_ found: Diagnostic) -> Bool {
        guard found.severity == .error, let last = diagnostics.last(where: { $0.severity == .error }) else { return false }
        if Self.isEndTag(last.message), Self.isEndTag(found.message), last.file == found.file { return true }
        guard last.file == found.file, last.line == found.line, last.template == found.template else { return false }
        return last.message == found.message || Self.followUps.contains { found.message.hasPrefix($0) }
    }

    /// One end tag too few or too many makes all that follow wrong.
    private static func isEndTag(_ message: String) -> Bool {
        message.hasPrefix("Opening and ending tag mismatch") || message.hasPrefix("Premature end of data")
    }

    /// What the libraries say after the reason was told.
    private static let followUps = [
        "XPath evaluation returned no result", "Failed to evaluate the", "Evaluating ", "Undefined variable",
        "Unregistered function",
        "attributes construct error", "Extra content at the end", "Couldn't find end of Start Tag",
        "StartTag: invalid element name",
        "Stack usage error", "Invalid type", "xsltApplySequenceConstructor: Operation limit",
    ]

    /// Recognises the errors that mean a limit of ours.
    private func noteLimit(in found: Diagnostic) {
        guard limit == nil, found.severity == .error else { return }
        let place = found.place.map { " at \($0)" } ?? ""
        if found.message.contains("infinite template recursion") {
            let isVariables = found.message.contains("maxTemplateVars") || found.message.contains("xsltLocalVariablePush")
            limit =
                isVariables
                ? ("variables alive at once\(place)", "\(limits.variables)") : ("nested templates\(place)", "\(limits.depth)")
        } else if found.message.contains("Operation limit exceeded") {
            limit = ("operations\(place)", limits.operations.map { "\($0)" } ?? "the possible")
        }
    }
}

extension Diagnostic {
    /// `file.xsl:12 (template 'name')`.
    var place: String? {
        guard let file else { return nil }
        let template = template.map { " (template '\($0)')" } ?? ""
        return "\(file):\(line ?? 0)\(template)"
    }
}
