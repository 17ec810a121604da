/// An XPath 1.0 expression as a tree. Places are byte offsets into the text it was read from.
public indirect enum XPathExpression: Sendable, Equatable {
    /// A number, as it was written.
    case number(String)
    /// A quoted text without its quotes.
    case literal(String)
    /// `$name`.
    case variable(XPathName, at: Int)
    /// `name(arguments)`.
    case call(XPathName, [XPathExpression], at: Int)
    /// `-operand`.
    case minus(XPathExpression)
    /// Two operands and what is between them.
    case binary(XPathOperator, XPathExpression, XPathExpression)
    /// A location path, or a filtered expression with or without a path after it.
    case path(XPathPath)

    /// Reads a text by the whole grammar; `nil` for one that is no expression, which compiling the stylesheet explains.
    public init?(_ text: String) {
        guard let expression = try? XPathParser.parse(text) else { return nil }
        self = expression
    }
}

/// A name with the prefix it was written with.
public struct XPathName: Sendable, Hashable, CustomStringConvertible {
    /// The prefix, `nil` without.
    public var prefix: String?
    /// The part after the colon.
    public var local: String

    public var description: String { prefix.map { "\($0):\(local)" } ?? local }
}

/// The binary operators, as they are written.
public enum XPathOperator: String, Sendable {
    case or, and
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "div"
    case modulo = "mod"
    case union = "|"

    /// How strongly it binds; a higher number binds more.
    var strength: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual: 3
        case .less, .lessOrEqual, .greater, .greaterOrEqual: 4
        case .plus, .minus: 5
        case .times, .divided, .modulo: 6
        case .union: 8
        }
    }
}

/// A start and the steps taken from there.
public struct XPathPath: Sendable, Equatable {
    /// Where a path starts.
    public indirect enum Start: Sendable, Equatable {
        /// The context node.
        case context
        /// The root of the context node's document.
        case root
        /// The nodes of an expression, filtered.
        case filter(XPathExpression, predicates: [XPathExpression])
    }

    /// Where it starts.
    public var start: Start
    /// The steps in their order; `//` is a step `descendant-or-self::node()`.
    public var steps: [XPathStep]
}

/// One step of a path.
public struct XPathStep: Sendable, Equatable {
    /// The direction.
    public var axis: XPathAxis
    /// Which nodes of that direction.
    public var test: XPathNodeTest
    /// The conditions in brackets.
    public var predicates: [XPathExpression] = []
    /// Whether the axis was written; `child` and the step of `//` are usually not.
    var isExplicit = false
    /// Where the step is written.
    var offset: Int

    /// As people write it, without its conditions.
    var shown: String {
        switch axis {
        case .child: test.shown
        case .attribute: "@\(test.shown)"
        case .parent where test == .node: ".."
        case .self where test == .node: "."
        default: "\(axis.rawValue)::\(test.shown)"
        }
    }
}

/// The axes, as they are written.
public enum XPathAxis: String, Sendable, CaseIterable {
    case ancestor, attribute, child, descendant, following, namespace, parent, preceding
    case ancestorOrSelf = "ancestor-or-self"
    case descendantOrSelf = "descendant-or-self"
    case followingSibling = "following-sibling"
    case precedingSibling = "preceding-sibling"
    case `self`
}

/// What a step takes of its axis.
public enum XPathNodeTest: Sendable, Equatable {
    /// Nodes of a name.
    case name(XPathName)
    /// `*`.
    case any
    /// `prefix:*`.
    case anyIn(prefix: String)
    /// `node()`.
    case node
    /// `text()`.
    case text
    /// `comment()`.
    case comment
    /// `processing-instruction()`, with or without a name.
    case instruction(String?)

    /// As it is written.
    var shown: String {
        switch self {
        case .name(let name): name.description
        case .any: "*"
        case .anyIn(let prefix): "\(prefix):*"
        case .node: "node()"
        case .text: "text()"
        case .comment: "comment()"
        case .instruction: "processing-instruction()"
        }
    }
}

/// Why a text is no expression, with what was expected instead.
struct XPathSyntaxError: Error, Equatable {
    /// The byte it fails at.
    let offset: Int
    /// What was found and what was expected.
    let message: String
}
