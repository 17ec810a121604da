internal import CLibxslt

/// Converts between XPath objects of libxml2 and values.
enum XPathConversion {
    /// A copy of an XPath object.
    static func value(of object: xmlXPathObjectPtr) -> XPathValue {
        switch object.pointee.type {
        case XPATH_NODESET, XPATH_XSLT_TREE: .nodes(nodes(of: object.pointee.nodesetval))
        case XPATH_BOOLEAN: .boolean(object.pointee.boolval != 0)
        case XPATH_NUMBER: .number(object.pointee.floatval)
        case XPATH_STRING: .string(NodeCopy.optionalString(object.pointee.stringval) ?? "")
        default: .string("")
        }
    }

    /// An XPath object as text; nothing but texts is copied.
    static func text(of object: xmlXPathObjectPtr) -> XPathText {
        switch object.pointee.type {
        case XPATH_NODESET, XPATH_XSLT_TREE: .nodes(texts(of: object.pointee.nodesetval))
        case XPATH_STRING: .value(NodeCopy.optionalString(object.pointee.stringval) ?? "")
        default: .value(value(of: object).string)
        }
    }

    /// The texts of the nodes in document order, which libxml2 brings the arguments of functions into.
    private static func texts(of set: xmlNodeSetPtr?) -> [String] {
        guard let set, let table = set.pointee.nodeTab else { return [] }
        return (0..<Int(set.pointee.nodeNr)).map { table[$0].map(NodeCopy.text) ?? "" }
    }

    /// Whether all nodes of the object can be copied by recursion; trees that a stylesheet builds have any depth.
    static func isShallow(_ object: xmlXPathObjectPtr) -> Bool {
        guard object.pointee.type == XPATH_NODESET || object.pointee.type == XPATH_XSLT_TREE, let set = object.pointee.nodesetval,
            let table = set.pointee.nodeTab
        else { return true }
        return (0..<Int(set.pointee.nodeNr)).allSatisfy { table[$0].map(NodeCopy.isShallow) ?? true }
    }

    /// Copies of the nodes in document order.
    private static func nodes(of set: xmlNodeSetPtr?) -> [XMLElement] {
        guard let set, let table = set.pointee.nodeTab else { return [] }
        if set.pointee.nodeNr > 1 { xmlXPathNodeSetSort(set) }
        return (0..<Int(set.pointee.nodeNr)).compactMap { table[$0].map(NodeCopy.value) }
    }

    /// An XPath object for a value; nodes are built in a tree fragment that lives as long as the calling template.
    static func object(from value: XPathValue, _ transform: xsltTransformContextPtr) -> xmlXPathObjectPtr? {
        switch value {
        case .string(let text): xmlXPathNewCString(text)
        case .number(let number): xmlXPathNewFloat(number)
        case .boolean(let flag): xmlXPathNewBoolean(flag ? 1 : 0)
        case .nodes(let elements): nodeSet(of: elements, transform)
        }
    }

    /// A node-set of new nodes.
    private static func nodeSet(of elements: [XMLElement], _ transform: xsltTransformContextPtr) -> xmlXPathObjectPtr? {
        let result = xmlXPathNewNodeSet(nil)
        for element in elements {
            guard let result, let fragment = xsltCreateRVT(transform) else { break }
            xsltRegisterLocalRVT(transform, fragment)
            xmlXPathNodeSetAdd(result.pointee.nodesetval, node(for: element, in: fragment))
        }
        return result
    }

    /// The node of an element; of one without a name the fragment itself. Each has a fragment of its own, because the
    /// nodes of a result are no siblings.
    private static func node(for element: XMLElement, in fragment: xmlDocPtr) -> xmlNodePtr? {
        let root = UnsafeMutableRawPointer(fragment).assumingMemoryBound(to: xmlNode.self)
        guard element.name.isEmpty else { return NodeBuilder.append(element, to: root, in: fragment) }
        NodeBuilder.append(element.children, to: root, in: fragment)
        return root
    }
}
