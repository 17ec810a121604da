internal import CLibxslt

/// Parses stylesheets and refuses what libxslt would silently ignore.
enum StylesheetParser {
    /// Parses one file of a stylesheet; `nil` when the session has recorded why not.
    static func parse(
        _ source: StylesheetSource, address: LayerAddress, session: Session, dictionary: xmlDictPtr? = nil
    ) -> xmlDocPtr? {
        let parsed = Parser.parse(source.bytes, url: address.text, trust: .trusted, session: session, dictionary: dictionary)
        guard let document = parsed else {
            session.showLines(of: source)
            return nil
        }
        EmbeddedStylesheet.extract(from: document)
        if let wrong = notAStylesheet(document) {
            session.add(
                Diagnostic(message: wrong, file: source.location, line: xmlDocGetRootElement(document).map { xmlGetLineNo($0) }))
            session.showLines(of: source)
            xmlFreeDoc(document)
            return nil
        }
        let scripts = ScriptCheck.findings(in: document, location: source.location)
        guard scripts.isEmpty else {
            scripts.forEach(session.add)
            xmlFreeDoc(document)
            return nil
        }
        if session.options.mendsInstructions { DeclarationRewriter.apply(to: document) }
        StylesheetRewriter.apply(session.options, to: document)
        return document
    }

    /// Why a document is none, `nil` for a stylesheet.
    private static func notAStylesheet(_ document: xmlDocPtr) -> String? {
        guard let root = xmlDocGetRootElement(document) else { return "there is no element" }
        let element = NodeCopy.start(of: root)
        let isNamedLikeOne = element.name == "stylesheet" || element.name == "transform"
        if element.namespace == Namespace.xslt {
            return isNamedLikeOne ? nil : "xsl:\(element.name) is no stylesheet; the whole of one is xsl:stylesheet"
        }
        guard !element.attributes.contains(where: { $0.name == "version" && $0.namespace == Namespace.xslt }) else { return nil }
        guard isNamedLikeOne else { return "'\(element.name)' is no stylesheet; the whole of one is xsl:stylesheet" }
        let found = element.namespace.map { "in the namespace '\($0)'" } ?? "in no namespace"
        return "'\(element.name)' is \(found); that of XSLT is '\(Namespace.xslt)'"
    }
}

extension Session {
    /// Shows the lines of a file that could not be read beside what is wrong with them.
    fileprivate func showLines(of source: StylesheetSource) {
        let text = SourceText(source.bytes)
        for index in diagnostics.indices where diagnostics[index].file == source.location && diagnostics[index].sourceLine == nil
        {
            diagnostics[index].sourceLine = diagnostics[index].line.flatMap(text.line)
        }
    }
}
