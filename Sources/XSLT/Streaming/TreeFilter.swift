internal import CLibxslt

/// Leaves out, while parsing, the elements and texts that a stylesheet never reads.
///
/// It stands between the parser and the functions that build the tree. Those still see every element that is kept; of the rest the
/// parser checks that it is well-formed and nothing more.
final class TreeFilter {
    /// What is kept.
    private let projection: Projection
    /// The distinct names in it.
    private let names: [String]
    /// The state that the callbacks use, at an address that stays.
    private let state: UnsafeMutablePointer<FilterState>

    /// A filter that keeps what the projection names.
    init(_ projection: Projection) {
        self.projection = projection
        names = Array(Set(projection.nodes.map(\.name))).sorted()
        state = .allocate(capacity: 1)
        state.initialize(to: FilterState(projection, names: names))
    }

    deinit {
        state.pointee.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Puts the filter before the tree builder, from the elements on that are open now.
    func install(in parser: xmlParserCtxtPtr) {
        state.pointee.begin()
        for (index, name) in names.enumerated() {
            if let interned = xmlDictLookup(parser.pointee.dict, name, -1) { state.pointee.remember(interned, as: index) }
        }
        for index in 0..<Int(parser.pointee.nodeNr) {
            guard let node = parser.pointee.nodeTab[index] else { continue }
            if !state.pointee.open(node.pointee.name, node.pointee.ns?.pointee.href) { return }
        }
        parser.pointee._private = UnsafeMutableRawPointer(state)
        Self.setHandlers(parser.pointee.sax)
    }

    /// The callbacks. Blanks go where texts go: that keeps the parser from asking which of them are ignorable.
    private static func setHandlers(_ sax: UnsafeMutablePointer<xmlSAXHandler>) {
        sax.pointee.startElementNs = { context, name, prefix, uri, namespaces, declared, count, defaulted, values in
            guard let name, FilterState.of(context).pointee.open(name, uri) else { return }
            xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, declared, count, defaulted, values)
        }
        sax.pointee.endElementNs = { context, name, prefix, uri in
            if FilterState.of(context).pointee.close() { xmlSAX2EndElementNs(context, name, prefix, uri) }
        }
        sax.pointee.characters = { context, text, length in
            if FilterState.of(context).pointee.keepsText { xmlSAX2Characters(context, text, length) }
        }
        sax.pointee.ignorableWhitespace = sax.pointee.characters
        sax.pointee.cdataBlock = { context, text, length in
            // The parser was told to make text of CDATA sections, which is done by this very function.
            if FilterState.of(context).pointee.keepsText { xmlSAX2Characters(context, text, length) }
        }
        sax.pointee.comment = { context, text in
            if FilterState.of(context).pointee.keepsText { xmlSAX2Comment(context, text) }
        }
        sax.pointee.processingInstruction = { context, target, data in
            if FilterState.of(context).pointee.keepsText { xmlSAX2ProcessingInstruction(context, target, data) }
        }
    }
}
