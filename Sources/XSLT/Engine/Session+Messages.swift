internal import CLibxslt

extension Session {
    /// The place that libxslt prints before the text of an error.
    struct Heading {
        var file: String?
        var line: Int?
        var severity: Diagnostic.Severity = .error
    }

    /// Takes one call of libxslt's message function.
    ///
    /// Errors come as two calls, heading and text; `xsl:message` as one whose format is exactly `%s` without a heading
    /// before it. A stylesheet chooses the text but never the format, so its talk cannot pass for an error.
    func receive(_ text: String, format: String) {
        if format.hasPrefix("%s: ") || format == "%s\n" && heading == nil && transform == nil {
            heading = Self.parseHeading(text)
        } else if let place = heading {
            heading = nil
            record(error: text, at: place)
        } else if format == "%s", transform != nil {
            recordMessage(text)
        } else {
            recordLoose(text)
        }
    }

    /// Takes one error of libxml2; XPath errors have no place of their own, so they get that of the running instruction.
    func receive(_ error: xmlError) {
        let severity: Diagnostic.Severity = error.level == XML_ERR_WARNING ? .warning : .error
        var text = error.message.map { Self.trimmed(String(cString: $0)) } ?? "error \(error.code)"
        if error.domain == XML_FROM_XPATH.rawValue, let expression = error.str1 {
            text += " in '\(String(cString: expression))'"
        }
        var found = Diagnostic(severity: severity, message: text)
        if let file = error.file {
            found.file = shown(String(cString: file))
            found.line = error.line > 0 ? Int(error.line) : nil
            found.column = error.int2 > 0 ? Int(error.int2) : nil
        } else {
            locate(&found)
        }
        noteLimit(in: text)
        diagnostics.append(found)
    }

    /// Records an error of our own at the running instruction.
    func record(error text: String) {
        var found = Diagnostic(message: text)
        locate(&found)
        diagnostics.append(found)
    }

    /// Gives a diagnostic the file and line of the running instruction and its template.
    private func locate(_ found: inout Diagnostic) {
        guard let transform else { return }
        found.template = Self.name(of: transform.pointee.templ)
        guard let instruction = transform.pointee.inst else { return }
        found.file = instruction.pointee.doc?.pointee.URL.map { shown(String(cString: $0)) }
        found.line = xmlGetLineNo(instruction)
    }

    /// File and line of the running instruction as people know them.
    var currentPlace: String? {
        var found = Diagnostic(message: "")
        locate(&found)
        return found.file.map { "\($0):\(found.line ?? 0)" }
    }

    private func record(error text: String, at place: Heading) {
        let text = Self.trimmed(text)
        noteLimit(in: text)
        var found = Diagnostic(severity: place.severity, message: shown(text), file: place.file.map(shown), line: place.line)
        if let transform { found.template = Self.name(of: transform.pointee.templ) }
        guard !repeats(found) else { return }
        diagnostics.append(found)
    }

    private func recordMessage(_ text: String) {
        var found = Diagnostic(severity: .message, message: Self.trimmed(text))
        locate(&found)
        diagnostics.append(found)
    }

    /// Text without a heading: line ends after messages, and libxslt's dumps of its stacks, which add nothing to an error.
    private func recordLoose(_ text: String) {
        let text = Self.trimmed(text)
        guard !text.isEmpty, !hasErrors else { return }
        diagnostics.append(Diagnostic(message: shown(text)))
    }

    /// libxslt follows an XPath error by "no result" at the same place; the first one says more.
    private func repeats(_ found: Diagnostic) -> Bool {
        guard let last = diagnostics.last, last.severity == .error, last.file == found.file, last.line == found.line else { return false }
        return last.message == found.message || found.message.contains("XPath evaluation returned no result")
            || found.message.hasPrefix("Failed to evaluate the")
    }

    private func noteLimit(in text: String) {
        guard limit == nil else { return }
        if text.contains("infinite template recursion") {
            limit = text.contains("Vars") ? ("variables", "the limit of") : ("nested templates", "the limit of")
        }
    }

    /// `runtime error: file a.xsl line 3 element value-of`; read from the end because a file name may hold anything.
    private static func parseHeading(_ text: String) -> Heading {
        var heading = Heading()
        let words = trimmed(text)
        if words.hasPrefix("warning") || words.hasPrefix("compilation warning") { heading.severity = .warning }
        guard let file = words.firstRange(of: ": file ") else { return heading }
        var place = words[file.upperBound...]
        if let element = place.lastRange(of: " element ") { place = place[..<element.lowerBound] }
        if let line = place.lastRange(of: " line "), let number = Int(place[line.upperBound...]) {
            heading.line = number
            place = place[..<line.lowerBound]
        }
        heading.file = String(place)
        return heading
    }

    /// The name people know a template by.
    private static func name(of template: xsltTemplatePtr?) -> String? {
        guard let template else { return nil }
        if let name = template.pointee.name { return String(cString: name) }
        guard let match = template.pointee.match else { return nil }
        let mode = template.pointee.mode.map { " mode \(String(cString: $0))" } ?? ""
        return String(cString: match) + mode
    }

    /// Replaces the internal address of a layer's file by the path people know.
    func shown(_ text: String) -> String {
        resolver?.shown(text) ?? text
    }

    private static func trimmed(_ text: String) -> String {
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)].isWhitespace { end = text.index(before: end) }
        return String(text[..<end])
    }
}

extension Substring {
    /// The last place where `text` stands.
    func lastRange(of text: String) -> Range<Index>? {
        ranges(of: text).last
    }
}
