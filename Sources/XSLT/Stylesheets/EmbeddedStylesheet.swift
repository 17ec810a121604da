internal import CLibxslt

/// A stylesheet inside of the document that names it: `<?xml-stylesheet type="text/xsl" href="#id"?>` (XSLT 1.0, section 2.7).
enum EmbeddedStylesheet {
    /// Makes the stylesheet that a document names the whole of the document. One that is a stylesheet itself, or names none, stays as
    /// it is.
    static func extract(from document: xmlDocPtr) {
        guard let root = xmlDocGetRootElement(document), !isStylesheet(root), let id = namedID(in: document),
            let stylesheet = element(id, in: root), stylesheet != root
        else { return }
        declareNamespaces(on: stylesheet, document)
        xmlUnlinkNode(stylesheet)
        xmlDocSetRootElement(document, stylesheet)
        xmlReconciliateNs(document, stylesheet)
        xmlFreeNode(root)
    }

    /// The name behind `#` in the instruction before the root element; libxslt asks for an ID of the DTD, the first `id` does too.
    private static func namedID(in document: xmlDocPtr) -> String? {
        var next = document.pointee.children
        while let node = next, node.pointee.type != XML_ELEMENT_NODE {
            if node.pointee.type == XML_PI_NODE, NodeCopy.string(node.pointee.name) == "xml-stylesheet",
                let text = NodeCopy.optionalString(node.pointee.content),
                let id = text.firstMatch(of: /href\s*=\s*["']#([^"']+)["']/)
            {
                return String(id.1)
            }
            next = node.pointee.next
        }
        return nil
    }

    /// Depth is bounded by the parser (256).
    private static func element(_ id: String, in element: xmlNodePtr) -> xmlNodePtr? {
        if isStylesheet(element), element.attribute("id") == id { return element }
        for child in element.childElements {
            if let found = self.element(id, in: child) { return found }
        }
        return nil
    }

    private static func isStylesheet(_ element: xmlNodePtr) -> Bool {
        element.isXSLT && ["stylesheet", "transform"].contains(NodeCopy.string(element.pointee.name))
    }

    /// Prefixes in expressions mean what they mean around the stylesheet.
    private static func declareNamespaces(on element: xmlNodePtr, _ document: xmlDocPtr) {
        guard let list = xmlGetNsList(document, element) else { return }
        defer { cw_free(list) }
        var index = 0
        while let namespace = list[index] {
            xmlNewNs(element, namespace.pointee.href, namespace.pointee.prefix)
            index += 1
        }
    }
}
