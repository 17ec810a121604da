/// The shape of an XPath 1.0 expression, as far as it matters for telling sums on money.
indirect enum XPathExpression {
    /// `+`, `-`, `*`, `div`, `mod`, comparisons, `and`, `or`, `|`.
    case operation(String, XPathExpression, XPathExpression)
    case negation(XPathExpression)
    case call(String, [XPathExpression])
    /// A path: the name of its last step, the expression it starts from, and what its predicates ask.
    case path(last: String, start: XPathExpression?, predicates: [XPathExpression])
    case variable(String)
    /// A literal or a number.
    case constant
}

/// Reads expressions by the grammar's precedence. It never fails: what it cannot read it takes for a constant, because the engine
/// reports what is no XPath.
struct XPathParser {
    private let tokens: [XPathLexer.Token]
    private var position = 0
    private var depth = 0

    private static let precedence: [String: Int] = [
        "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8,
    ]
    /// Unary minus binds less than a union and more than a product.
    private static let negationPrecedence = 7
    /// Deeper than anybody writes; a hostile stylesheet must not end the check.
    private static let deepest = 200

    static func parse(_ text: String) -> XPathExpression {
        var parser = XPathParser(tokens: XPathLexer.tokens(of: text))
        return parser.expression(above: 0)
    }

    private init(tokens: [XPathLexer.Token]) { self.tokens = tokens }

    private mutating func expression(above lowest: Int) -> XPathExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else {
            position = tokens.count
            return .constant
        }
        var left = skip("-") ? .negation(expression(above: Self.negationPrecedence - 1)) : operand()
        while case .symbol(let symbol)? = next, let precedence = Self.precedence[symbol], precedence > lowest {
            position += 1
            left = .operation(symbol, left, expression(above: precedence))
        }
        return left
    }

    /// A literal, a call, a variable, a group or a path, with the predicates and steps that follow.
    private mutating func operand() -> XPathExpression {
        switch next {
        case .literal, .number:
            position += 1
            return .constant
        case .variable(let name):
            position += 1
            return steps(after: .variable(name))
        case .symbol("("):
            position += 1
            let inner = expression(above: 0)
            _ = skip(")")
            return steps(after: inner)
        case .name(let name) where follower == .symbol("(") && !Self.nodeTests.contains(name):
            position += 2
            return steps(after: .call(name, arguments()))
        default: return steps(after: nil)
        }
    }

    private static let nodeTests: Set<String> = ["node", "text", "comment", "processing-instruction"]

    private mutating func arguments() -> [XPathExpression] {
        var arguments: [XPathExpression] = []
        while next != nil, next != .symbol(")") {
            let before = position
            arguments.append(expression(above: 0))
            _ = skip(",")
            if position == before { break }
        }
        _ = skip(")")
        return arguments
    }

    /// The steps and predicates that follow; `start` itself when there are none.
    private mutating func steps(after start: XPathExpression?) -> XPathExpression {
        var last: String?
        var predicates: [XPathExpression] = []
        // What follows an expression is a step only after a slash.
        var mayBeStep = start == nil
        let first = position
        scan: while let token = next {
            switch token {
            case .symbol("/"), .symbol("//"): mayBeStep = true
            case .symbol("@"), .symbol("::"): break
            case .symbol("."), .symbol(".."): (last, mayBeStep) = (nil, false)
            case .symbol("["):
                position += 1
                predicates.append(expression(above: 0))
                guard next == .symbol("]") else { break scan }
                mayBeStep = false
            case .name(let name) where mayBeStep:
                if follower == .symbol("::") {
                    position += 2
                    continue scan
                }
                last = name
                mayBeStep = false
                if follower == .symbol("(") { position += 2 }
            default: break scan
            }
            position += 1
        }
        if position == first {
            guard let start else {
                position += 1
                return .constant
            }
            return start
        }
        guard let last else { return start ?? .path(last: ".", start: nil, predicates: predicates) }
        return .path(last: last, start: start, predicates: predicates)
    }

    private var next: XPathLexer.Token? { tokens.indices.contains(position) ? tokens[position] : nil }
    private var follower: XPathLexer.Token? { tokens.indices.contains(position + 1) ? tokens[position + 1] : nil }

    private mutating func skip(_ symbol: String) -> Bool {
        guard next == .symbol(symbol) else { return false }
        position += 1
        return true
    }
}
