internal import CLibxslt

/// Writes a result tree as `xsl:output` asks, by libxslt's own serialiser, so that every byte is the one xsltproc writes.
enum Serialiser {
    /// Collects the bytes; a class, because the C callback needs an address that stays.
    private final class Collector {
        /// What came so far.
        var bytes: [UInt8] = []
        /// How much may come.
        let limit: Int
        /// Whether more came.
        var overflowed = false

        /// Collects up to `limit` bytes.
        init(limit: Int) {
            self.limit = limit
        }
    }

    /// The serialised tree.
    ///
    /// - Throws: `limitExceeded` when it is longer than the limits allow, `failed` when a character cannot be written.
    static func bytes(of tree: xmlDocPtr, _ style: xsltStylesheetPtr, _ session: Session) throws(XSLTError) -> [UInt8] {
        guard tree.pointee.children != nil else { return [] }
        let collector = Collector(limit: session.limits.outputBytes ?? .max)
        let buffer = xmlOutputBufferCreateIO(append, nil, Unmanaged.passUnretained(collector).toOpaque(), encoder(of: style))
        let written = xsltSaveResultTo(buffer, tree, style)
        let closed = xmlOutputBufferClose(buffer)
        if collector.overflowed {
            throw .limitExceeded(source: session.source, what: "bytes of output", limit: "\(collector.limit)")
        }
        guard written >= 0, closed >= 0 else { throw session.transformError }
        return collector.bytes
    }

    /// Takes one piece of output; -1 stops the serialiser.
    private static let append: xmlOutputWriteCallback = { context, text, length in
        guard let context, let text, length >= 0 else { return -1 }
        let collector = Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
        guard collector.bytes.count + Int(length) <= collector.limit else {
            collector.overflowed = true
            return -1
        }
        text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
            collector.bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: Int(length)))
        }
        return length
    }

    /// libxml2 writes UTF-8 by itself; an encoder for it would only cost time.
    private static func encoder(of style: xsltStylesheetPtr) -> xmlCharEncodingHandlerPtr? {
        guard let encoding = cw_output_encoding(style) else { return nil }
        let found = encoding.withMemoryRebound(to: CChar.self, capacity: 1) { xmlFindCharEncodingHandler($0) }
        guard let found, String(cString: found.pointee.name) != "UTF-8" else { return nil }
        return found
    }

    /// The media type that `xsl:output` names, or that of the method.
    static func mediaType(of style: xsltStylesheetPtr, _ tree: xmlDocPtr) -> String {
        if let named = NodeCopy.optionalString(cw_output_media_type(style)) { return named }
        switch NodeCopy.optionalString(cw_output_method(style)) {
        case "text": return "text/plain"
        case "html": return "text/html"
        default: return tree.pointee.type == XML_HTML_DOCUMENT_NODE ? "text/html" : "text/xml"
        }
    }
}
