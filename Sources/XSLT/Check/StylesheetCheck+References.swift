extension StylesheetCheck {
    /// What an instruction refers to by name: templates, modes, parameters, attribute sets.
    mutating func checkReferences(_ node: StylesheetNode) {
        switch node.name {
        case "call-template": checkCall(node)
        case "apply-templates": checkApply(node)
        case "element", "copy", "attribute-set": node["use-attribute-sets"].map { checkSets($0, node) }
        default: break
        }
    }

    private mutating func checkCall(_ node: StylesheetNode) {
        guard let name = node["name"] else { return }
        guard let template = model.template(named: node.expanded(name)) else {
            let hint = NameHint.hint(for: name, among: model.templates.compactMap(\.name?.local))
            return add("no template '\(name)'\(hint)", node, in: Origin(node, "name", name))
        }
        let declared = Self.parameters(of: template)
        for parameter in Self.lost(node, declared) { addLost(parameter, declared, by: "template '\(name)'") }
    }

    /// A mode without templates leaves everything to the built-in rules; a parameter that no template declares is lost.
    private mutating func checkApply(_ node: StylesheetNode) {
        let mode = node["mode"].map(node.expanded)
        let templates = model.templates.filter { $0.mode == mode && !$0.rules.isEmpty }
        if let text = node["mode"], templates.isEmpty {
            let hint = NameHint.hint(for: text, among: model.templates.compactMap(\.mode?.local))
            return add("no template has the mode '\(text)'\(hint)", node, .warning, in: Origin(node, "mode", text))
        }
        let declared = Set(templates.flatMap(Self.parameters))
        // Templates of other layers may ask for what those of this one do not, so only a name that is nearly one of theirs is told.
        let names = declared.map(\.local)
        for parameter in Self.lost(node, declared) where NameHint.nearest(to: parameter["name"] ?? "", among: names) != nil {
            addLost(parameter, declared, by: node["mode"].map { "any template of mode '\($0)'" } ?? "any template")
        }
    }

    /// The parameters that nobody declares.
    private static func lost(_ node: StylesheetNode, _ declared: Set<ExpandedName>) -> [StylesheetNode] {
        node.instructions("with-param").filter { parameter in
            parameter["name"].map { !declared.contains(parameter.expanded($0)) } ?? false
        }
    }

    private mutating func addLost(_ parameter: StylesheetNode, _ declared: Set<ExpandedName>, by owner: String) {
        let name = parameter["name"] ?? ""
        let hint = NameHint.hint(for: name, among: declared.map(\.local))
        add(
            "the parameter '\(name)' is not declared by \(owner), so it is lost\(hint)", parameter, .warning,
            in: Origin(parameter, "name", name))
    }

    private static func parameters(of template: StylesheetModel.Template) -> Set<ExpandedName> {
        Set(template.node.instructions("param").compactMap { node in node["name"].map(node.expanded) })
    }

    /// The names of attribute sets.
    mutating func checkSets(_ names: String, _ node: StylesheetNode) {
        let known = model.declarations("attribute-set").compactMap { $0.node["name"].map($0.node.expanded) }
        for name in names.split(whereSeparator: \.isXMLBlank).map(String.init) where !known.contains(node.expanded(name)) {
            add("no attribute set '\(name)'\(NameHint.hint(for: name, among: known.map(\.local)))", node)
        }
    }
}

extension Stylesheet {
    /// Looks for mistakes without running anything: names that do not exist, expressions that cannot be read, attributes that have no
    /// effect. Near misses are named.
    ///
    /// - Returns: errors for what fails when it is reached, warnings for what is silently ignored.
    /// - Throws: as ``compile()`` for files that cannot be read, are refused or are not XML.
    public func check() throws(XSLTError) -> [Diagnostic] {
        let model = try ModelLoader.load(self)
        return EngineThread.run { StylesheetCheck.findings(model, extensions).map(\.diagnostic) }
    }
}
