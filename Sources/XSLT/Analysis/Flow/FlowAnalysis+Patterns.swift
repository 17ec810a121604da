/// A template with one alternative of its pattern.
struct MatchRule {
    let template: StylesheetModel.Template
    let pattern: XSLTPattern.Alternative
    let priority: Double
}

/// Whether a pattern matches.
enum Match: Int {
    case no, maybe, yes

    /// Both must hold.
    func and(_ other: Match) -> Match { rawValue < other.rawValue ? self : other }
    /// One must hold.
    func or(_ other: Match) -> Match { rawValue > other.rawValue ? self : other }
}

extension FlowAnalysis {
    /// The templates that can be chosen for a place, the likeliest first, and whether the built-in rule can be.
    func candidates(
        for place: Place, mode: ExpandedName?, within precedences: Range<Int>?, _ context: FlowContext
    ) -> (templates: [StylesheetModel.Template], builtIn: Bool) {
        var found: [StylesheetModel.Template] = []
        for rule in rules(mode) where precedences?.contains(rule.template.precedence) ?? true {
            let match = matches(rule, place, context)
            guard match != .no else { continue }
            if !found.contains(where: { $0.id == rule.template.id }) { found.append(rule.template) }
            if match == .yes { return (found, false) }
        }
        return (found, true)
    }

    /// The rules of a mode, the one that wins first.
    func rules(_ mode: ExpandedName?) -> [MatchRule] {
        if let known = sortedRules[mode] { return known }
        let all = model.templates.filter { $0.mode == mode }
            .flatMap { template in
                template.rules.map { MatchRule(template: template, pattern: $0.pattern, priority: $0.priority) }
            }
        let sorted = all.sorted {
            ($0.template.precedence, $0.priority, $0.template.id) > ($1.template.precedence, $1.priority, $1.template.id)
        }
        sortedRules[mode] = sorted
        return sorted
    }

    private func matches(_ rule: MatchRule, _ place: Place, _ context: FlowContext) -> Match {
        var inner = context
        inner.node = rule.template.node
        inner.variables = [:]
        inner.current = [place]
        return matches(rule.pattern, place, inner)
    }

    /// Whether a pattern can match a node of a place.
    func matches(_ pattern: XSLTPattern.Alternative, _ place: Place, _ context: FlowContext) -> Match {
        if case .call(let call) = pattern.anchor {
            _ = evaluate(call, context)
            return .maybe
        }
        guard !pattern.steps.isEmpty else { return isRoot(place) }
        return matches(pattern, step: pattern.steps.count - 1, place, context)
    }

    private func isRoot(_ place: Place) -> Match {
        switch place {
        case .element(PathTree.root): .yes
        case .tree: .maybe
        default: .no
        }
    }

    private func matches(_ pattern: XSLTPattern.Alternative, step index: Int, _ place: Place, _ context: FlowContext) -> Match {
        let (step, isDeep) = pattern.steps[index]
        var match = passes(step, place, context)
        guard match != .no else { return .no }
        match = match.and(above(pattern, index, isDeep, place, context))
        guard match != .no, !step.predicates.isEmpty else { return match }
        for predicate in step.predicates { test(pattern: predicate, place, context) }
        return match.and(.maybe)
    }

    /// What has to stand above the node.
    private func above(
        _ pattern: XSLTPattern.Alternative, _ index: Int, _ isDeep: Bool, _ place: Place, _ context: FlowContext
    ) -> Match {
        guard index > 0 else {
            guard pattern.anchor == .root else { return .yes }
            return parents(of: place).reduce(.no) { $0.or(isRoot($1).and(parents(of: place).count > 1 ? .maybe : .yes)) }
        }
        let certain = parents(of: place).count == 1
        let uppers = isDeep ? uppers(of: place) : parents(of: place)
        let found = uppers.reduce(Match.no) { $0.or(matches(pattern, step: index - 1, $1, context)) }
        return certain ? found : found.and(.maybe)
    }

    /// Whether a node can pass the test of a step of a pattern.
    private func passes(_ step: XPathStep, _ place: Place, _ context: FlowContext) -> Match {
        let wantsAttribute = step.axis == .attribute
        switch place {
        case .element(let node):
            guard !wantsAttribute, node != PathTree.root else { return .no }
            if node == record, readsSiblings { return step.test == .node ? .yes : .maybe }
            return matches(node, step, context) ? .yes : .no
        case .attribute, .attributeBelow, .treeAttribute:
            guard wantsAttribute else { return .no }
            return step.test == .any || step.test == .node ? .yes : .maybe
        case .below, .tree: return wantsAttribute ? .no : .maybe
        case .text:
            guard !wantsAttribute else { return .no }
            switch step.test {
            case .node: return .yes
            case .text, .comment, .instruction: return .maybe
            default: return .no
            }
        }
    }

    /// A condition in a pattern: its positions are those among the siblings.
    private func test(pattern predicate: XPathExpression, _ place: Place, _ context: FlowContext) {
        var inner = context
        inner.places = [place]
        inner.countsRecords = isAmongRecords(place)
        if isAmongRecords(place) || isWrapper(place), inner.phase != .record {
            inner.phase = isWrapper(place) ? .repeated : .record
        }
        let value = evaluate(predicate, inner)
        if inner.countsRecords || isWrapper(place), value.kinds.contains(.number) {
            refuse("the position in match=\"\(context.node["match"] ?? "")\" counts records", context.node)
        }
        if value.isIdentity { refuse("generate-id() decides which template matches", context.node) }
        if case .element(let node) = place, let parent = tree.parent(of: node), !isWrapper(parent), value.kinds.contains(.number)
        {
            tree.keepAll(parent)
        }
    }

    /// Whether the siblings of a place are records.
    func isAmongRecords(_ place: Place) -> Bool {
        switch place {
        case .element(let node): node == record
        case .text(let parent): isWrapper(parent)
        default: false
        }
    }

    private func isWrapper(_ place: Place) -> Bool {
        if case .element(let node) = place { isWrapper(node) } else { false }
    }

    private func parents(of place: Place) -> [Place] {
        switch place {
        case .element(let node): tree.parent(of: node).map { [.element($0)] } ?? []
        case .below(let node): [.below(node), .element(node)]
        case .text(let parent): [.element(parent)]
        case .attribute(let owner): [.element(owner)]
        case .attributeBelow(let node): [.below(node)]
        case .tree, .treeAttribute: [.tree]
        }
    }

    /// Everything above.
    private func uppers(of place: Place) -> [Place] {
        switch place {
        case .element(let node): tree.ancestors(of: node).map { .element($0) }
        case .below(let node), .attributeBelow(let node):
            [.below(node)] + ([node] + tree.ancestors(of: node)).map { .element($0) }
        case .text(let parent), .attribute(let parent): ([parent] + tree.ancestors(of: parent)).map { .element($0) }
        case .tree, .treeAttribute: [.tree]
        }
    }
}
