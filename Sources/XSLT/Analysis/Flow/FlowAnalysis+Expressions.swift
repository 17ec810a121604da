extension FlowAnalysis {
    /// The value of an attribute that holds an expression.
    func evaluate(_ text: String, _ context: FlowContext) -> AbstractValue {
        parsed(text, context.node).map { evaluate($0, context) } ?? .anything
    }

    /// The value of an expression.
    func evaluate(_ expression: XPathExpression, _ context: FlowContext) -> AbstractValue {
        switch expression {
        case .number: return .number
        case .literal: return .string
        case .variable(let name, _): return variable(context.node.expanded(name), context)
        case .minus(let operand):
            read(evaluate(operand, context), context)
            return .number
        case .binary(let operation, let left, let right): return evaluate(operation, left, right, context)
        case .call(let name, let arguments, _): return call(name, arguments, context)
        case .path(let path): return evaluate(path, context)
        }
    }

    private func evaluate(
        _ operation: XPathOperator, _ left: XPathExpression, _ right: XPathExpression, _ context: FlowContext
    ) -> AbstractValue {
        let values = [evaluate(left, context), evaluate(right, context)]
        let readsFirst = values.contains(where: \.readsFirst)
        switch operation {
        case .union: return values[0].joined(values[1])
        case .or, .and: return AbstractValue(kinds: .boolean, readsFirst: readsFirst)
        case .equal, .notEqual:
            values.forEach { read($0, context) }
            return AbstractValue(kinds: .boolean, readsFirst: readsFirst)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            values.forEach { readPlain($0, context) }
            return AbstractValue(kinds: .boolean, readsFirst: readsFirst)
        default:
            values.forEach { readPlain($0, context) }
            return AbstractValue(kinds: .number, readsFirst: readsFirst)
        }
    }

    private func evaluate(_ path: XPathPath, _ context: FlowContext) -> AbstractValue {
        if let first = firstRecord(path, context) { return first }
        var value: AbstractValue
        switch path.start {
        case .context: value = .nodes(context.places)
        case .root: value = .nodes(roots(context))
        case .filter(let inner, let predicates):
            value = evaluate(inner, context)
            for predicate in predicates { test(predicate, value.places, context) }
            if path.steps.isEmpty { return value }
        }
        for step in path.steps {
            value.isIdentity = holdsIdentity(step, value.places)
            value.places = walk(step, value.places, context)
        }
        value.kinds = .nodes
        return value
    }

    /// The roots of the documents that the context node can be in.
    func roots(_ context: FlowContext) -> Set<Place> {
        Set(context.places.map { $0 == .tree || $0 == .treeAttribute ? .tree : .element(PathTree.root) })
    }

    /// One step from every place, filtered.
    func walk(_ step: XPathStep, _ places: Set<Place>, _ context: FlowContext) -> Set<Place> {
        var found: Set<Place> = []
        for place in places { found.formUnion(take(step, from: place, context)) }
        for predicate in step.predicates { test(predicate, found, context) }
        return found
    }

    /// Looks at a condition in brackets; there positions are those of the nodes found, which the record decides.
    private func test(_ predicate: XPathExpression, _ places: Set<Place>, _ context: FlowContext) {
        guard !places.isEmpty else { return }
        var inner = context
        inner.places = places
        inner.countsRecords = false
        if evaluate(predicate, inner).isIdentity { refuse("generate-id() decides what is output", context.node) }
    }

    /// Whether attributes or texts of made trees that a step reads can be identities.
    private func holdsIdentity(_ step: XPathStep, _ places: Set<Place>) -> Bool {
        guard !identityNames.isEmpty, places.contains(.tree) else { return false }
        guard step.axis == .attribute else { return identityNames.contains("*") }
        if case .name(let name) = step.test { return identityNames.contains(name.local) }
        return true
    }

    /// `(path/to/record)[1]/…` in the frame: only the very first record is read.
    private func firstRecord(_ path: XPathPath, _ context: FlowContext) -> AbstractValue? {
        guard context.phase == .frame, let record, case .filter(let group, [.number("1")]) = path.start,
            case .path(let inner) = group, inner.steps.isEmpty, case .filter(.path(let records), []) = inner.start,
            leadsToRecords(records, context)
        else { return nil }
        frameReadsFirstRecord = true
        var places: Set<Place> = [.element(record)]
        for step in path.steps {
            guard [.child, .descendant, .descendantOrSelf, .attribute, .self].contains(step.axis), step.predicates.isEmpty else {
                return nil
            }
            places = walk(step, places, context)
        }
        return AbstractValue(kinds: .nodes, places: places, readsFirst: true)
    }

    /// Whether a path is nothing but the names down to the records.
    private func leadsToRecords(_ path: XPathPath, _ context: FlowContext) -> Bool {
        guard let start = wrapperStart(path, context) else { return false }
        let names = recordPath.drop { $0 != start }.dropFirst()
        guard path.steps.count == names.count else { return false }
        return zip(path.steps, names).allSatisfy { step, node in
            step.axis == .child && step.predicates.isEmpty && isName(step) && matches(node, step, context)
        }
    }

    private func isName(_ step: XPathStep) -> Bool {
        if case .name = step.test { true } else { false }
    }

    /// The element above the records at which a path starts, `nil` when it is none or several.
    func wrapperStart(_ path: XPathPath, _ context: FlowContext) -> Int? {
        let places: Set<Place>
        switch path.start {
        case .context: places = context.places
        case .root: places = roots(context)
        case .filter: return nil
        }
        guard places.count == 1, case .element(let node)? = places.first, isWrapper(node) else { return nil }
        return node
    }

    /// A variable in scope, else a global one.
    private func variable(_ name: ExpandedName, _ context: FlowContext) -> AbstractValue {
        guard let value = context.variables[name] ?? global(name) else {
            refuse("the variable '\(name.local)' is not declared", context.node)
            return .anything
        }
        if value.readsFirst, context.phase != .frame {
            refuse("the variable '\(name.local)' holds something of the first record, which only the frame may use", context.node)
        }
        return value
    }

    /// The value of a global variable or parameter, `nil` when there is none.
    func global(_ name: ExpandedName) -> AbstractValue? {
        if let known = globals[name] { return known }
        let declared = model.declarations.last {
            ($0.node.isInstruction("variable") || $0.node.isInstruction("param")) && $0.node["name"].map($0.node.expanded) == name
        }
        guard let node = declared?.node else { return nil }
        guard globalsUnderWay.insert(name).inserted else { return .anything }
        let root: Set<Place> = [.element(PathTree.root)]
        let context = FlowContext(
            places: root, current: root, phase: .repeated, target: FlowTarget(level: .tree), node: node)
        var value = content(of: node, context)
        // A value from outside takes the place of a parameter's own.
        if node.isInstruction("param") { value = value.joined(AbstractValue(kinds: [.string, .number, .boolean])) }
        globals[name] = value
        return value
    }

    /// Takes the text of a value: of elements that means everything in them.
    func read(_ value: AbstractValue, _ context: FlowContext) {
        guard value.kinds.contains(.nodes) else { return }
        for place in value.places {
            switch place {
            case .element(let node) where isWrapper(node):
                let name = node == PathTree.root ? "the document" : "'\(tree.nodes[node].name.local)'"
                refuse("the text of \(name) is that of all records", context.node)
            case .element(let node): tree.keepAll(node)
            case .text(let parent):
                tree.keepText(parent)
            default: break
            }
        }
    }

    /// Takes the text of a value where an identity would decide more than equality.
    func readPlain(_ value: AbstractValue, _ context: FlowContext) {
        read(value, context)
        if value.isIdentity { refuse("generate-id() is used for more than comparing for equality", context.node) }
    }
}
