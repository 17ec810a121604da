/// Reads XPath 1.0, the whole grammar.
struct XPathParser {
    /// Deeper nesting of expressions is refused, as libxml2 does.
    private static let deepest = 200
    /// Each operator in a row makes the tree one deeper, and everything that walks it. Nobody writes as many; a hostile stylesheet does.
    private static let mostOperators = 2000

    private let tokens: [(token: XPathToken, offset: Int)]
    private var position = 0
    private var depth = 0

    /// Reads a text as one expression.
    static func parse(_ text: String) throws(XPathSyntaxError) -> XPathExpression {
        var parser = XPathParser(tokens: try XPathLexer.tokens(of: text))
        let expression = try parser.expression()
        guard parser.token == .end else { throw parser.unexpected("an operator or the end") }
        return expression
    }

    private var token: XPathToken { tokens[position].token }
    private var offset: Int { tokens[position].offset }

    private mutating func advance() {
        if position < tokens.count - 1 { position += 1 }
    }

    /// Takes a mark if it comes next.
    private mutating func takes(_ mark: String) -> Bool {
        guard token == .mark(mark) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ mark: String) throws(XPathSyntaxError) {
        guard takes(mark) else { throw unexpected("'\(mark)'") }
    }

    private func unexpected(_ expected: String) -> XPathSyntaxError {
        XPathSyntaxError(offset: offset, message: "found \(token.shown), expected \(expected)")
    }

    /// Operators of at least `strength` and their operands, by precedence climbing.
    private mutating func expression(_ strength: Int = 1) throws(XPathSyntaxError) -> XPathExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { throw XPathSyntaxError(offset: offset, message: "the expression is nested too deep") }
        var left = try operand()
        var operators = 0
        while case .operation(let operation) = token, operation.strength >= strength {
            operators += 1
            guard operators <= Self.mostOperators else {
                throw XPathSyntaxError(offset: offset, message: "more than \(Self.mostOperators) operators in a row")
            }
            advance()
            left = .binary(operation, left, try expression(operation.strength + 1))
        }
        return left
    }

    /// A minus binds more than `*` and less than `|`.
    private mutating func operand() throws(XPathSyntaxError) -> XPathExpression {
        guard token == .operation(.minus) else { return try path() }
        advance()
        return .minus(try expression(7))
    }

    private mutating func path() throws(XPathSyntaxError) -> XPathExpression {
        if let primary = try primary() { return try filtered(primary) }
        var steps: [XPathStep] = []
        if takes("/") {
            if startsStep { steps = try relative() }
            return .path(XPathPath(start: .root, steps: steps))
        }
        if let step = descending() { return .path(XPathPath(start: .root, steps: [step] + (try relative()))) }
        return .path(XPathPath(start: .context, steps: try relative()))
    }

    /// A primary expression with its predicates and the path after them.
    private mutating func filtered(_ primary: XPathExpression) throws(XPathSyntaxError) -> XPathExpression {
        let predicates = try predicates()
        var steps: [XPathStep] = []
        if takes("/") {
            steps = try relative()
        } else if let step = descending() {
            steps = [step] + (try relative())
        }
        if predicates.isEmpty, steps.isEmpty { return primary }
        return .path(XPathPath(start: .filter(primary, predicates: predicates), steps: steps))
    }

    /// The step that `//` stands for.
    private mutating func descending() -> XPathStep? {
        let offset = offset
        guard takes("//") else { return nil }
        return XPathStep(axis: .descendantOrSelf, test: .node, offset: offset)
    }

    private mutating func primary() throws(XPathSyntaxError) -> XPathExpression? {
        let offset = offset
        switch token {
        case .variable(let name):
            advance()
            return .variable(name, at: offset)
        case .number(let digits):
            advance()
            return .number(digits)
        case .literal(let text):
            advance()
            return .literal(text)
        case .mark("("):
            advance()
            let inner = try expression()
            try expect(")")
            return .path(XPathPath(start: .filter(inner, predicates: []), steps: []))
        case .function(let name):
            advance()
            return .call(name, try arguments(), at: offset)
        default: return nil
        }
    }

    private mutating func arguments() throws(XPathSyntaxError) -> [XPathExpression] {
        try expect("(")
        guard !takes(")") else { return [] }
        var arguments = [try expression()]
        while takes(",") { arguments.append(try expression()) }
        guard takes(")") else { throw unexpected("',' or ')'") }
        return arguments
    }

    private var startsStep: Bool {
        switch token {
        case .name, .any, .anyIn, .axis, .nodeType: true
        case .mark(let mark): ["@", ".", ".."].contains(mark)
        default: false
        }
    }

    private mutating func relative() throws(XPathSyntaxError) -> [XPathStep] {
        var steps = [try step()]
        while true {
            if takes("/") {
                steps.append(try step())
            } else if let between = descending() {
                steps += [between, try step()]
            } else {
                return steps
            }
        }
    }

    private mutating func step() throws(XPathSyntaxError) -> XPathStep {
        let start = offset
        if takes(".") { return XPathStep(axis: .self, test: .node, isExplicit: true, offset: start) }
        if takes("..") { return XPathStep(axis: .parent, test: .node, isExplicit: true, offset: start) }
        var step = XPathStep(axis: .child, test: .node, offset: start)
        if takes("@") {
            step.axis = .attribute
            step.isExplicit = true
        } else if case .axis(let axis) = token {
            advance()
            step.axis = axis
            step.isExplicit = true
        }
        step.test = try nodeTest()
        step.predicates = try predicates()
        return step
    }

    private mutating func nodeTest() throws(XPathSyntaxError) -> XPathNodeTest {
        let found = token
        switch found {
        case .name(let name):
            advance()
            return .name(name)
        case .any:
            advance()
            return .any
        case .anyIn(let prefix):
            advance()
            return .anyIn(prefix: prefix)
        case .nodeType(let type):
            advance()
            return try nodeType(type)
        default: throw unexpected("a step: a name, '*', '@', '.' or an axis")
        }
    }

    private mutating func nodeType(_ type: String) throws(XPathSyntaxError) -> XPathNodeTest {
        try expect("(")
        var name: String?
        if type == "processing-instruction", case .literal(let text) = token {
            name = text
            advance()
        }
        try expect(")")
        switch type {
        case "text": return .text
        case "comment": return .comment
        case "processing-instruction": return .instruction(name)
        default: return .node
        }
    }

    private mutating func predicates() throws(XPathSyntaxError) -> [XPathExpression] {
        var predicates: [XPathExpression] = []
        while takes("[") {
            predicates.append(try expression())
            guard takes("]") else { throw unexpected("an operator or ']'") }
        }
        return predicates
    }
}
