/// The result of an XPath expression, and the argument and result of an extension function.
public enum XPathValue: Sendable, Equatable {
    case string(String)
    case number(Double)
    case boolean(Bool)
    /// Nodes in document order. An attribute becomes an element of its name that holds its value; text becomes an
    /// element named `#text`; a result tree fragment becomes an element with an empty name.
    case nodes([XMLElement])

    /// The value as XPath's `string()` gives it; of nodes the text of the first.
    public var string: String {
        switch self {
        case .string(let text): text
        case .number(let number): Self.text(of: number)
        case .boolean(let flag): flag ? "true" : "false"
        case .nodes(let nodes): nodes.first?.text ?? ""
        }
    }

    /// Whole numbers without a point, as XPath prints them.
    private static func text(of number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        if let whole = Int64(exactly: number) { return String(whole) }
        return String(number)
    }
}
