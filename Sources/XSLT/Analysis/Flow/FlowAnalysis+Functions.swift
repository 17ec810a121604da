extension FlowAnalysis {
    /// Functions that take texts or numbers and give one, with what they give.
    private static let plainFunctions: [String: AbstractValue] = [
        "starts-with": .boolean, "contains": .boolean, "substring-before": .string, "substring-after": .string,
        "substring": .string,
        "string-length": .number, "normalize-space": .string, "translate": .string, "lang": .boolean, "number": .number,
        "sum": .number, "floor": .number, "ceiling": .number, "round": .number, "format-number": .string,
        "system-property": .string,
        "element-available": .boolean, "function-available": .boolean,
    ]
    /// Functions that look at the nodes themselves, never at their text.
    private static let nodeFunctions: [String: AbstractValue] = [
        "count": .number, "local-name": .string, "name": .string, "namespace-uri": .string, "boolean": .boolean, "not": .boolean,
        "true": .boolean, "false": .boolean,
    ]
    /// Functions that take the context node where they have no argument.
    private static let contextFunctions: Set<String> = [
        "string", "string-length", "normalize-space", "number", "local-name", "name", "namespace-uri", "generate-id",
    ]
    /// Registered functions that are exempt from "pure".
    private static let impureFunctions: Set<String> = ["Select", "FileExists", "ValidXml"]

    /// The value of a call.
    func call(_ name: XPathName, _ arguments: [XPathExpression], _ context: FlowContext) -> AbstractValue {
        var values = arguments.map { evaluate($0, context) }
        if name.prefix == nil, values.isEmpty, Self.contextFunctions.contains(name.local) { values = [.nodes(context.places)] }
        var value =
            name.prefix == nil
            ? core(name.local, values, context) : extensionCall(context.node.expanded(name), values, context)
        if values.contains(where: \.readsFirst) { value.readsFirst = true }
        return value
    }

    private func core(_ name: String, _ values: [AbstractValue], _ context: FlowContext) -> AbstractValue {
        if let result = Self.plainFunctions[name] {
            values.forEach { readPlain($0, context) }
            return result
        }
        if let result = Self.nodeFunctions[name] { return result }
        switch name {
        case "string", "concat":
            values.forEach { read($0, context) }
            return AbstractValue(kinds: .string, isIdentity: values.contains(where: \.isIdentity))
        case "position", "last":
            if context.countsRecords {
                refuse("\(name)() counts records\(context.phase == .record ? "" : " or what is beside them")", context.node)
            }
            return .number
        case "current": return .nodes(context.current)
        case "generate-id": return AbstractValue(kinds: .string, isIdentity: true)
        case "key", "id": refuse("\(name)() finds nodes anywhere in the document", context.node)
        case "document": refuse("document() is for whole documents", context.node)
        default: refuse("'\(name)()' is not known to be record-local", context.node)
        }
        // Anything of the document may have been found.
        tree.keepAll(PathTree.root)
        return AbstractValue(kinds: .any, places: [.below(PathTree.root), .tree, .treeAttribute])
    }

    private func extensionCall(_ name: ExpandedName, _ values: [AbstractValue], _ context: FlowContext) -> AbstractValue {
        if let namespace = name.namespace, extensions.functions[.init(namespace: namespace, name: name.local)] != nil {
            return registered(name, values, context)
        }
        switch name.namespace {
        case "http://exslt.org/common", Namespace.microsoft: return common(name.local, values, context)
        case "http://exslt.org/sets": return sets(name.local, values, context)
        case "http://exslt.org/math": return math(name.local, values, context)
        case "http://exslt.org/strings":
            values.forEach { readPlain($0, context) }
            return .anything
        case "http://exslt.org/dates-and-times":
            values.forEach { readPlain($0, context) }
            return AbstractValue(kinds: [.string, .number, .boolean])
        default: return unknown(name, values, context)
        }
    }

    /// Functions of the registry are pure, but for a few, and see copies of nodes with all they hold.
    private func registered(_ name: ExpandedName, _ values: [AbstractValue], _ context: FlowContext) -> AbstractValue {
        if Self.impureFunctions.contains(name.local) {
            refuse("\(name.local)() is never record-local", context.node)
        }
        values.forEach { readPlain($0, context) }
        return .anything
    }

    /// What is not known may read everything that its arguments lead to.
    private func unknown(_ name: ExpandedName, _ values: [AbstractValue], _ context: FlowContext) -> AbstractValue {
        refuse("'\(name.local)()' of '\(name.namespace ?? "")' is not known to be record-local", context.node)
        values.forEach { read($0, context) }
        tree.keepAll(PathTree.root)
        return AbstractValue(kinds: .any, places: [.below(PathTree.root), .tree, .treeAttribute])
    }

    private func common(_ name: String, _ values: [AbstractValue], _ context: FlowContext) -> AbstractValue {
        guard name == "node-set", let value = values.first else {
            return name == "object-type"
                ? .string : unknown(ExpandedName(namespace: "http://exslt.org/common", local: name), values, context)
        }
        // A text becomes a text node of a tree.
        return AbstractValue(
            kinds: .nodes, places: value.places.union([.tree]), readsFirst: value.readsFirst, isIdentity: value.isIdentity)
    }

    private func sets(_ name: String, _ values: [AbstractValue], _ context: FlowContext) -> AbstractValue {
        switch name {
        case "distinct":
            values.forEach { read($0, context) }
            return values.first ?? .anything
        case "difference", "intersection", "leading", "trailing":
            return values.first.map { first in values.dropFirst().reduce(first) { $0.joined($1) } } ?? .anything
        case "has-same-node": return .boolean
        default: return unknown(ExpandedName(namespace: "http://exslt.org/sets", local: name), values, context)
        }
    }

    private func math(_ name: String, _ values: [AbstractValue], _ context: FlowContext) -> AbstractValue {
        values.forEach { readPlain($0, context) }
        switch name {
        case "random":
            refuse("math:random() gives another number in every run", context.node)
            return .number
        case "highest", "lowest": return values.first ?? .anything
        default: return .number
        }
    }
}
