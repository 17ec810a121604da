internal import CLibxslt

/// Parses stylesheets and refuses what libxslt would silently ignore.
enum StylesheetParser {
    /// Parses one file of a stylesheet; `nil` when the session has recorded why not.
    static func parse(
        _ source: StylesheetSource, address: LayerAddress, session: Session, dictionary: xmlDictPtr? = nil
    ) -> xmlDocPtr? {
        let parsed = Parser.parse(source.bytes, url: address.text, trust: .trusted, session: session, dictionary: dictionary)
        guard let document = parsed else { return nil }
        EmbeddedStylesheet.extract(from: document)
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
}
