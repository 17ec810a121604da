internal import CLibxslt

/// The texts of `generate-id()`: `id1`, `id2` and so on, in the order in which a transform asks for nodes.
///
/// libxslt makes them of addresses. Those are other texts in every run, and they tell a reader of the output where the process
/// keeps its memory.
struct NodeNames {
    /// A namespace node is made anew by every expression, so its element and prefix stand for it.
    private struct Identity: Hashable {
        let address: UnsafeMutableRawPointer
        var prefix: String?
    }

    private var numbers: [Identity: Int] = [:]

    /// Registers the function in one transform.
    static func install(in transform: xsltTransformContextPtr) {
        let context = transform.pointee.xpathCtxt
        // A name that is taken has to be given back first.
        xmlXPathRegisterFunc(context, "generate-id", nil)
        xmlXPathRegisterFunc(context, "generate-id", function)
    }

    /// What is no node-set is libxslt's to refuse.
    private static let function: xmlXPathFunction = { parser, count in
        guard let parser, let session = Session.active.current else { return }
        if count == 0, let node = parser.pointee.context.pointee.node {
            valuePush(parser, xmlXPathNewCString(session.nodeNames.name(of: node)))
            return
        }
        guard count == 1, let object = parser.pointee.value, object.pointee.type == XPATH_NODESET else {
            return xsltGenerateIdFunction(parser, count)
        }
        let name = object.pointee.nodesetval.flatMap(first).map { session.nodeNames.name(of: $0) }
        xmlXPathFreeObject(valuePop(parser))
        valuePush(parser, xmlXPathNewCString(name ?? ""))
    }

    /// The first of some nodes in document order.
    private static func first(of nodes: xmlNodeSetPtr) -> xmlNodePtr? {
        guard let table = nodes.pointee.nodeTab else { return nil }
        var first: xmlNodePtr?
        for index in 0..<Int(nodes.pointee.nodeNr) {
            guard let node = table[index] else { continue }
            // -1 says that the second one comes before the first.
            if first == nil || xmlXPathCmpNodes(first, node) == -1 { first = node }
        }
        return first
    }

    private mutating func name(of node: xmlNodePtr) -> String {
        let identity = Self.identity(of: node)
        let number = numbers[identity] ?? numbers.count + 1
        numbers[identity] = number
        return "id\(number)"
    }

    private static func identity(of node: xmlNodePtr) -> Identity {
        guard node.pointee.type == XML_NAMESPACE_DECL else { return Identity(address: UnsafeMutableRawPointer(node)) }
        return node.withMemoryRebound(to: xmlNs.self, capacity: 1) { namespace in
            // The copies that expressions make lead to their element by `next`.
            let element = namespace.pointee.next.map(UnsafeMutableRawPointer.init) ?? UnsafeMutableRawPointer(node)
            return Identity(address: element, prefix: namespace.pointee.prefix.map { String(cString: $0) } ?? "")
        }
    }
}
