extension Diagnostic {
    /// The description, and below it the line of the file with a caret under the column, as a compiler shows it.
    public var report: String {
        guard let sourceLine, let line else { return description }
        let number = "\(line)"
        let margin = String(repeating: " ", count: number.count)
        let (shown, caret) = Self.window(on: sourceLine.replacing("\t", with: " "), around: column)
        let text = "\(description)\n \(number) | \(shown)"
        guard let caret else { return text }
        return "\(text)\n \(margin) | \(String(repeating: " ", count: caret))^"
    }

    /// A stylesheet written by a program may be one line of megabytes.
    private static let widest = 200

    /// The part of a line that is shown, and how far into it the caret stands; `nil` for an unknown column.
    private static func window(on line: String, around column: Int?) -> (shown: String, caret: Int?) {
        let position = column.flatMap { $0 >= 1 ? $0 - 1 : nil }
        let count = line.count
        guard count > widest else { return (line, position) }
        let start = max(0, min((position ?? 0) - widest / 2, count - widest))
        let part = line.dropFirst(start).prefix(widest)
        let before = start > 0 ? "…" : ""
        let after = start + widest < count ? "…" : ""
        return ("\(before)\(part)\(after)", position.map { $0 - start + before.count })
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
