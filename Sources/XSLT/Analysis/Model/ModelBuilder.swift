/// Sorts declarations into templates and the rest, reading patterns on the way.
struct ModelBuilder {
    /// What came of it.
    let model: StylesheetModel

    /// Builds from files and their top-level elements by rising precedence.
    init(_ modules: [StylesheetModule], _ declarations: [StylesheetModel.Declaration]) {
        var templates: [StylesheetModel.Template] = []
        var findings: [Diagnostic] = []
        var others: [StylesheetModel.Declaration] = []
        for declaration in declarations {
            let node = declaration.node
            if node.isInstruction("template") {
                let rules = Self.rules(of: node, &findings)
                templates.append(Self.template(declaration, rules, id: templates.count))
            } else if node.namespace != Namespace.xslt, node.attribute("version", in: Namespace.xslt) != nil {
                templates.append(Self.simplified(declaration, id: templates.count))
            } else {
                others.append(declaration)
            }
        }
        model = StylesheetModel(modules: modules, templates: templates, declarations: others, findings: findings)
    }

    private static func template(
        _ declaration: StylesheetModel.Declaration, _ rules: [StylesheetModel.Template.Rule], id: Int
    ) -> StylesheetModel.Template {
        let node = declaration.node
        return StylesheetModel.Template(
            id: id, node: node, name: node["name"].map(node.expanded), rules: rules, mode: node["mode"].map(node.expanded),
            precedence: declaration.precedence, imports: declaration.imports)
    }

    /// A literal result element as the whole stylesheet stands for one template of the root.
    private static func simplified(_ declaration: StylesheetModel.Declaration, id: Int) -> StylesheetModel.Template {
        let root = XSLTPattern.Alternative(anchor: .root, steps: [])
        return StylesheetModel.Template(
            id: id, node: declaration.node, name: nil, rules: [.init(pattern: root, priority: 0.5)], mode: nil,
            precedence: declaration.precedence, imports: declaration.imports)
    }

    private static func rules(of node: StylesheetNode, _ findings: inout [Diagnostic]) -> [StylesheetModel.Template.Rule] {
        guard let match = node["match"] else { return [] }
        do throws(XPathSyntaxError) {
            let explicit = node["priority"].flatMap { Double($0.filter { !$0.isXMLBlank }) }
            return try XSLTPattern.parse(match).alternatives.map { .init(pattern: $0, priority: explicit ?? $0.defaultPriority) }
        } catch {
            findings.append(Diagnostic(syntax: error, of: "match", value: match, node))
            return []
        }
    }
}

extension Diagnostic {
    /// An expression that cannot be read.
    init(syntax error: XPathSyntaxError, of attribute: String, value: String, _ node: StylesheetNode) {
        let shown = value.count > 120 ? "\(value.prefix(120))…" : value
        self.init(message: "\(attribute)=\"\(shown)\": \(error.message)", file: node.file, line: node.line)
    }
}
