internal import CLibxslt

/// What is asked of the elements of a tree in many places.
extension UnsafeMutablePointer<xmlNode> {
    /// The child elements in order. The next one is known before one is handed out, so that one may be moved away.
    var childElements: some Sequence<xmlNodePtr> {
        sequence(state: xmlFirstElementChild(self)) { (next: inout xmlNodePtr?) -> xmlNodePtr? in
            guard let element = next else { return nil }
            next = xmlNextElementSibling(element)
            return element
        }
    }

    /// The namespace of an element, `nil` without.
    var namespaceURI: String? { pointee.ns.flatMap { NodeCopy.optionalString($0.pointee.href) } }

    /// Whether an element is one of XSLT.
    var isXSLT: Bool { namespaceURI == Namespace.xslt }

    /// The value of an element's attribute, `nil` without it.
    func attribute(_ name: String, in namespace: String? = nil) -> String? {
        guard pointee.properties != nil, let value = xmlGetNsProp(self, name, namespace) else { return nil }
        defer { cw_free(value) }
        return String(cString: value)
    }
}
