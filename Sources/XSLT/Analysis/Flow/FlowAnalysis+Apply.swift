extension FlowAnalysis {
    /// Applies templates to the nodes of one place.
    func apply(
        to place: Place, mode: ExpandedName?, parameters: [ExpandedName: AbstractValue], within precedences: Range<Int>? = nil,
        _ context: FlowContext
    ) {
        let (templates, builtIn) = candidates(for: place, mode: mode, within: precedences, context)
        var context = context
        if templates.count + (builtIn ? 1 : 0) > 1 { context.isConditional = true }
        for template in templates { run(template, at: place, mode: mode, parameters, context) }
        if builtIn { runBuiltIn(at: place, mode: mode, parameters, context) }
    }

    /// Runs a template: in the frame at once, elsewhere once for all calls with the same view.
    func run(
        _ template: StylesheetModel.Template, at place: Place, mode: ExpandedName?, _ parameters: [ExpandedName: AbstractValue],
        _ context: FlowContext
    ) {
        guard context.phase == .frame, isFramePlace(place), !openTemplates.contains(template.id) else {
            let phase: FlowPhase = context.phase == .frame ? .repeated : context.phase
            return enqueue(
                FlowKey(
                    template: template.id, place: place, mode: mode, phase: phase, target: context.target,
                    countsRecords: context.countsRecords), parameters)
        }
        openTemplates.append(template.id)
        defer { openTemplates.removeLast() }
        var inner = context
        inner.places = [place]
        inner.current = [place]
        inner.variables = [:]
        inner.template = template
        inner.mode = mode
        inner.node = template.node
        runBody(of: template, parameters, inner)
    }

    /// Whether a node of the place is there once, or once for each wrapper.
    private func isFramePlace(_ place: Place) -> Bool {
        if case .element(let node) = place { isWrapper(node) } else { false }
    }

    /// The rules that are there without a template. libxslt hands parameters through them, which it should not.
    private func runBuiltIn(
        at place: Place, mode: ExpandedName?, _ parameters: [ExpandedName: AbstractValue], _ context: FlowContext
    ) {
        switch place {
        case .element(let node) where isWrapper(node):
            applyChildren(ofWrapper: node, mode: mode, parameters: parameters, context, isBuiltIn: true)
        case .element(PathTree.root): applyDocumentElements(mode, parameters, context)
        case .element(let node):
            tree.keepAll(node)
            apply(to: .below(node), mode: mode, parameters: parameters, inner(context))
        case .text(let parent):
            tree.keepText(parent)
            writeText(context)
        default: writeText(context)
        }
    }

    /// The document element has a name that a pattern or a path asks for below the root, or another one.
    private func applyDocumentElements(
        _ mode: ExpandedName?, _ parameters: [ExpandedName: AbstractValue], _ context: FlowContext
    ) {
        let root = PathTree.root
        for rule in rules(mode) where rule.pattern.anchor == .root {
            guard case .name(let name)? = rule.pattern.steps.first?.step.test else { continue }
            _ = tree.child(of: root, rule.template.node.expanded(name))
        }
        tree.keepOthers(root)
        tree.keepText(root)
        for element in tree.children(of: root) { apply(to: .element(element), mode: mode, parameters: parameters, context) }
        apply(to: .below(root), mode: mode, parameters: parameters, inner(context))
    }

    private func inner(_ context: FlowContext) -> FlowContext {
        var inner = context
        inner.countsRecords = false
        return inner
    }

    /// `xsl:apply-templates`.
    func applyTemplates(_ node: StylesheetNode, _ context: FlowContext) {
        let mode = node["mode"].map(node.expanded)
        let parameters = parameters(of: node, context)
        guard let select = node["select"] else { return applyAllChildren(node, mode, parameters, context) }
        switch frameSelection(select, context) {
        case .records(let siblings):
            for place in recordPlaces(siblings: siblings, context) {
                apply(to: place, mode: mode, parameters: parameters, recordContext(context, at: place))
            }
        case .wrapper(let wrapper, let isRepeated):
            var inner = context
            inner.isPerWrapper = context.isPerWrapper || isRepeated
            inner.countsRecords = true
            apply(to: .element(wrapper), mode: mode, parameters: parameters, inner)
        case nil: applyNodes(value(select, context).places, node, mode, parameters, context)
        }
    }

    /// Without `select`: all children of the context node.
    private func applyAllChildren(
        _ node: StylesheetNode, _ mode: ExpandedName?, _ parameters: [ExpandedName: AbstractValue], _ context: FlowContext
    ) {
        var places: Set<Place> = []
        for place in context.places {
            if case .element(let wrapper) = place, isWrapper(wrapper) {
                applyChildren(ofWrapper: wrapper, mode: mode, parameters: parameters, context, isBuiltIn: false)
            } else {
                places.formUnion(take(XPathStep(axis: .child, test: .node, offset: 0), from: place, context))
            }
        }
        applyNodes(places, node, mode, parameters, context)
    }

    private func applyNodes(
        _ places: Set<Place>, _ node: StylesheetNode, _ mode: ExpandedName?, _ parameters: [ExpandedName: AbstractValue],
        _ context: FlowContext
    ) {
        let inner = loop(over: places, context)
        sort(node, places, inner)
        for place in places { apply(to: place, mode: mode, parameters: parameters, inner) }
    }

    /// The context for several nodes; a single element above the records stays in the frame.
    func loop(over places: Set<Place>, _ context: FlowContext) -> FlowContext {
        var inner = context
        if context.phase == .frame, !(places.count == 1 && places.allSatisfy(isFramePlace)) { inner.phase = .repeated }
        // Comments beside the document element and other elements above the records count in the frame, and no chunk has them all.
        inner.countsRecords = inner.phase == .frame
        return inner
    }

    /// The `xsl:sort` of an instruction.
    func sort(_ node: StylesheetNode, _ places: Set<Place>, _ context: FlowContext) {
        for key in node.instructions("sort") {
            var inner = context
            inner.places = places
            inner.current = places
            inner.node = key
            readPlain(evaluate(key["select"] ?? ".", inner), inner)
            for name in ["lang", "data-type", "order", "case-order"] { key[name].map { template($0, context) } }
        }
    }

    /// `xsl:call-template`.
    func callTemplate(_ node: StylesheetNode, _ context: FlowContext) {
        guard let name = node["name"], let template = model.template(named: node.expanded(name)) else {
            return refuse("there is no template '\(node["name"] ?? "")'", node)
        }
        let parameters = parameters(of: node, context)
        for place in context.places { run(template, at: place, mode: context.mode, parameters, context) }
    }

    /// `xsl:apply-imports`. A template that only has a name runs for whatever rule called it, so any import may be meant.
    func applyImports(_ node: StylesheetNode, _ context: FlowContext) {
        let parameters = parameters(of: node, context)
        let range = context.template.flatMap { $0.rules.isEmpty ? nil : $0.imports }
        for place in context.places { apply(to: place, mode: context.mode, parameters: parameters, within: range, context) }
    }

    private func parameters(of node: StylesheetNode, _ context: FlowContext) -> [ExpandedName: AbstractValue] {
        var found: [ExpandedName: AbstractValue] = [:]
        for parameter in node.instructions("with-param") {
            guard let name = parameter["name"] else { continue }
            var inner = context
            inner.node = parameter
            let value = content(of: parameter, inner)
            if value.readsFirst { refuse("something of the first record is handed on, which only the frame may use", parameter) }
            found[parameter.expanded(name)] = value
        }
        return found
    }
}
