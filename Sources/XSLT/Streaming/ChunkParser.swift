internal import CLibxslt

/// Parses the document of a chunk into libxml2's tree, with the lines and columns of the input.
final class ChunkParser {
    /// What people call the input.
    private let name: String
    /// Leaves out what the stylesheet never reads.
    private let filter: TreeFilter?
    /// Where the next start tag that was put before the input's own bytes stands.
    private var places: ArraySlice<Chunk.Place> = []
    /// Where the input's own bytes begin.
    private var place = Chunk.Place(line: 1, column: 1)
    /// Whether a record was put before those bytes, and how many of its elements are open.
    private var opensWithPilot = false, pilotDepth = 0

    /// Parses chunks of the input called `name`.
    init(name: String, projection: Projection?) {
        self.name = name
        filter = projection.map(TreeFilter.init)
    }

    /// Parses.
    ///
    /// - Throws: `notWellFormed` with lines of the input, `forbidden`, `limitExceeded`.
    func parse(_ document: ChunkDocument) throws(XSLTError) -> XMLDocument {
        let session = Session(source: name)
        places = document.openingPlaces[...]
        place = document.place
        opensWithPilot = document.opensWithPilot
        pilotDepth = 0
        let parsed = session.run {
            Parser.parse(document.text.bytes, url: name, trust: .data, session: session, prepare: prepare)
        }
        guard let parsed else { throw session.parseError }
        return XMLDocument(owning: parsed, name: name)
    }

    /// Sets the handlers that move the parser's place and leave out elements.
    private func prepare(_ parser: xmlParserCtxtPtr) {
        parser.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        parser.pointee.sax.pointee.startDocument = { context in
            xmlSAX2StartDocument(context)
            ChunkParser.of(context)?.begin(context)
        }
    }

    /// The parser that libxml2 is calling back.
    private static func of(_ context: UnsafeMutableRawPointer?) -> ChunkParser? {
        guard let owner = context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private else { return nil }
        return Unmanaged<ChunkParser>.fromOpaque(owner).takeUnretainedValue()
    }

    /// Goes to the place of the first start tag; those that were put before the bytes have places of their own.
    private func begin(_ context: UnsafeMutableRawPointer?) {
        guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
        guard let first = places.popFirst() else { return finish(parser) }
        Self.move(parser, to: first)
        parser.pointee.sax.pointee.startElementNs = {
            context, name, prefix, uri, namespaces, declared, count, defaulted, values in
            xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, declared, count, defaulted, values)
            ChunkParser.of(context)?.openedAncestor(context)
        }
    }

    /// Goes on to the place of the next start tag, or of the bytes.
    private func openedAncestor(_ context: UnsafeMutableRawPointer?) {
        guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
        if let next = places.popFirst() {
            Self.move(parser, to: next)
        } else if opensWithPilot {
            readPilot(parser)
        } else {
            // The column moves on by one for the `>` of the tag that was just read.
            Self.move(parser, to: Chunk.Place(line: place.line, column: place.column - 1))
            finish(parser)
        }
    }

    /// Waits for the end of the record that was put before the bytes.
    private func readPilot(_ parser: xmlParserCtxtPtr) {
        parser.pointee.sax.pointee.startElementNs = {
            context, name, prefix, uri, namespaces, declared, count, defaulted, values in
            xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, declared, count, defaulted, values)
            ChunkParser.of(context)?.pilotDepth += 1
        }
        parser.pointee.sax.pointee.endElementNs = { context, name, prefix, uri in
            xmlSAX2EndElementNs(context, name, prefix, uri)
            ChunkParser.of(context)?.closedInPilot(context)
        }
    }

    /// Goes on to the place of the bytes when the record is complete.
    private func closedInPilot(_ context: UnsafeMutableRawPointer?) {
        guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
        pilotDepth -= 1
        guard pilotDepth == 0 else { return }
        Self.move(parser, to: place)
        finish(parser)
    }

    /// From here on the bytes of the input come.
    private func finish(_ parser: xmlParserCtxtPtr) {
        parser.pointee.sax.pointee.startElementNs = xmlSAX2StartElementNs
        parser.pointee.sax.pointee.endElementNs = xmlSAX2EndElementNs
        filter?.install(in: parser)
    }

    /// Makes the parser count from a place.
    private static func move(_ parser: xmlParserCtxtPtr, to place: Chunk.Place) {
        parser.pointee.input.pointee.line = Int32(clamping: place.line)
        parser.pointee.input.pointee.col = Int32(clamping: place.column)
    }
}
