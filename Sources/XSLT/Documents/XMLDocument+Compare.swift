internal import CLibxslt

extension XMLDocument {
    /// The document in canonical form (C14N 1.0, no comments), white space between elements dropped. For tests.
    ///
    /// - Throws: `failed` when libxml2 cannot canonicalise it.
    public func canonical() throws(XSLTError) -> String {
        guard let copy = xmlCopyDoc(pointer, 1) else { throw notCanonical("no memory for a copy") }
        defer { xmlFreeDoc(copy) }
        if let root = xmlDocGetRootElement(copy) { Self.dropWhitespace(in: root) }
        let session = Session(source: name)
        var text: UnsafeMutablePointer<xmlChar>?
        let length = session.run { xmlC14NDocDumpMemory(copy, nil, Int32(XML_C14N_1_0.rawValue), nil, 0, &text) }
        defer { cw_free(text) }
        guard length >= 0, let text else { throw notCanonical(session.diagnostics.first?.message ?? "unknown reason") }
        return String(cString: text)
    }

    /// The first place where two documents differ, `nil` when they mean the same. Prefixes, the order of attributes,
    /// comments and white space between elements do not count.
    ///
    /// - Returns: a path such as `/Company/SalesOrder[2]/Id` and both values.
    public static func firstDifference(_ a: XMLDocument, _ b: XMLDocument) throws(XSLTError) -> String? {
        let first = try a.root
        let second = try b.root
        return Difference.between(first, second, path: "/\(first.name)")
    }

    /// The error of a document without a canonical form.
    private func notCanonical(_ reason: String) -> XSLTError {
        .failed(source: name, [Diagnostic(message: "no canonical form: \(reason)", file: name)])
    }

    /// Removes text that is only white space beside child elements.
    private static func dropWhitespace(in element: xmlNodePtr) {
        let mixed = xmlFirstElementChild(element) != nil
        var next = element.pointee.children
        while let node = next {
            next = node.pointee.next
            if node.pointee.type == XML_ELEMENT_NODE {
                dropWhitespace(in: node)
            } else if mixed, xmlIsBlankNode(node) == 1 {
                xmlUnlinkNode(node)
                xmlFreeNode(node)
            }
        }
    }
}
