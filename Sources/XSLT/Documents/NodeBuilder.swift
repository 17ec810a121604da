internal import CLibxslt

/// Builds libxml2 nodes from values.
enum NodeBuilder {
    /// Appends a copy of `element` to `parent`; an element named `#text` becomes text.
    @discardableResult
    static func append(_ element: XMLElement, to parent: xmlNodePtr, in document: xmlDocPtr) -> xmlNodePtr? {
        if element.name == "#text" { return appendText(element.text, to: parent, in: document) }
        let node = xmlNewDocNode(document, nil, element.name, nil)
        xmlAddChild(parent, node)
        guard let node else { return nil }
        if let namespace = element.namespace { xmlSetNs(node, declaration(namespace, element.prefix, on: node, document)) }
        for attribute in element.attributes { append(attribute, to: node, in: document) }
        append(element.children, to: node, in: document)
        return node
    }

    /// Appends copies of elements and text to `parent`.
    static func append(_ children: [XMLNode], to parent: xmlNodePtr, in document: xmlDocPtr) {
        for child in children {
            switch child {
            case .element(let nested): append(nested, to: parent, in: document)
            case .text(let text): appendText(text, to: parent, in: document)
            }
        }
    }

    /// Appends a text node.
    @discardableResult
    private static func appendText(_ text: String, to parent: xmlNodePtr, in document: xmlDocPtr) -> xmlNodePtr? {
        xmlAddChild(parent, xmlNewDocText(document, text))
    }

    /// Adds an attribute; one in a namespace needs a prefix, so it gets one.
    private static func append(_ attribute: XMLAttribute, to node: xmlNodePtr, in document: xmlDocPtr) {
        let namespace = attribute.namespace.flatMap { declaration($0, attribute.prefix ?? "ns", on: node, document) }
        xmlNewNsProp(node, namespace, attribute.name, attribute.value)
    }

    /// A declaration of the namespace under that prefix that is in scope, or a new one.
    private static func declaration(_ namespace: String, _ prefix: String?, on node: xmlNodePtr, _ document: xmlDocPtr)
        -> xmlNsPtr?
    {
        if let found = xmlSearchNs(document, node, prefix), String(cString: found.pointee.href) == namespace { return found }
        return xmlNewNs(node, namespace, prefix)
    }
}
