/// The result of an XPath expression, and the argument and result of an extension function.
public enum XPathValue: Sendable, Equatable {
    /// Text.
    case string(String)
    /// A number; XPath has only doubles.
    case number(Double)
    /// True or false.
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
        return withoutExponent(String(number))
    }

    /// `1.5e-07` as `0.00000015`: XPath numbers have no exponents.
    private static func withoutExponent(_ text: String) -> String {
        let parts = text.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
        let sign = parts[0].hasPrefix("-") ? "-" : ""
        let digits = parts[0].filter(\.isNumber)
        let whole = parts[0].drop { $0 == "-" }.prefix { $0 != "." }.count
        let point = whole + exponent
        if point <= 0 { return trimmed(sign + "0." + String(repeating: "0", count: -point) + digits) }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return trimmed(sign + digits.prefix(point) + "." + digits.dropFirst(point))
    }

    /// Without zeros at the end of the fraction.
    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }
}
