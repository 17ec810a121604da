internal import CLibxslt

/// The one way a stylesheet reaches another file: libxslt's process-wide document loader, led to the layers.
enum LayerLoader {
    /// Sets the process-wide loader.
    static func install() {
        xsltSetLoaderFunc { reference, dictionary, _, context, type in
            guard let session = Session.active.current, let resolver = session.resolver, let reference else { return nil }
            let name = String(cString: reference)
            switch type {
            case XSLT_LOAD_STYLESHEET: return LayerLoader.stylesheet(name, importer: context, resolver, session, dictionary)
            case XSLT_LOAD_DOCUMENT: return LayerLoader.document(name, resolver, session, dictionary)
            default: return nil
            }
        }
    }

    /// Loads what `xsl:import` or `xsl:include` names. `context` is the importing stylesheet.
    private static func stylesheet(
        _ name: String, importer context: UnsafeMutableRawPointer?, _ resolver: LayerResolver, _ session: Session,
        _ dictionary: xmlDictPtr?
    ) -> xmlDocPtr? {
        let style = context?.assumingMemoryBound(to: xsltStylesheet.self)
        let importer = style?.pointee.doc?.pointee.URL.map { String(cString: $0) } ?? resolver.main.text
        do throws(LayerResolver.Refusal) {
            let found = try resolver.stylesheet(name, importer: importer)
            return StylesheetParser.parse(found.source, address: found.address, session: session, dictionary: dictionary)
        } catch {
            session.refuse(error)
            return nil
        }
    }

    /// Loads what `document()` names. libxslt takes a refusal for an empty node-set and goes on, so the transform is
    /// told that it failed.
    private static func document(
        _ name: String, _ resolver: LayerResolver, _ session: Session, _ dictionary: xmlDictPtr?
    ) -> xmlDocPtr? {
        do throws(LayerResolver.Refusal) {
            let found = try resolver.file(name, asker: session.asker)
            let document = Parser.parse(
                found.source.bytes, url: found.address.text, trust: .trusted, session: session, dictionary: dictionary)
            if let document { session.spaceStripping?.strip(document) }
            if document == nil { session.transform?.pointee.state = XSLT_STATE_ERROR }
            return document
        } catch {
            session.refuse(error)
            return nil
        }
    }
}

extension Session {
    /// The address of the stylesheet file that asks for another file: that of the running instruction.
    var asker: String {
        transform?.pointee.inst?.pointee.doc?.pointee.URL.map { String(cString: $0) } ?? resolver?.main.text ?? ""
    }

    /// Records a refused reference.
    func refuse(_ refusal: LayerResolver.Refusal) {
        switch refusal {
        case .outside(let what): refuse(what)
        case .cycle(let chain): cycle = cycle ?? chain
        }
    }
}
