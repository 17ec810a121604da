extension FlowAnalysis {
    /// The value of an expression in an instruction.
    func value(_ text: String, _ context: FlowContext) -> AbstractValue {
        let value = evaluate(text, context)
        if value.readsFirst, context.phase != .frame || context.target.level == .tree {
            refuse("something of the first record goes where more than the frame may use it", context.node)
        }
        return value
    }

    /// The value of a variable or parameter: its `select`, or the tree of its content.
    func content(of node: StylesheetNode, _ context: FlowContext) -> AbstractValue {
        if let select = node["select"] { return evaluate(select, context) }
        guard !node.children.isEmpty else { return .string }
        var inner = context
        inner.target = FlowTarget(level: .tree)
        run(node.children, inner)
        return AbstractValue(kinds: .nodes, places: [.tree], isIdentity: identityNames.contains("*"))
    }

    /// An attribute value template: its expressions become text.
    func template(_ text: String, _ context: FlowContext) {
        guard text.contains("{") || text.contains("}") else { return }
        guard let template = try? AttributeTemplate.parse(text) else { return refuse("'\(text)' cannot be read", context.node) }
        for expression in template.expressions {
            let value = value(expression.text, context)
            read(value, context)
            keepIdentity(value, context)
        }
    }

    /// `xsl:value-of`.
    func valueOf(_ select: String, _ context: FlowContext) {
        let value = value(select, context)
        read(value, context)
        keepIdentity(value, context)
        writeText(context)
    }

    /// `xsl:copy-of`.
    func copyOf(_ select: String, _ context: FlowContext) {
        let value = value(select, context)
        read(value, context)
        write(context)
        if value.places.contains(where: \.isAttribute) { refuseAttribute(context) }
        let isPlain = value.kinds == .nodes && value.places.allSatisfy { if case .element = $0 { true } else { $0.isAttribute } }
        if !isPlain { writeText(context) }
        guard !value.places.isDisjoint(with: [.tree, .treeAttribute]) || value.kinds != .nodes else { return }
        let copiesTree = value.places.contains(.tree) && !identityNames.isEmpty
        if value.isIdentity || copiesTree, context.target.level == .top || context.target.level == .nested {
            refuse("generate-id() would be output", context.node)
        } else if value.isIdentity, value.kinds != .nodes {
            keepIdentity(value, context)
        }
    }

    /// `xsl:copy`.
    func copy(_ node: StylesheetNode, _ context: FlowContext) {
        for place in context.places {
            var inner = context
            inner.places = [place]
            switch place {
            case .element(PathTree.root): break
            case .element(let element):
                inner = opened(tree.nodes[element].name.local, inner)
                attributeSets(node["use-attribute-sets"], inner)
            case .attribute, .attributeBelow, .treeAttribute: refuseAttribute(inner)
            case .text, .below, .tree: writeText(inner)
            }
            // What is in such a node goes into the copy, or beside it when the node was a root.
            if case .below = place { inner = opened(nil, inner) }
            run(node.children, inner)
        }
    }

    /// `xsl:attribute`.
    func attribute(_ node: StylesheetNode, _ context: FlowContext) {
        refuseAttribute(context)
        var inner = context
        inner.target.attribute = node["name"].flatMap { $0.contains("{") ? nil : $0 } ?? "*"
        run(node.children, inner)
    }

    /// Runs the attribute sets that an element uses.
    func attributeSets(_ names: String?, _ context: FlowContext) {
        for text in (names ?? "").split(whereSeparator: \.isXMLBlank).map(String.init) {
            let name = context.node.expanded(text)
            guard openSets.insert(name).inserted else { continue }
            defer { openSets.remove(name) }
            for set in model.declarations("attribute-set") where set.node["name"].map(set.node.expanded) == name {
                var inner = context
                inner.node = set.node
                inner.variables = [:]
                inner.target.level = context.target.level == .top ? .nested : context.target.level
                attributeSets(set.node["use-attribute-sets"], inner)
                run(set.node.instructions("attribute"), inner)
            }
        }
    }

    /// Inside an element that was just opened.
    func opened(_ name: String?, _ context: FlowContext) -> FlowContext {
        write(context)
        var inner = context
        guard context.target.level == .top else { return inner }
        if context.phase == .record { inner.target.level = .nested } else { inner.resultPath.append(name) }
        return inner
    }

    /// Anything that is output.
    func write(_ context: FlowContext) {
        if context.phase == .frame, context.isPerWrapper, context.target.level == .top {
            refuse("this is output once for each element above the records, of which there can be several", context.node)
        }
    }

    /// Text that is output; beside the records it changes how the frame is indented.
    func writeText(_ context: FlowContext) {
        guard context.target.attribute == nil else { return }
        write(context)
        if context.phase == .record, context.target.level == .top, output.mindsText {
            refuse("text directly between the elements of the records changes how all of them are indented", context.node)
        }
    }

    /// An attribute of a record's own element is its own; one for the element around it is everybody's.
    private func refuseAttribute(_ context: FlowContext) {
        write(context)
        if context.phase == .record, context.target.level == .top, context.target.attribute == nil {
            refuse("a record would write an attribute of the element around all records", context.node)
        }
    }

    /// Identities may be kept in made trees, to be compared, but never be output.
    private func keepIdentity(_ value: AbstractValue, _ context: FlowContext) {
        guard value.isIdentity else { return }
        switch context.target.level {
        case .top, .nested: refuse("generate-id() would be output", context.node)
        case .tree: identityNames.insert(context.target.attribute ?? "*")
        case .talk: break
        }
    }
}

extension Place {
    /// Whether it is an attribute or a namespace.
    var isAttribute: Bool {
        switch self {
        case .attribute, .attributeBelow, .treeAttribute: true
        default: false
        }
    }
}
