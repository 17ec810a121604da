extension StylesheetCheck {
    /// An expression: its grammar, its variables and its functions.
    mutating func checkExpression(_ text: String, _ origin: Origin, _ scope: Scope, at base: Int = 0) {
        do throws(XPathSyntaxError) {
            checkNames(try XPathParser.parse(text), origin, scope, at: base)
        } catch {
            add(
                "\(origin.attribute)=\"\(Self.short(origin.value))\": \(error.message)", origin.node, in: origin,
                at: base + error.offset)
        }
    }

    /// An attribute value template.
    mutating func checkTemplate(_ text: String, _ origin: Origin, _ scope: Scope) {
        do throws(XPathSyntaxError) {
            for expression in try AttributeTemplate.parse(text).expressions {
                checkExpression(expression.text, origin, scope, at: expression.offset)
            }
        } catch {
            add("\(origin.attribute)=\"\(Self.short(text))\": \(error.message)", origin.node, in: origin, at: error.offset)
        }
    }

    /// A pattern; the expressions in it see no variables.
    mutating func checkPattern(_ text: String, _ origin: Origin) {
        do throws(XPathSyntaxError) {
            for alternative in try XSLTPattern.parse(text).alternatives {
                for step in alternative.steps {
                    checkStep(step.step, origin, Scope(globals: [], trees: []), at: 0, allowsVariables: false)
                }
            }
        } catch {
            add("\(origin.attribute)=\"\(Self.short(text))\": \(error.message)", origin.node, in: origin, at: error.offset)
        }
    }

    private static func short(_ text: String) -> String {
        text.count > 80 ? text.prefix(80) + "…" : text
    }

    private mutating func checkNames(
        _ expression: XPathExpression, _ origin: Origin, _ scope: Scope, at base: Int, allowsVariables: Bool = true
    ) {
        switch expression {
        case .number, .literal: break
        case .variable(let name, let offset):
            if allowsVariables { checkVariable(name, origin, scope, at: base + offset) }
        case .call(let name, let arguments, let offset):
            checkFunction(name, arguments, origin, at: base + offset)
            for argument in arguments { checkNames(argument, origin, scope, at: base, allowsVariables: allowsVariables) }
        case .minus(let operand): checkNames(operand, origin, scope, at: base, allowsVariables: allowsVariables)
        case .binary(_, let left, let right):
            for operand in [left, right] { checkNames(operand, origin, scope, at: base, allowsVariables: allowsVariables) }
        case .path(let path):
            if case .filter(let inner, let predicates) = path.start {
                if case .variable(let name, let offset) = inner, !path.steps.isEmpty {
                    checkTree(name, origin, scope, at: base + offset)
                }
                for part in [inner] + predicates { checkNames(part, origin, scope, at: base, allowsVariables: allowsVariables) }
            }
            for step in path.steps { checkStep(step, origin, scope, at: base, allowsVariables: allowsVariables) }
        }
    }

    private mutating func checkStep(
        _ step: XPathStep, _ origin: Origin, _ scope: Scope, at base: Int, allowsVariables: Bool
    ) {
        switch step.test {
        case .name(let name): name.prefix.map { checkPrefix($0, origin, at: base + step.offset) }
        case .anyIn(let prefix): checkPrefix(prefix, origin, at: base + step.offset)
        default: break
        }
        for predicate in step.predicates { checkNames(predicate, origin, scope, at: base, allowsVariables: allowsVariables) }
    }

    private mutating func checkPrefix(_ prefix: String, _ origin: Origin, at offset: Int) {
        guard origin.node.namespaces[prefix] == nil else { return }
        let hint = NameHint.hint(for: prefix, among: origin.node.namespaces.keys)
        add("the prefix '\(prefix)' is not declared\(hint)", origin.node, in: origin, at: offset)
    }

    private mutating func checkVariable(_ name: XPathName, _ origin: Origin, _ scope: Scope, at offset: Int) {
        let expanded = origin.node.expanded(name)
        guard !scope.contains(expanded) else { return }
        let hint = NameHint.hint(for: name.local, among: scope.names.map(\.local))
        add("no variable '\(name)' is in scope here\(hint)", origin.node, in: origin, at: offset)
    }

    /// A path into a variable that is a tree.
    private mutating func checkTree(_ name: XPathName, _ origin: Origin, _ scope: Scope, at offset: Int) {
        guard scope.isTree(origin.node.expanded(name)) else { return }
        add(
            "'$\(name)' is a tree that the stylesheet builds, and no path leads into one; use exsl:node-set($\(name)) "
                + "with xmlns:exsl=\"http://exslt.org/common\"", origin.node, in: origin, at: offset)
    }

    private mutating func checkFunction(_ name: XPathName, _ arguments: [XPathExpression], _ origin: Origin, at offset: Int) {
        if let prefix = name.prefix, origin.node.namespaces[prefix] == nil { return checkPrefix(prefix, origin, at: offset) }
        let expanded = origin.node.expanded(name)
        guard functions.contains(expanded) else {
            guard !guardedFunctions.contains(name.description) else { return }
            let hint =
                FunctionTable.later[name.description].map { "; \($0)" }
                ?? NameHint.hint(for: name.local, among: functions.names(in: expanded.namespace) ?? [])
            return add("there is no function '\(name)()'\(hint)", origin.node, in: origin, at: offset)
        }
        if let counts = functions.counts(of: expanded), !counts.contains(arguments.count) {
            let shown = counts.count == 1 ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
            let most = counts.upperBound == FunctionTable.any ? "\(counts.lowerBound) or more" : shown
            add("\(name)() takes \(most) arguments, not \(arguments.count)", origin.node, in: origin, at: offset)
        }
        guard name.prefix == nil else { return }
        if name.local == "key", case .literal(let key)? = arguments.first {
            checkDeclared(key, "key", origin, at: offset)
        } else if name.local == "format-number", arguments.count == 3, case .literal(let format) = arguments[2] {
            checkDeclared(format, "decimal-format", origin, at: offset)
        }
    }

    /// The name of a declaration of a kind.
    private mutating func checkDeclared(_ name: String, _ kind: String, _ origin: Origin, at offset: Int) {
        let known = model.declarations(kind).compactMap { $0.node["name"].map($0.node.expanded) }
        guard !known.contains(origin.node.expanded(name)) else { return }
        let hint = NameHint.hint(for: name, among: known.map(\.local))
        add("no xsl:\(kind) '\(name)' is declared\(hint)", origin.node, in: origin, at: offset)
    }
}
