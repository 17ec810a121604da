internal import CLibxslt

/// What became of one document made from a chunk.
struct ChunkOutput {
    /// The serialised result of the document.
    var bytes: [UInt8] = []
    /// What the stylesheet said.
    var messages: [Diagnostic] = []
    /// Whether the output of the records stands among text, which is written without indentation; `nil` where nothing depends on it.
    var isMixed: Bool?
    /// The records of the chunk's own in the document, numbered from 0; empty where nobody asks.
    var records: [RecordOutline] = []
    /// Elements of the result that are counted.
    var counted = 0
}

/// Transforms documents made from chunks, on one thread, with a compiled stylesheet of its own.
final class ChunkTransformer {
    /// The stylesheet of this thread.
    private let compiled: CompiledStylesheet
    /// Values of global parameters.
    private let parameters: [String: ParameterValue]
    /// Reads chunks.
    private let parser: ChunkParser
    /// Writes results where it knows how; `nil` when it is switched off.
    private let writer: ResultWriter?
    /// What `xsl:output` asks for.
    let rules: OutputRules
    /// The result without records; set before the first chunk where the place of records has to be known.
    var shape: ResultShape?

    /// Tells which records there are; `nil` where nobody asks.
    private let outlines: OutlineReader?
    /// Counts in results.
    private let counter: ResultCounter?

    /// Takes a compiled stylesheet over.
    init(
        _ compiled: CompiledStylesheet, parameters: [String: ParameterValue], input: String, projection: Projection?,
        outlines: OutlineReader? = nil, countedPath: [String] = []
    ) {
        self.compiled = compiled
        self.parameters = parameters
        self.outlines = outlines
        parser = ChunkParser(name: input, projection: projection)
        writer = compiled.stylesheet.options.writesResults ? ResultWriter(compiled.pointer) : nil
        rules = OutputRules(compiled.pointer)
        counter = rules.isText ? nil : ResultCounter(countedPath)
    }

    /// Transforms.
    ///
    /// - Throws: what the input or the stylesheet did wrong; `unsuitable` for a result that cannot be put together from pieces.
    func run(_ document: ChunkDocument) throws(StreamingStop) -> ChunkOutput {
        try Arena.scope(compiled.stylesheet.options.usesArena) { () throws(StreamingStop) in
            let input = try stopping { () throws(XSLTError) in try parser.parse(document) }
            // Before the transform, which strips white space from the tree.
            let records = outlines?.outlines(of: input.pointer, skipsFirst: document.hasPilot) ?? []
            return try result(of: input) { (tree, session) throws(StreamingStop) in
                ChunkOutput(
                    bytes: try stopping { () throws(XSLTError) in try serialise(tree, session) },
                    messages: session.diagnostics, isMixed: try mixture(tree), records: records,
                    counted: counter?.count(in: tree) ?? 0)
            }
        }
    }

    /// Transforms a document of which nothing but the frame is wanted, for what ``shape`` needs.
    func runEmpty(_ document: ChunkDocument) throws(StreamingStop) -> (output: ChunkOutput, shape: ResultShape?) {
        let input = try stopping { () throws(XSLTError) in try parser.parse(document) }
        return try result(of: input) { (tree, session) throws(StreamingStop) in
            let bytes = try stopping { () throws(XSLTError) in try serialise(tree, session) }
            let counted = counter?.count(in: tree) ?? 0
            return (ChunkOutput(bytes: bytes, messages: session.diagnostics, counted: counted), ResultShape(tree))
        }
    }

    /// Transforms and hands the tree on.
    private func result<Result>(
        of input: XMLDocument, _ use: (xmlDocPtr, Session) throws(StreamingStop) -> Result
    ) throws(StreamingStop) -> Result {
        let run = TransformRun(compiled, input, parameters)
        return try stopping { () throws(XSLTError) in
            try run.withTree { (tree, session) in Swift.Result { () throws(StreamingStop) in try use(tree, session) } }
        }.get()
    }

    /// Writes a result tree.
    private func serialise(_ tree: xmlDocPtr, _ session: Session) throws(XSLTError) -> [UInt8] {
        if let written = writer?.bytes(of: tree) { return written }
        return try Serialiser.bytes(of: tree, compiled.pointer, session)
    }

    /// Whether the output of the records stands among text.
    private func mixture(_ tree: xmlDocPtr) throws(StreamingStop) -> Bool? {
        guard tree.pointee.type == XML_DOCUMENT_NODE else { throw .unsuitable("the output is HTML") }
        guard !rules.isText, tree.pointee.children != nil else { return nil }
        if !rules.isNeverIndented, !Self.hasOneElement(tree) {
            throw .unsuitable("the output has not exactly one document element")
        }
        guard rules.needsPlace, let shape else { return nil }
        guard let place = shape.place(in: tree) else { return nil }
        return try isMixed(place)
    }

    /// Whether the document holds one element and nothing else but its type.
    private static func hasOneElement(_ tree: xmlDocPtr) -> Bool {
        var node = tree.pointee.children
        if node?.pointee.type == XML_DTD_NODE { node = node?.pointee.next }
        return node?.pointee.type == XML_ELEMENT_NODE && node?.pointee.next == nil
    }

    /// Whether an element holds text directly.
    private func isMixed(_ element: xmlNodePtr) throws(StreamingStop) -> Bool {
        var isMixed = false
        var next = element.pointee.children
        while let node = next {
            switch node.pointee.type {
            case XML_TEXT_NODE, XML_ENTITY_REF_NODE: isMixed = true
            case XML_CDATA_SECTION_NODE: throw .unsuitable("records are written into a CDATA section")
            default: break
            }
            next = node.pointee.next
        }
        return isMixed
    }
}
