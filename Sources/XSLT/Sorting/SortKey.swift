internal import CLibxslt

/// One `xsl:sort` of a list: how it compares, and what of every node, evaluated when the keys before it leave two nodes equal.
final class SortKey {
    /// What the nodes are compared by.
    private enum Values {
        case numbers([Double])
        /// By code points, which is the order of the bytes of UTF-8.
        case bytes([[UInt8]])
        case texts([String], Collation)
    }

    private let instruction: xmlNodePtr
    private let compiled: xsltStylePreCompPtr
    private let nodes: [xmlNodePtr?]
    private let transform: xsltTransformContextPtr
    private let isDescending: Bool
    private let isNumber: Bool
    private let collation: Collation?
    private lazy var values = evaluated()

    /// Whether it asks for more than the order of code points.
    static func isSpecial(_ instruction: xmlNodePtr) -> Bool {
        let names: [String] = ["data-type", "lang", "case-order"]
        return names.contains { (name: String) in xmlHasProp(instruction, name) != nil }
    }

    /// Reads the attributes of an instruction; `nil` when it did not compile, which libxslt has told.
    ///
    /// - Parameter nodes: the list in its order before sorting.
    init?(_ instruction: xmlNodePtr, _ nodes: [xmlNodePtr?], _ transform: xsltTransformContextPtr) {
        guard let pointer = instruction.pointee.psvi else { return nil }
        compiled = pointer.assumingMemoryBound(to: xsltStylePreComp.self)
        guard compiled.pointee.comp != nil else { return nil }
        self.instruction = instruction
        self.nodes = nodes
        self.transform = transform
        let value = { (name: String) in Self.value(of: name, instruction, transform) }
        isDescending = Self.choice(value("order"), "order", ["ascending", "descending"], instruction, transform) == 1
        isNumber = Self.choice(value("data-type"), "data-type", ["text", "number"], instruction, transform) == 1
        let caseOrder = value("case-order")
        let isUpperFirst = caseOrder.map {
            Self.choice($0, "case-order", ["lower-first", "upper-first"], instruction, transform) == 1
        }
        collation = Session.active.current?.collation(language: value("lang"), isUpperFirst: isUpperFirst)
    }

    /// The attribute, evaluated; `nil` without it.
    private static func value(of name: String, _ instruction: xmlNodePtr, _ transform: xsltTransformContextPtr) -> String? {
        guard let text = xsltEvalAttrValueTemplate(transform, instruction, name, nil) else { return nil }
        defer { cw_free(text) }
        return String(cString: text)
    }

    /// Which of the words a value is; the first is the default.
    private static func choice(
        _ value: String?, _ name: String, _ words: [String], _ instruction: xmlNodePtr, _ transform: xsltTransformContextPtr
    ) -> Int {
        guard let value else { return 0 }
        if let index = words.firstIndex(of: value) { return index }
        let former = transform.pointee.inst
        transform.pointee.inst = instruction
        Session.active.current?.record(
            error: "xsl:sort: \(name) is '\(value)'; it can be '\(words[0])' or '\(words[1])'"
                + NameHint.hint(for: value, among: words))
        transform.pointee.inst = former
        return 0
    }

    /// Negative when the node at `left` comes first.
    func compare(_ left: Int, _ right: Int) -> Int {
        let difference: Int =
            switch values {
            case .numbers(let numbers): Self.compare(numbers[left], numbers[right])
            case .bytes(let bytes): Self.compare(bytes[left], bytes[right])
            case .texts(let texts, let collation): collation.compare(texts[left], texts[right])
            }
        return isDescending ? -difference : difference
    }

    /// What is no number comes before all numbers, as in XSLT 2.0; 1.0 is silent.
    private static func compare(_ left: Double, _ right: Double) -> Int {
        if left.isNaN || right.isNaN { return (left.isNaN ? 0 : 1) - (right.isNaN ? 0 : 1) }
        return left < right ? -1 : left > right ? 1 : 0
    }

    private static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left == right { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }

    /// The key of every node, with the node as current node and the unsorted list as current list.
    private func evaluated() -> Values {
        if isNumber { return .numbers(results { NumberParsing.number($0) }) }
        if let collation { return .texts(results { String(cString: $0) }, collation) }
        return .bytes(results { Array(UnsafeBufferPointer(start: $0, count: Int(xmlStrlen($0)))) })
    }

    private func results<Value>(_ convert: (UnsafePointer<xmlChar>) -> Value) -> [Value] {
        guard let context = transform.pointee.xpathCtxt else { return [] }
        let saved = (transform.pointee.node, transform.pointee.inst, context.pointee)
        defer {
            transform.pointee.node = saved.0
            transform.pointee.inst = saved.1
            context.pointee.contextSize = saved.2.contextSize
            context.pointee.proximityPosition = saved.2.proximityPosition
            context.pointee.node = saved.2.node
            context.pointee.namespaces = saved.2.namespaces
            context.pointee.nsNr = saved.2.nsNr
        }
        transform.pointee.inst = instruction
        return nodes.indices.map { index in
            transform.pointee.node = nodes[index]
            context.pointee.node = nodes[index]
            context.pointee.contextSize = Int32(nodes.count)
            context.pointee.proximityPosition = Int32(index + 1)
            context.pointee.namespaces = compiled.pointee.nsList
            context.pointee.nsNr = compiled.pointee.nsNr
            return result(context, convert)
        }
    }

    /// The key of the node that the context stands on. An expression without a result stops the transform.
    private func result<Value>(_ context: xmlXPathContextPtr, _ convert: (UnsafePointer<xmlChar>) -> Value) -> Value {
        guard let object = xmlXPathCompiledEval(compiled.pointee.comp, context) else {
            transform.pointee.state = XSLT_STATE_STOPPED
            return convert("")
        }
        defer { xmlXPathFreeObject(object) }
        guard let text = xmlXPathCastToString(object) else { return convert("") }
        defer { cw_free(text) }
        return convert(text)
    }
}
