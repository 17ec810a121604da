/// Puts better words for the errors of the libraries: what ``StylesheetCheck`` says about the same instruction, and the line itself.
final class Explanations {
    /// What libxslt says of the mistakes that the check knows more about.
    private static let kinds = [
        "not found", "has not been declared", "was not compiled", "could not compile", "Invalid expression", "Undefined",
        "Unregistered", "no xsl:decimal-format",
        "undeclared", "misplaced or missing", "attribute is missing", "failed to compile",
        "Invalid number of arguments", "(): takes ", "Invalid type", "Unexpected XSLT element", "Redefinition of", "xsl:choose",
        "AVT",
    ]

    private let stylesheet: Stylesheet
    /// Found when the first error asks for it; many errors of many records share it.
    private lazy var findings = load()
    private var texts: [String: SourceText] = [:]

    init(_ stylesheet: Stylesheet) {
        self.stylesheet = stylesheet
    }

    /// The same error, explained.
    ///
    /// - Parameter isCompiling: everything that the check found belongs to it.
    func explained(_ error: XSLTError, isCompiling: Bool = false) -> XSLTError {
        switch error {
        case .invalidStylesheet(let source, let found): .invalidStylesheet(source: source, explained(found, isCompiling))
        case .failed(let source, let found): .failed(source: source, explained(found, isCompiling))
        default: error
        }
    }

    private func explained(_ diagnostics: [Diagnostic], _ isCompiling: Bool) -> [Diagnostic] {
        var result: [Diagnostic] = []
        // Of variables that need each other, libxslt says that none is declared.
        let isCircle = diagnostics.contains { $0.message.hasPrefix("Recursive definition of ") }
        let diagnostics = isCircle ? diagnostics.filter { !$0.message.hasSuffix("has not been declared.") } : diagnostics
        for diagnostic in diagnostics {
            for better in better(diagnostic, isCompiling) where !result.contains(better) { result.append(better) }
        }
        let others = isCompiling ? findings.filter { $0.diagnostic.severity == .error }.map(\.diagnostic) : []
        return result + others.filter { other in !result.contains { $0.file == other.file && $0.message == other.message } }
    }

    /// What libxslt says of mistakes that only it finds, in the words of a stylesheet.
    private static func reworded(_ message: String) -> String {
        let circle = "Recursive definition of "
        if message.hasPrefix(circle) {
            return "variable '\(message.dropFirst(circle.count))' needs itself, if only through others"
        }
        return message == "xsltParseTemplateContent: xslt:text content problem"
            ? "xsl:text holds text only, no elements" : message
    }

    /// What the check knows about an error, or the error with its line.
    private func better(_ diagnostic: Diagnostic, _ isCompiling: Bool) -> [Diagnostic] {
        guard diagnostic.severity == .error, let file = diagnostic.file, let line = diagnostic.line else { return [diagnostic] }
        if isCompiling || Self.kinds.contains(where: diagnostic.message.contains) {
            let found = findings.filter {
                $0.diagnostic.severity == .error && $0.diagnostic.file == file && $0.elementLine == line
            }
            if !found.isEmpty { return found.map { $0.diagnostic.inTemplate(diagnostic.template) } }
        }
        var shown = diagnostic
        _ = findings
        shown.sourceLine = texts[file]?.line(line) ?? diagnostic.sourceLine
        shown.message = Self.reworded(diagnostic.message)
        return [shown]
    }

    /// Nothing, when the stylesheet cannot be read at all: then the error says so itself.
    private func load() -> [StylesheetCheck.Finding] {
        guard let model = try? ModelLoader.load(stylesheet) else { return [] }
        texts = Dictionary(model.modules.map { ($0.location, SourceText($0.bytes)) }) { first, _ in first }
        return StylesheetCheck.findings(model, stylesheet.extensions)
    }
}

extension Diagnostic {
    /// The same in a template.
    fileprivate func inTemplate(_ template: String?) -> Diagnostic {
        var copy = self
        copy.template = template
        return copy
    }
}
