/// Values of attributes that are no expressions, and names that are declared twice.
extension StylesheetCheck {
    /// What an attribute can be, by element and attribute.
    private static let words: [String: [String: [String]]] = [
        "output": [
            "indent": yesOrNo, "omit-xml-declaration": yesOrNo, "standalone": yesOrNo, "method": ["xml", "html", "text"],
        ],
        "text": ["disable-output-escaping": yesOrNo], "value-of": ["disable-output-escaping": yesOrNo],
        "message": ["terminate": yesOrNo], "number": ["level": ["single", "multiple", "any"]],
        "sort": [
            "order": ["ascending", "descending"], "data-type": ["text", "number"], "case-order": ["upper-first", "lower-first"],
        ],
    ]
    private static let yesOrNo = ["yes", "no"]

    /// Attributes of one element.
    mutating func checkValues(_ node: StylesheetNode) {
        for (name, words) in (Self.words[node.name] ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let value = node[name], !words.contains(value), !value.contains("{"), !value.contains(":") else { continue }
            let list = words.dropLast().map { "'\($0)'" }.joined(separator: ", ")
            let hint = NameHint.hint(for: value, among: words)
            add(
                "\(name) is '\(value)'; it can be \(list) or '\(words.last ?? "")'\(hint)", node, in: Origin(node, name, value))
        }
        if node.name == "template" { checkTemplateHead(node) }
        checkPrefixes(node)
    }

    private mutating func checkTemplateHead(_ node: StylesheetNode) {
        if node["match"] == nil, node["name"] == nil { add("xsl:template needs a match or a name", node) }
        for name in ["mode", "priority"] where node["match"] == nil {
            if let value = node[name] {
                add(
                    "xsl:template has a \(name) and no match, so the \(name) has no effect", node, .warning,
                    in: Origin(node, name, value))
            }
        }
        if let priority = node["priority"], Double(priority.trimmedXMLBlanks) == nil {
            add("priority is '\(priority)'; it must be a number", node, in: Origin(node, "priority", priority))
        }
    }

    /// Lists of prefixes.
    private mutating func checkPrefixes(_ node: StylesheetNode) {
        for name in ["exclude-result-prefixes", "extension-element-prefixes", "stylesheet-prefix", "result-prefix"] {
            guard let value = node[name] else { continue }
            for prefix in value.split(whereSeparator: \.isXMLBlank).map(String.init)
            where prefix != "#default" && node.namespaces[prefix] == nil {
                let hint = NameHint.hint(for: prefix, among: node.namespaces.keys)
                add("\(name): the prefix '\(prefix)' is not declared\(hint)", node, in: Origin(node, name, value))
            }
        }
    }

    /// Templates and global variables of one name and one precedence.
    mutating func checkDuplicates() {
        var templates: [String: StylesheetNode] = [:]
        for template in model.templates {
            guard let name = template.name else { continue }
            checkDuplicate("template", template.node, "\(template.precedence) \(name)", &templates)
        }
        var variables: [String: StylesheetNode] = [:]
        for declaration in model.declarations where ["variable", "param"].contains(declaration.node.name) {
            guard declaration.node.namespace == Namespace.xslt, let name = declaration.node["name"] else { continue }
            checkDuplicate(
                "global variable", declaration.node, "\(declaration.precedence) \(declaration.node.expanded(name))", &variables)
        }
    }

    private mutating func checkDuplicate(
        _ kind: String, _ node: StylesheetNode, _ key: String, _ known: inout [String: StylesheetNode]
    ) {
        let name = node["name"] ?? ""
        guard let first = known[key], first !== node else { return known[key] = node }
        let place = first.file == node.file ? "line \(first.line)" : "\(first.file):\(first.line)"
        add("\(kind) '\(name)' is declared twice, first at \(place)", node, in: Origin(node, "name", name))
    }

    /// A variable of a template that is declared once more where it is in scope: variables never change.
    mutating func checkShadow(_ node: StylesheetNode, _ scope: Scope) {
        guard let name = node["name"], let first = scope.local(node.expanded(name)) else { return }
        add(
            "variable '\(name)' is declared already in this template (line \(first)); variables never change, so give this one another name",
            node, in: Origin(node, "name", name))
    }
}
