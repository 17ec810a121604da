extension FlowAnalysis {
    /// What a path selects in the frame.
    enum FrameSelection {
        /// An element above the records; `isRepeated` where there can be several.
        case wrapper(Int, isRepeated: Bool)
        /// The records, and with `siblings` everything beside them.
        case records(siblings: Bool)
    }

    /// The records or an element above them, when a path names nothing else; `nil` for any other expression.
    func frameSelection(_ text: String, _ context: FlowContext) -> FrameSelection? {
        guard context.phase == .frame, case .path(let path)? = parsed(text, context.node), !path.steps.isEmpty,
            var node = wrapperStart(path, context)
        else { return nil }
        var isRepeated = false
        for (index, step) in path.steps.enumerated() {
            guard step.axis == .child, let next = recordPath.drop(while: { $0 != node }).dropFirst().first else { return nil }
            if next == record {
                guard index == path.steps.count - 1 else { return nil }
                return records(step, context)
            }
            guard isOneWrapper(step, next, context) else { return nil }
            isRepeated = isRepeated || node != PathTree.root
            testWrapper(step, next, context)
            node = next
        }
        return .wrapper(node, isRepeated: isRepeated)
    }

    private func isOneWrapper(_ step: XPathStep, _ next: Int, _ context: FlowContext) -> Bool {
        if case .name = step.test { return matches(next, step, context) }
        return step.test == .any && tree.parent(of: next) == PathTree.root
    }

    private func testWrapper(_ step: XPathStep, _ node: Int, _ context: FlowContext) {
        var inner = context
        inner.places = [.element(node)]
        for predicate in step.predicates where evaluate(predicate, inner).kinds.contains(.number) {
            refuse("a position above the records may be another one in a chunk", context.node)
        }
    }

    /// The last step of a selection: a name, or everything.
    private func records(_ step: XPathStep, _ context: FlowContext) -> FrameSelection? {
        guard let record else { return nil }
        var siblings = false
        switch step.test {
        case .name: guard matches(record, step, context) else { return nil }
        case .any, .node: siblings = true
        default: return nil
        }
        var inner = context
        inner.places = [.element(record)]
        inner.phase = .record
        inner.countsRecords = true
        for predicate in step.predicates where evaluate(predicate, inner).kinds.contains(.number) {
            refuse("the condition [\u{2026}] counts records", context.node)
        }
        return .records(siblings: siblings)
    }

    /// Notes the instruction that applies the records, and gives the places that it applies.
    ///
    /// - Parameter isBuiltIn: a built-in rule does it, which stands nowhere.
    func recordPlaces(siblings: Bool, _ context: FlowContext, isBuiltIn: Bool = false) -> [Place] {
        guard let record, let parent = tree.parent(of: record) else { return [] }
        let node = context.node
        if context.isConditional { refuse("the records are applied under a condition, or by one of several templates", node) }
        if context.target.level != .top || context.target.attribute != nil {
            refuse("the output of the records goes into a variable, an attribute or a message", node)
        }
        refuseOutput(context)
        if !node.instructions("sort").isEmpty { refuse("xsl:sort orders the records", node) }
        insert(
            RecordInsertion(
                file: node.file, line: node.line, address: model.address(of: node.file), elementPath: isBuiltIn ? [] : node.path,
                resultPath: context.resultPath, readsSiblings: siblings, frameReadsFirstRecord: false), node)
        guard siblings else { return [.element(record)] }
        readsSiblings = true
        tree.keepAll(parent)
        return [.element(record), .text(in: parent)]
    }

    /// Serialisers that look at more than one record.
    private func refuseOutput(_ context: FlowContext) {
        let isImplicitHTML = output.method == nil && context.resultPath.first??.lowercased() == "html"
        if output.method == "html" || isImplicitHTML {
            refuse("HTML output lays out elements by their neighbours", context.node)
        } else if let method = output.method, method != "xml", method != "text" {
            refuse("the output method '\(method)' is not known", context.node)
        } else if output.method != "text", context.resultPath.isEmpty {
            refuse("the records have no element around them in the output", context.node)
        }
    }

    /// What a record sees first.
    func recordContext(_ context: FlowContext, at place: Place) -> FlowContext {
        var inner = context
        inner.places = [place]
        inner.current = [place]
        inner.phase = .record
        inner.countsRecords = true
        inner.isConditional = false
        inner.isPerWrapper = false
        inner.resultPath = []
        inner.target = FlowTarget(level: .top)
        return inner
    }

    /// `xsl:apply-templates` without `select`, or a built-in rule, for the root or an element above the records.
    func applyChildren(
        ofWrapper node: Int, mode: ExpandedName?, parameters: [ExpandedName: AbstractValue], _ context: FlowContext,
        isBuiltIn: Bool
    ) {
        guard let next = recordPath.drop(while: { $0 != node }).dropFirst().first, context.phase == .frame else {
            return refuse("everything in '\(tree.nodes[node].name.local)' is applied, not only the records", context.node)
        }
        if next == record {
            for place in recordPlaces(siblings: true, context, isBuiltIn: isBuiltIn) {
                apply(to: place, mode: mode, parameters: parameters, recordContext(context, at: place))
            }
        } else if node == PathTree.root {
            refuseComments(mode, context)
            apply(to: .element(next), mode: mode, parameters: parameters, context)
        } else {
            refuse("everything in '\(tree.nodes[node].name.local)' is applied, not only the way to the records", context.node)
        }
    }

    /// Comments and processing instructions beside the document element are not in every chunk.
    private func refuseComments(_ mode: ExpandedName?, _ context: FlowContext) {
        let matching = rules(mode).first { rule in
            guard let step = rule.pattern.steps.last?.step, step.axis == .child else { return false }
            switch step.test {
            case .comment, .instruction, .node: return true
            default: return false
            }
        }
        if let matching { refuse("comments beside the document element would be transformed", matching.template.node) }
    }
}
