/// A piece of an expression.
enum XPathToken: Sendable, Equatable {
    /// A name that is not followed by `(` or `::`, or comes where only a name can.
    case name(XPathName)
    /// `*` where a node test is meant.
    case any
    /// `prefix:*`.
    case anyIn(String)
    /// `name::` is the name and the colons.
    case axis(XPathAxis)
    /// A name before `(` that is none of the node types.
    case function(XPathName)
    /// `node`, `text`, `comment`, `processing-instruction` before `(`.
    case nodeType(String)
    case variable(XPathName)
    case number(String)
    case literal(String)
    case operation(XPathOperator)
    /// `( ) [ ] . .. @ , / //`.
    case mark(String)
    case end

    /// How people read it.
    var shown: String {
        switch self {
        case .name(let name): "'\(name)'"
        case .any: "'*'"
        case .anyIn(let prefix): "'\(prefix):*'"
        case .axis(let axis): "'\(axis.rawValue)::'"
        case .function(let name): "'\(name)('"
        case .nodeType(let type): "'\(type)('"
        case .variable(let name): "'$\(name)'"
        case .number(let digits): "'\(digits)'"
        case .literal(let text): "the text '\(text)'"
        case .operation(let operation): "'\(operation.rawValue)'"
        case .mark(let mark): "'\(mark)'"
        case .end: "the end"
        }
    }
}
