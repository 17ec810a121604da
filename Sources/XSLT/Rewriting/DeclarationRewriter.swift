internal import CLibxslt

/// Writes declarations anew that libxslt reads wrongly, so that it reads them right.
struct DeclarationRewriter {
    private let root: xmlNodePtr
    private var prefixes = 0

    /// Rewrites a stylesheet before it is compiled.
    static func apply(to document: xmlDocPtr) {
        wrap(document)
        guard let root = xmlDocGetRootElement(document) else { return }
        var rewriter = DeclarationRewriter(root: root)
        rewriter.visit(root)
    }

    private init(root: xmlNodePtr) {
        self.root = root
    }

    /// A literal element as the whole stylesheet that says something of prefixes is put into the template that it stands for (XSLT 1.0,
    /// section 2.3).
    private static func wrap(_ document: xmlDocPtr) {
        guard let literal = xmlDocGetRootElement(document), let version = literal.attribute("version", in: Namespace.xslt),
            literal.attribute("exclude-result-prefixes", in: Namespace.xslt) != nil
                || literal.attribute("extension-element-prefixes", in: Namespace.xslt) != nil,
            let stylesheet = xmlNewDocNode(document, nil, "stylesheet", nil)
        else { return }
        let namespace = xmlNewNs(stylesheet, Namespace.xslt, "crosswalk-xsl")
        xmlSetNs(stylesheet, namespace)
        xmlSetNsProp(stylesheet, nil, "version", version)
        xmlDocSetRootElement(document, stylesheet)
        let template = xmlNewChild(stylesheet, namespace, "template", nil)
        xmlSetNsProp(template, nil, "match", "/")
        xmlAddChild(template, literal)
    }

    /// An element and what is in it; depth is bounded by the parser (256).
    private mutating func visit(_ element: xmlNodePtr) {
        if element.isXSLT, NodeCopy.string(element.pointee.name) == "attribute-set" { turnSets(of: element) }
        if !element.isXSLT, element != root {
            raise("exclude-result-prefixes", from: element)
            raise("extension-element-prefixes", from: element)
        }
        for child in element.childElements { visit(child) }
    }

    /// Of the sets that a set uses, a later one wins (XSLT 1.0, section 7.1.4); libxslt lets the first one win.
    private func turnSets(of element: xmlNodePtr) {
        guard let value = element.attribute("use-attribute-sets") else { return }
        let names = value.split(whereSeparator: \.isXMLBlank)
        if names.count > 1 { xmlSetNsProp(element, nil, "use-attribute-sets", names.reversed().joined(separator: " ")) }
    }

    /// What a literal element says of prefixes (XSLT 1.0, sections 7.1.1 and 14.1) libxslt reads and forgets; it is said of the whole
    /// stylesheet instead.
    private mutating func raise(_ name: String, from element: xmlNodePtr, as raisedName: String? = nil) {
        guard let value = element.attribute(name, in: Namespace.xslt) else { return }
        let raisedName = raisedName ?? name
        var raised = root.attribute(raisedName).map { [$0] } ?? []
        for prefix in value.split(whereSeparator: \.isXMLBlank) {
            let prefix = prefix == "#default" ? nil : String(prefix)
            guard let found = xmlSearchNs(element.pointee.doc, element, prefix),
                let namespace = NodeCopy.optionalString(found.pointee.href)
            else { continue }
            raised.append(prefixAtRoot(for: namespace, preferring: prefix ?? ""))
        }
        xmlSetNsProp(root, nil, raisedName, raised.joined(separator: " "))
        // Namespaces of extension elements are no part of the result either.
        if raisedName == "extension-element-prefixes" { raise(name, from: element, as: "exclude-result-prefixes") }
    }

    /// A prefix that the root element knows the namespace by, a new one if need be. libxslt knows extension elements by their prefix,
    /// so it is the same wherever it can be.
    private mutating func prefixAtRoot(for namespace: String, preferring wanted: String) -> String {
        var declared: [String: String] = [:]
        var next = root.pointee.nsDef
        while let declaration = next {
            declared[NodeCopy.optionalString(declaration.pointee.prefix) ?? ""] = NodeCopy.optionalString(
                declaration.pointee.href)
            next = declaration.pointee.next
        }
        if declared[wanted] == namespace { return wanted.isEmpty ? "#default" : wanted }
        if let other = declared.first(where: { $0.value == namespace && !$0.key.isEmpty }), wanted.isEmpty { return other.key }
        prefixes += 1
        let prefix = wanted.isEmpty || declared[wanted] != nil ? "crosswalk-\(prefixes)" : wanted
        xmlNewNs(root, namespace, prefix)
        return prefix
    }
}
