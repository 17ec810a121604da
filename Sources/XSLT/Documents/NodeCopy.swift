internal import CLibxslt

/// Copies libxml2's nodes into values. C strings are copied at once, so nothing points into the tree afterwards.
enum NodeCopy {
    /// An element with all it holds. Depth is bounded by the parser (256), so the recursion is too.
    static func element(_ node: xmlNodePtr) -> XMLElement {
        var copy = start(of: node)
        copy.children = children(of: node)
        return copy
    }

    /// An element without its children.
    static func start(of node: xmlNodePtr) -> XMLElement {
        var copy = XMLElement(string(node.pointee.name), line: max(0, xmlGetLineNo(node)))
        if let namespace = node.pointee.ns {
            copy.prefix = optionalString(namespace.pointee.prefix)
            copy.namespace = optionalString(namespace.pointee.href)
        }
        copy.attributes = attributes(of: node)
        return copy
    }

    /// Any node of an XPath result; see ``XPathValue/nodes(_:)`` for what becomes what.
    static func value(_ node: xmlNodePtr) -> XMLElement {
        switch node.pointee.type {
        case XML_ELEMENT_NODE: return element(node)
        case XML_DOCUMENT_NODE, XML_DOCUMENT_FRAG_NODE: return XMLElement("", children: children(of: node))
        case XML_NAMESPACE_DECL: return namespace(node)
        case XML_ATTRIBUTE_NODE: return named(string(node.pointee.name), node)
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: return named("#text", node)
        default: return named(optionalString(node.pointee.name) ?? "#comment", node)
        }
    }

    /// The depth up to which ``isShallow(_:)`` is true.
    static let deepest = 1000

    /// Whether the subtree is at most ``deepest`` elements deep; walks without recursion.
    static func isShallow(_ top: xmlNodePtr) -> Bool {
        guard top.pointee.type != XML_NAMESPACE_DECL, top.pointee.type != XML_ATTRIBUTE_NODE else { return true }
        var node = top
        var depth = 0
        while true {
            if let child = node.pointee.children, node.pointee.type != XML_ENTITY_REF_NODE {
                depth += 1
                guard depth <= deepest else { return false }
                node = child
                continue
            }
            while node != top, node.pointee.next == nil, let parent = node.pointee.parent {
                node = parent
                depth -= 1
            }
            guard node != top, let next = node.pointee.next else { return true }
            node = next
        }
    }

    /// An element of that name that holds the text of `node`.
    private static func named(_ name: String, _ node: xmlNodePtr) -> XMLElement {
        var copy = XMLElement(name, text: content(of: node))
        copy.line = max(0, xmlGetLineNo(node))
        return copy
    }

    /// A namespace node is an `xmlNs` behind the pointer, not an `xmlNode`.
    private static func namespace(_ node: xmlNodePtr) -> XMLElement {
        let declaration = UnsafeRawPointer(node).assumingMemoryBound(to: xmlNs.self)
        return XMLElement(optionalString(declaration.pointee.prefix) ?? "", text: optionalString(declaration.pointee.href) ?? "")
    }

    /// The attributes in document order.
    private static func attributes(of node: xmlNodePtr) -> [XMLAttribute] {
        var copies: [XMLAttribute] = []
        var next = node.pointee.properties
        while let attribute = next {
            var copy = XMLAttribute(string(attribute.pointee.name), value(of: attribute))
            copy.prefix = attribute.pointee.ns.flatMap { optionalString($0.pointee.prefix) }
            copy.namespace = attribute.pointee.ns.flatMap { optionalString($0.pointee.href) }
            copies.append(copy)
            next = attribute.pointee.next
        }
        return copies
    }

    /// Nearly all attributes hold one text node, which needs no buffer of libxml2.
    static func value(of attribute: xmlAttrPtr) -> String {
        guard let child = attribute.pointee.children else { return "" }
        if child.pointee.next == nil, child.pointee.type == XML_TEXT_NODE { return optionalString(child.pointee.content) ?? "" }
        return content(of: UnsafeMutableRawPointer(attribute).assumingMemoryBound(to: xmlNode.self))
    }

    /// Elements and text; comments and processing instructions are left out.
    private static func children(of node: xmlNodePtr) -> [XMLNode] {
        var copies: [XMLNode] = []
        var next = node.pointee.children
        while let child = next {
            switch child.pointee.type {
            case XML_ELEMENT_NODE: copies.append(.element(element(child)))
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: appendText(optionalString(child.pointee.content) ?? "", to: &copies)
            case XML_ENTITY_REF_NODE: appendText(content(of: child), to: &copies)
            default: break
            }
            next = child.pointee.next
        }
        return copies
    }

    /// Text on both sides of a comment is one text.
    private static func appendText(_ text: String, to copies: inout [XMLNode]) {
        if case .text(let former) = copies.last {
            copies[copies.count - 1] = .text(former + text)
        } else {
            copies.append(.text(text))
        }
    }

    /// The text of any node, as XPath's `string()` gives it. Nearly all hold one text.
    static func text(_ node: xmlNodePtr) -> String {
        switch node.pointee.type {
        case XML_ELEMENT_NODE:
            guard let child = node.pointee.children else { return "" }
            if child.pointee.next == nil, child.pointee.type == XML_TEXT_NODE {
                return optionalString(child.pointee.content) ?? ""
            }
        case XML_ATTRIBUTE_NODE:
            return value(of: UnsafeMutableRawPointer(node).assumingMemoryBound(to: xmlAttr.self))
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE, XML_COMMENT_NODE, XML_PI_NODE:
            return optionalString(node.pointee.content) ?? ""
        default: break
        }
        guard let text = xmlXPathCastNodeToString(node) else { return "" }
        defer { cw_free(text) }
        return String(cString: text)
    }

    /// The text of a subtree as libxml2 gathers it.
    private static func content(of node: xmlNodePtr) -> String {
        guard let content = xmlNodeGetContent(node) else { return "" }
        defer { cw_free(content) }
        return String(cString: content)
    }

    /// A copy of a C string.
    static func string(_ text: UnsafePointer<xmlChar>) -> String { String(cString: text) }

    /// A copy of a C string that may be absent.
    static func optionalString(_ text: UnsafePointer<xmlChar>?) -> String? { text.map { String(cString: $0) } }
}
