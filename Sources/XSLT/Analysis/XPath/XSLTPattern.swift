/// A pattern of XSLT 1.0: what `match` and `count` hold.
struct XSLTPattern: Sendable, Equatable {
    /// The patterns between the bars.
    let alternatives: [Alternative]

    /// One path read from its end: a node matches its last step, its parent or an ancestor the one before.
    struct Alternative: Sendable, Equatable {
        /// Where the first step hangs.
        enum Anchor: Sendable, Equatable {
            /// Anywhere.
            case none
            /// Below the root of the document.
            case root
            /// Below what `id()` or `key()` give.
            case call(XPathExpression)
        }

        /// Where the first step hangs.
        var anchor: Anchor
        /// The steps in their order, each with whether it may be any depth below the one before (`//`).
        var steps: [(step: XPathStep, isDeep: Bool)]

        static func == (left: Self, right: Self) -> Bool {
            left.anchor == right.anchor && left.steps.map(\.step) == right.steps.map(\.step)
                && left.steps.map(\.isDeep) == right.steps.map(\.isDeep)
        }

        /// The priority that XSLT 1.0, section 5.5, gives it.
        var defaultPriority: Double {
            guard anchor == .none, steps.count == 1, let (step, isDeep) = steps.first, !isDeep, step.predicates.isEmpty else {
                return 0.5
            }
            switch step.test {
            case .name, .instruction(.some): return 0
            case .anyIn: return -0.25
            default: return -0.5
            }
        }
    }

    /// Reads a pattern.
    static func parse(_ text: String) throws(XPathSyntaxError) -> XSLTPattern {
        XSLTPattern(alternatives: try alternatives(of: try XPathParser.parse(text)))
    }

    private static func alternatives(of expression: XPathExpression) throws(XPathSyntaxError) -> [Alternative] {
        switch expression {
        case .binary(.union, let left, let right): return try alternatives(of: left) + (try alternatives(of: right))
        case .path(let path): return [try alternative(of: path)]
        case .call(let name, _, _) where isAnchor(name): return [Alternative(anchor: .call(expression), steps: [])]
        default: throw XPathSyntaxError(offset: 0, message: "this is an expression and no pattern; expected a path")
        }
    }

    private static func isAnchor(_ name: XPathName) -> Bool {
        name.prefix == nil && (name.local == "id" || name.local == "key")
    }

    private static func alternative(of path: XPathPath) throws(XPathSyntaxError) -> Alternative {
        var found = Alternative(anchor: .none, steps: [])
        switch path.start {
        case .context: break
        case .root: found.anchor = .root
        case .filter(let call, let predicates):
            guard predicates.isEmpty, case .call(let name, _, _) = call, isAnchor(name) else {
                throw XPathSyntaxError(offset: 0, message: "a pattern starts with a step, '/', id() or key()")
            }
            found.anchor = .call(call)
        }
        var isDeep = false
        for step in path.steps {
            if step.axis == .descendantOrSelf, step.test == .node, !step.isExplicit {
                isDeep = true
                continue
            }
            guard step.axis == .child || step.axis == .attribute else {
                throw XPathSyntaxError(
                    offset: step.offset, message: "a pattern has no axis '\(step.axis.rawValue)'; only child steps and attributes"
                )
            }
            found.steps.append((step, isDeep))
            isDeep = false
        }
        // `//a` matches `a` anywhere, so the root at its start asks for nothing.
        if found.anchor == .root, found.steps.first?.isDeep == true { found.anchor = .none }
        return found
    }
}
