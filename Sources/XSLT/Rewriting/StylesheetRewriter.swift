internal import CLibxslt

/// Changes the expressions of a parsed stylesheet before it is compiled. Patterns, literals and foreign elements stay as they are.
struct StylesheetRewriter {
    /// Attributes that hold an expression; those of `texts` become a text where they stand.
    private static let expressions: [String: [String]] = [
        "apply-templates": ["select"], "for-each": ["select"], "variable": ["select"], "param": ["select"],
        "with-param": ["select"],
        "if": ["test"], "when": ["test"], "number": ["value"],
    ]
    private static let texts: [String: [String]] = [
        "value-of": ["select"], "copy-of": ["select"], "sort": ["select"], "key": ["use"],
    ]
    /// Attributes that are attribute value templates.
    private static let templates: [String: [String]] = [
        "element": ["name", "namespace"], "attribute": ["name", "namespace"], "processing-instruction": ["name"],
    ]

    private let expressions: ExpressionRewriter
    /// Namespaces of extension elements, whose attributes mean what they please.
    private var extensionNamespaces: Set<String> = []

    /// Rewrites a document in place.
    static func apply(_ options: EngineOptions, to document: xmlDocPtr) {
        guard options.rewritesPaths || options.mendsNumbers, let root = xmlDocGetRootElement(document) else { return }
        var rewriter = StylesheetRewriter(expressions: ExpressionRewriter(options: options))
        rewriter.gatherExtensions(root)
        guard root.isXSLT else { return rewriter.rewrite(root) }
        for child in root.childElements where child.isXSLT { rewriter.rewrite(child) }
    }

    private init(expressions: ExpressionRewriter) {
        self.expressions = expressions
    }

    private mutating func gatherExtensions(_ node: xmlNodePtr) {
        var found: [String] = []
        forEachAttribute(of: node) { name, _, value in
            if name == "extension-element-prefixes" { found += value.split(whereSeparator: \.isXMLBlank).map(String.init) }
        }
        for prefix in found {
            if let namespace = Self.resolve(prefix == "#default" ? nil : prefix, at: node) {
                extensionNamespaces.insert(namespace)
            }
        }
        for child in node.childElements { gatherExtensions(child) }
    }

    private static func resolve(_ prefix: String?, at node: xmlNodePtr) -> String? {
        guard let found = xmlSearchNs(node.pointee.doc, node, prefix) else { return nil }
        return NodeCopy.optionalString(found.pointee.href)
    }

    /// One element and everything in it; depth is bounded by the parser (256).
    private func rewrite(_ node: xmlNodePtr) {
        let namespace = node.namespaceURI
        if namespace == Namespace.xslt {
            rewriteInstruction(node, NodeCopy.string(node.pointee.name))
        } else if namespace.map({ !extensionNamespaces.contains($0) }) ?? true {
            rewriteLiteral(node)
        }
        node.childElements.forEach(rewrite)
    }

    private func rewriteInstruction(_ node: xmlNodePtr, _ name: String) {
        forEachAttribute(of: node) { attribute, namespace, value in
            guard namespace == nil else { return }
            if Self.expressions[name]?.contains(attribute) == true {
                set(attribute, expressions.rewritten(value, becomesText: false), on: node)
            } else if Self.texts[name]?.contains(attribute) == true {
                set(attribute, expressions.rewritten(value, becomesText: true), on: node)
            } else if Self.templates[name]?.contains(attribute) == true {
                set(attribute, expressions.rewritten(template: value), on: node)
            }
        }
    }

    private func rewriteLiteral(_ node: xmlNodePtr) {
        var attribute = node.pointee.properties
        while let current = attribute {
            attribute = current.pointee.next
            let namespace = current.pointee.ns.flatMap { NodeCopy.optionalString($0.pointee.href) }
            guard namespace != Namespace.xslt else { continue }
            let value = NodeCopy.value(of: current)
            guard let new = expressions.rewritten(template: value) else { continue }
            xmlSetNsProp(node, current.pointee.ns, current.pointee.name, new)
        }
    }

    private func set(_ attribute: String, _ value: String?, on node: xmlNodePtr) {
        if let value { xmlSetNsProp(node, nil, attribute, value) }
    }

    /// Attributes as they are at the start; they may be changed on the way.
    private func forEachAttribute(of node: xmlNodePtr, _ body: (_ name: String, _ namespace: String?, _ value: String) -> Void) {
        for attribute in NodeCopy.start(of: node).attributes { body(attribute.name, attribute.namespace, attribute.value) }
    }
}
