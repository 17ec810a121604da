extension Diagnostic {
    /// The description, and below it the line of the file with a caret under the column, as a compiler shows it.
    public var report: String {
        guard let sourceLine, let line else { return description }
        let number = "\(line)"
        let margin = String(repeating: " ", count: number.count)
        let shown = " \(number) | \(sourceLine.replacing("\t", with: " "))"
        guard let column, column >= 1 else { return "\(description)\n\(shown)" }
        return "\(description)\n\(shown)\n \(margin) | \(String(repeating: " ", count: column - 1))^"
    }
}

extension XSLTError {
    /// The description with the lines of the files it is about; for terminals.
    public var report: String {
        let found = diagnostics.filter { $0.severity == .error && $0.sourceLine != nil }
        guard !found.isEmpty else { return description }
        return found.reduce(description) { text, diagnostic in text.replacing(diagnostic.description, with: diagnostic.report) }
    }
}
