internal import CLibxslt

/// Parses into libxml2's tree with the options that are safe on hostile input.
enum Parser {
    /// Never DTDLOAD, DTDATTR, DTDVALID, XINCLUDE or HUGE: the parser's own bounds on depth, text and entity growth stay.
    /// NOENT expands internal entities; the external ones go to ``EntityGuard``. NOCDATA is what XSLT's data model asks for.
    static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_COMPACT.rawValue
            | XML_PARSE_BIG_LINES.rawValue
    )

    /// Parses bytes.
    ///
    /// - Parameters:
    ///   - url: the document's address; relative references start from it.
    ///   - dictionary: the names table to share; `nil` for one of its own.
    ///   - prepare: what to set on the parser before it starts.
    /// - Returns: the document, which the caller frees, or `nil` when the session has recorded why not.
    static func parse(
        _ bytes: [UInt8], url: String, trust: DocumentTrust, session: Session, dictionary: xmlDictPtr? = nil,
        prepare: (xmlParserCtxtPtr) -> Void = { _ in }
    ) -> xmlDocPtr? {
        bytes.withUnsafeBufferPointer {
            parse($0, url: url, trust: trust, session: session, dictionary: dictionary, prepare: prepare)
        }
    }

    /// Parses bytes in memory that stays until it is done; else as above.
    static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, url: String, trust: DocumentTrust, session: Session,
        dictionary: xmlDictPtr? = nil, prepare: (xmlParserCtxtPtr) -> Void = { _ in }
    ) -> xmlDocPtr? {
        guard let size = Int32(exactly: bytes.count) else {
            session.limit = ("bytes in memory", "\(Int32.max)")
            return nil
        }
        return parse(trust: trust, session: session, dictionary: dictionary) { parser in
            prepare(parser)
            let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            return xmlCtxtReadMemory(parser, start, size, url, nil, options)
        }
    }

    /// Parses what an open file descriptor gives, without holding the text in memory. The caller closes it.
    static func parse(descriptor: Int32, url: String, trust: DocumentTrust, session: Session) -> xmlDocPtr? {
        parse(trust: trust, session: session, dictionary: nil) { xmlCtxtReadFd($0, descriptor, url, nil, options) }
    }

    /// Parses what a source gives, without holding the text in memory.
    ///
    /// - Parameter prepare: what to set on the parser before it starts.
    /// - Throws: `unreadableFile`.
    static func parse(
        _ source: any ByteSource, trust: DocumentTrust, session: Session, prepare: (xmlParserCtxtPtr) -> Void
    ) throws(XSLTError) -> xmlDocPtr? {
        let reader = SourceReader(source)
        let document = parse(trust: trust, session: session, dictionary: nil) { parser in
            prepare(parser)
            let context = Unmanaged.passUnretained(reader).toOpaque()
            return xmlCtxtReadIO(parser, SourceReader.read, nil, context, source.name, nil, options)
        }
        if let failure = reader.failure {
            xmlFreeDoc(document)
            throw failure
        }
        return document
    }

    /// Reads to the end without building anything, for the errors alone.
    static func check(descriptor: Int32, url: String, session: Session) {
        guard let parser = xmlNewParserCtxt(), let events = parser.pointee.sax else { return }
        defer { xmlFreeParserCtxt(parser) }
        events.pointee = xmlSAXHandler()
        events.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        session.run { xmlFreeDoc(xmlCtxtReadFd(parser, descriptor, url, nil, options)) }
    }

    /// What all ways of parsing share: `read` starts the parser, the rest decides whether to believe it.
    private static func parse(
        trust: DocumentTrust, session: Session, dictionary: xmlDictPtr?, _ read: (xmlParserCtxtPtr) -> xmlDocPtr?
    ) -> xmlDocPtr? {
        guard let parser = xmlNewParserCtxt() else { return nil }
        defer { xmlFreeParserCtxt(parser) }
        if let dictionary { share(dictionary, with: parser) }
        if trust == .data { refuseDoctype(parser) }
        let errorsBefore = session.errorCount
        let document = read(parser)
        guard session.refusal == nil, session.errorCount == errorsBefore, parser.pointee.wellFormed == 1 else {
            xmlFreeDoc(document ?? parser.pointee.myDoc)
            parser.pointee.myDoc = nil
            return nil
        }
        return document
    }

    /// Makes the parser keep its names in a table that the stylesheet owns.
    private static func share(_ dictionary: xmlDictPtr, with parser: xmlParserCtxtPtr) {
        xmlDictFree(parser.pointee.dict)
        parser.pointee.dict = dictionary
        xmlDictReference(dictionary)
    }

    /// Stops at the DOCTYPE, before any declaration in it is read.
    private static func refuseDoctype(_ parser: xmlParserCtxtPtr) {
        parser.pointee.sax.pointee.internalSubset = { context, _, _, _ in
            Session.active.current?.refuse("a DOCTYPE in data; send the document without it")
            cw_refuse_document(context)
        }
    }
}

/// Hands a source to the parser; a class, because the C callback needs an address that stays.
private final class SourceReader {
    /// What is read.
    private let source: any ByteSource
    /// Why it could not be read.
    private(set) var failure: XSLTError?

    /// Reads nothing yet.
    init(_ source: any ByteSource) {
        self.source = source
    }

    /// Reads one piece; -1 stops the parser.
    static let read: xmlInputReadCallback = { context, buffer, length in
        guard let context, let buffer, length >= 0 else { return -1 }
        return Unmanaged<SourceReader>.fromOpaque(context).takeUnretainedValue()
            .read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(length)))
    }

    /// Fills the buffer: the parser takes little for the end. No Swift error may cross a C frame: it is kept.
    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        do throws(XSLTError) {
            var count = 0
            while count < buffer.count {
                let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
                if read == 0 { break }
                count += read
            }
            return Int32(count)
        } catch {
            failure = error
            return -1
        }
    }
}

extension Session {
    /// The error of a parse that gave no document.
    var parseError: XSLTError {
        if let refusal { return .forbidden(what: refusal, source: source) }
        if let limit { return .limitExceeded(source: source, what: limit.what, limit: limit.limit) }
        return .notWellFormed(source: source, diagnostics)
    }
}
