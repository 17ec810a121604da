/// Where elements stand, and what they hold.
extension StylesheetCheck {
    /// Elements that declare something and stand at the top only.
    private static let declarations: Set<String> = [
        "import", "include", "strip-space", "preserve-space", "output", "key", "decimal-format", "namespace-alias",
        "attribute-set",
        "template",
    ]
    /// Elements that belong to certain others.
    private static let owners: [String: [String]] = [
        "when": ["choose"], "otherwise": ["choose"], "sort": ["apply-templates", "for-each"],
        "with-param": ["apply-templates", "call-template"],
    ]
    /// What elements that hold nothing but certain others hold.
    private static let contents: [String: [String]] = [
        "choose": ["when", "otherwise"], "apply-templates": ["sort", "with-param"], "call-template": ["with-param"],
    ]

    /// The children of an element of XSLT.
    mutating func checkContents(of node: StylesheetNode, isTopLevel: Bool) {
        if let allowed = Self.contents[node.name] { checkChildren(of: node, allowed) }
        if node.name == "choose" { checkChoice(node) }
        if ["variable", "param", "with-param"].contains(node.name), node["select"] != nil, !node.children.isEmpty {
            add(
                "xsl:\(node.name) has a select and content; it can have one of them", node,
                in: Origin(node, "select", node["select"] ?? ""))
        }
        for child in node.children where child.namespace == Namespace.xslt {
            checkPlace(of: child, in: node, isTopLevel: isTopLevel)
        }
        if isTopLevel { checkImports(of: node) }
    }

    private mutating func checkImports(of node: StylesheetNode) {
        guard let other = node.children.firstIndex(where: { !$0.isText && !$0.isInstruction("import") }) else { return }
        for child in node.children[other...] where child.isInstruction("import") {
            add("xsl:import stands behind other declarations (line \(node.children[other].line)); imports come first", child)
        }
    }

    /// An element of XSLT in a literal one.
    mutating func checkPlace(of child: StylesheetNode, inLiteral node: StylesheetNode) {
        checkPlace(of: child, in: node, isTopLevel: false)
    }

    private mutating func checkPlace(of child: StylesheetNode, in node: StylesheetNode, isTopLevel: Bool) {
        let isDeclaration = Self.declarations.contains(child.name) || child.name == "variable" || child.name == "param"
        if isTopLevel {
            guard InstructionTable.entries[child.name] != nil, !isDeclaration else { return }
            add("xsl:\(child.name) cannot stand at the top of a stylesheet; put it into a template", child)
        } else if Self.declarations.contains(child.name) {
            add("xsl:\(child.name) can only stand at the top of a stylesheet", child)
        } else if let owners = Self.owners[child.name], node.namespace != Namespace.xslt || !owners.contains(node.name) {
            add("xsl:\(child.name) can only stand in \(owners.map { "xsl:\($0)" }.joined(separator: " or "))", child)
        } else if child.name == "param" {
            checkParameterPlace(child, in: node)
        }
    }

    private mutating func checkParameterPlace(_ child: StylesheetNode, in node: StylesheetNode) {
        let isFunction = node.namespace == "http://exslt.org/functions"
        guard node.isInstruction("template") || isFunction else {
            return add("xsl:param can only stand at the start of xsl:template", child)
        }
        guard let index = node.children.firstIndex(where: { $0 === child }),
            let before = node.children[..<index].first(where: { !$0.isInstruction("param") })
        else { return }
        add("xsl:param stands behind other content (line \(before.line)); parameters come first", child)
    }

    private mutating func checkChildren(of node: StylesheetNode, _ allowed: [String]) {
        for child in node.children where child.namespace != Namespace.xslt || !allowed.contains(child.name) {
            // An element of XSLT that belongs elsewhere is told of once.
            guard child.namespace != Namespace.xslt || Self.owners[child.name] == nil,
                child.namespace != Namespace.xslt || InstructionTable.entries[child.name] != nil
            else { continue }
            let found = child.isText ? "the text '\(child.text.trimmedXMLBlanks.prefix(40))'" : "'\(child.shownName)'"
            let names = allowed.map { "xsl:\($0)" }.joined(separator: " and ")
            add("xsl:\(node.name) holds \(names) only, not \(found)", child.isText ? node : child)
        }
    }

    private mutating func checkChoice(_ node: StylesheetNode) {
        guard let first = node.children.first else { return add("xsl:choose is empty; it needs an xsl:when", node) }
        if first.isInstruction("otherwise") { add("xsl:otherwise comes after xsl:when", first) }
    }
}

extension StylesheetNode {
    /// As it is written: `xsl:if`, `order`.
    var shownName: String { prefix.map { "\($0):\(name)" } ?? name }
}

extension String {
    /// Without white space of XML at both ends.
    var trimmedXMLBlanks: Substring {
        let start = drop(while: \.isXMLBlank)
        guard let last = start.lastIndex(where: { !$0.isXMLBlank }) else { return "" }
        return start[...last]
    }
}
