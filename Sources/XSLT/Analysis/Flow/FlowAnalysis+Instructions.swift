extension FlowAnalysis {
    /// Runs instructions in their order; variables are in scope from their declaration on.
    func run(_ nodes: [StylesheetNode], _ context: FlowContext) {
        var context = context
        for node in nodes { declareOrRun(node, [:], &context) }
    }

    /// A variable or parameter adds to the scope, anything else runs.
    func declareOrRun(_ node: StylesheetNode, _ passed: [ExpandedName: AbstractValue], _ context: inout FlowContext) {
        guard node.isInstruction("variable") || node.isInstruction("param"), let name = node["name"].map(node.expanded) else {
            return instruction(node, context)
        }
        var inner = context
        inner.node = node
        var value = content(of: node, inner)
        if node.isInstruction("param"), let given = passed[name] { value = value.joined(given) }
        context.variables[name] = value
    }

    /// Runs one instruction.
    func instruction(_ node: StylesheetNode, _ context: FlowContext) {
        guard !isDecided else { return }
        var context = context
        if node.isText { return writeText(context) }
        context.node = node
        guard node.namespace == Namespace.xslt else { return literal(node, context) }
        switch node.name {
        case "apply-templates": applyTemplates(node, context)
        case "call-template": callTemplate(node, context)
        case "apply-imports": applyImports(node, context)
        case "for-each": forEach(node, context)
        case "if": condition(node, context)
        case "choose": node.children.forEach { condition($0, context) }
        case "value-of": valueOf(node["select"] ?? "", context)
        case "copy-of": copyOf(node["select"] ?? "", context)
        case "number": number(node, context)
        case "text": writeText(context)
        case "message": message(node, context)
        case "fallback", "sort", "with-param": break
        default: construct(node, context)
        }
    }

    /// Instructions that make a node with content.
    private func construct(_ node: StylesheetNode, _ context: FlowContext) {
        switch node.name {
        case "element":
            ["name", "namespace"].forEach { name in node[name].map { template($0, context) } }
            attributeSets(node["use-attribute-sets"], context)
            run(node.children, opened(node["name"].flatMap { $0.contains("{") ? nil : $0 }, context))
        case "attribute":
            ["name", "namespace"].forEach { name in node[name].map { template($0, context) } }
            attribute(node, context)
        case "copy": copy(node, context)
        case "comment", "processing-instruction":
            node["name"].map { template($0, context) }
            write(context)
            var inner = context
            inner.target = FlowTarget(level: context.target.level == .tree ? .tree : .nested, attribute: "*")
            run(node.children, inner)
        default: refuse("xsl:\(node.name) is not known to be record-local", node)
        }
    }

    /// A literal result element, or an extension that acts like one.
    private func literal(_ node: StylesheetNode, _ context: FlowContext) {
        if let namespace = node.namespace, extensionNamespaces.contains(namespace) {
            refuse("the extension element '\(node.name)' is not known to be record-local", node)
            tree.keepAll(PathTree.root)
            return
        }
        for attribute in node.attributes where attribute.namespace != Namespace.xslt {
            var inner = context
            inner.target.attribute = attribute.name
            template(attribute.value, inner)
        }
        attributeSets(node.attribute("use-attribute-sets", in: Namespace.xslt), context)
        run(node.children, opened(node.prefix.map { "\($0):\(node.name)" } ?? node.name, context))
    }

    /// Namespaces that an element and those in it declare for extension elements.
    static func extensionNamespaces(below node: StylesheetNode) -> [String] {
        let own = node["extension-element-prefixes"] ?? node.attribute("extension-element-prefixes", in: Namespace.xslt) ?? ""
        let prefixes = own.split(whereSeparator: \.isXMLBlank).map { $0 == "#default" ? "" : String($0) }
        return prefixes.compactMap { node.namespaces[$0] } + node.children.flatMap { extensionNamespaces(below: $0) }
    }

    private func forEach(_ node: StylesheetNode, _ context: FlowContext) {
        let body = node.children.filter { !$0.isInstruction("sort") }
        let select = node["select"] ?? ""
        switch frameSelection(select, context) {
        case .records(let siblings):
            for place in recordPlaces(siblings: siblings, context) { run(body, recordContext(context, at: place)) }
        case .wrapper(let wrapper, let isRepeated):
            var inner = context
            inner.places = [.element(wrapper)]
            inner.current = inner.places
            inner.isPerWrapper = context.isPerWrapper || isRepeated
            inner.countsRecords = true
            run(body, inner)
        case nil:
            let places = value(select, context).places
            var inner = loop(over: places, context)
            sort(node, places, inner)
            for place in places {
                inner.places = [place]
                inner.current = [place]
                run(body, inner)
            }
        }
    }

    /// `xsl:if`, or a branch of `xsl:choose`.
    private func condition(_ node: StylesheetNode, _ context: FlowContext) {
        var inner = context
        inner.node = node
        if let test = node["test"] { _ = value(test, inner) }
        inner.isConditional = true
        run(node.children, inner)
    }

    /// In the frame it would be said once for every chunk.
    private func message(_ node: StylesheetNode, _ context: FlowContext) {
        if context.phase != .record, node["terminate"] != "yes" { refuse("xsl:message outside of the records", node) }
        var inner = context
        inner.target = FlowTarget(level: .talk)
        run(node.children, inner)
    }

    /// Numbers count nodes; inside a record they count inside as long as the pattern stays there.
    private func number(_ node: StylesheetNode, _ context: FlowContext) {
        ["format", "lang", "letter-value", "grouping-separator", "grouping-size"].forEach { name in
            node[name].map { template($0, context) }
        }
        if let value = node["value"] {
            readPlain(evaluate(value, context), context)
        } else if context.places != [.tree] {
            if let record { tree.keepAll(record) } else { tree.keepAll(PathTree.root) }
            if !countsInside(node, context) { refuse("xsl:number counts beyond the record", node) }
        }
        writeText(context)
    }

    private func countsInside(_ node: StylesheetNode, _ context: FlowContext) -> Bool {
        guard node["level"] != "any", context.phase == .record else { return false }
        let isDeeper = context.places.allSatisfy { place in
            if case .element(let element) = place { element != record && !isWrapper(element) } else { place == .tree }
        }
        guard isDeeper else { return false }
        guard let count = node["count"] else { return node["level"] != "multiple" || !mayShareName(context.places) }
        guard let pattern = try? XSLTPattern.parse(count) else { return false }
        return pattern.alternatives.allSatisfy { alternative in
            recordPath.allSatisfy { matches(alternative, .element($0), context) == .no }
        }
    }

    /// Whether an element has the name of one on the record path.
    private func mayShareName(_ places: Set<Place>) -> Bool {
        places.contains { place in
            guard case .element(let element) = place else { return false }
            return recordPath.contains { tree.nodes[$0].name == tree.nodes[element].name }
        }
    }
}
