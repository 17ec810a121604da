/// An argument of an extension function that reads texts only.
public enum XPathText: Sendable, Equatable {
    /// A text, or a number or a boolean as `string()` gives it.
    case value(String)
    /// The text of each node, in document order.
    case nodes([String])

    /// The argument as XPath's `string()` gives it; of nodes the text of the first.
    public var string: String {
        switch self {
        case .value(let text): text
        case .nodes(let texts): texts.first ?? ""
        }
    }

    /// The texts of all nodes; a value is one text.
    public var all: [String] {
        switch self {
        case .value(let text): [text]
        case .nodes(let texts): texts
        }
    }
}
