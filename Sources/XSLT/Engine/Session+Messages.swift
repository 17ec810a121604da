internal import CLibxslt

extension Session {
    /// The place that libxslt prints before the text of an error.
    struct Heading {
        /// The address as libxslt knows it.
        var file: String?
        /// The line, if it is known.
        var line: Int?
        /// Whether it announces an error or a warning.
        var severity: Diagnostic.Severity = .error
    }

    /// Takes one call of libxslt's message function.
    ///
    /// Errors come as two calls, heading and text; `xsl:message` as one whose format is exactly `%s` without a heading
    /// before it. A stylesheet chooses the text but never the format, so its talk cannot pass for an error.
    func receive(_ text: String, format: String) {
        if text.hasPrefix(Self.idleFallback) {
            heading = nil
        } else if format.hasPrefix("%s: ") || format == "%s\n" {
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
        var found = Diagnostic(severity: severity, message: Self.text(of: error))
        if let file = error.file {
            found.file = resolver == nil ? source : shown(String(cString: file))
            found.line = error.line > 0 ? Int(error.line) : nil
            found.column = error.int2 > 0 ? Int(error.int2) : nil
        } else if transform != nil {
            locate(&found)
        } else if resolver == nil {
            found.file = source
        }
        add(found)
    }

    /// Records an error of our own at the running instruction.
    func record(error text: String) {
        var found = Diagnostic(message: text)
        locate(&found)
        add(found)
    }

    /// File and line of the running instruction as people know them, with its template.
    var currentPlace: String? {
        var found = Diagnostic(message: "")
        locate(&found)
        return found.place
    }

    /// Replaces the internal address of a layer's file by the path people know.
    func shown(_ text: String) -> String {
        resolver?.shown(text) ?? text
    }

    /// Gives a diagnostic the file and line of the running instruction and its template.
    private func locate(_ found: inout Diagnostic) {
        guard let transform else { return }
        found.template = Self.name(of: transform.pointee.templ)
        guard let instruction = transform.pointee.inst else { return }
        found.file = instruction.pointee.doc?.pointee.URL.map { shown(String(cString: $0)) }
        found.line = xmlGetLineNo(instruction)
    }

    /// While a stylesheet compiles, the reason comes from XPath without a place, and the place follows from XSLT without
    /// the reason: both become one finding.
    private func record(error text: String, at place: Heading) {
        noteCircle(in: Self.trimmed(text), at: place)
        var found = Diagnostic(
            severity: place.severity, message: shown(Self.trimmed(text)), file: place.file.map(shown), line: place.line)
        if let transform { found.template = Self.name(of: transform.pointee.templ) }
        if transform == nil, let reason = diagnostics.last, reason.file == nil, reason.severity == .error {
            diagnostics.removeLast()
            found.message += " (\(reason.message))"
        }
        add(found)
    }

    /// An `xsl:fallback` outside of an element that is not known does nothing (XSLT 1.0, section 15), and is no error.
    private static let idleFallback = "xsltApplySequenceConstructor: fallback was not compiled"

    /// libxslt finds circles of plain references before the loader is asked, but names only the last step.
    private func noteCircle(in text: String, at place: Heading) {
        guard cycle == nil, text.contains(": recursion detected on "), let importer = place.file,
            let address = text.split(separator: " ").last
        else { return }
        cycle = resolver?.circle(from: importer, to: String(address))
    }

    /// Records the talk of `xsl:message`.
    private func recordMessage(_ text: String) {
        var found = Diagnostic(severity: .message, message: Self.trimmed(text))
        locate(&found)
        add(found)
    }

    /// Text without a heading: errors of XPath and EXSLT, line ends after messages, and libxslt's dumps of its stacks,
    /// which come after an error and add nothing to it.
    private func recordLoose(_ text: String) {
        var text = Self.trimmed(text)
        let isCall = text.hasPrefix("xmlXPathCompOpEval: ")
        guard !text.isEmpty, isCall || !hasErrors else { return }
        if isCall { text.removeFirst("xmlXPathCompOpEval: ".count) }
        record(error: shown(text))
    }

    /// Long expressions are cut: a message is for reading.
    private static func text(of error: xmlError) -> String {
        let text = error.message.map { trimmed(String(cString: $0)) } ?? "error \(error.code)"
        guard error.domain == XML_FROM_XPATH.rawValue, let part = error.str1 else { return text + advice(on: error, text) }
        let expression = String(cString: part)
        return "\(text) in '\(expression.prefix(120))\(expression.utf8.count > 120 ? "…" : "")'"
    }

    /// What to write instead, for the mistakes in XML that people make most.
    private static func advice(on error: xmlError, _ text: String) -> String {
        switch xmlParserErrors(UInt32(error.code)) {
        case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
            "; XML knows amp, lt, gt, quot and apos only: write the character itself or its number, as in &#160;"
        case XML_ERR_NAME_REQUIRED where text.contains("EntityRef"): "; an '&' of the text is written &amp;"
        case XML_ERR_LT_IN_ATTRIBUTE: "; write &lt;"
        case XML_ERR_ATTRIBUTE_NOT_STARTED: "; values of attributes stand in quotes"
        case XML_NS_ERR_UNDEFINED_NAMESPACE where text.hasPrefix("Namespace prefix xsl "): "; add xmlns:xsl=\"\(Namespace.xslt)\""
        default: ""
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
    static func name(of template: xsltTemplatePtr?) -> String? {
        guard let template else { return nil }
        if let name = template.pointee.name { return String(cString: name) }
        guard let match = template.pointee.match else { return nil }
        let mode = template.pointee.mode.map { " mode \(String(cString: $0))" } ?? ""
        return String(cString: match) + mode
    }

    /// Without the line break that libraries put at the end.
    private static func trimmed(_ text: String) -> String {
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)].isWhitespace { end = text.index(before: end) }
        return String(text[..<end])
    }
}

extension Substring {
    /// The last place where `text` stands.
    fileprivate func lastRange(of text: String) -> Range<Index>? {
        ranges(of: text).last
    }
}
