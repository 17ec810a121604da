extension JSONValue {
    /// The value as compact JSON text, for request bodies.
    var serialized: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): JSONValue.quoted(text)
        case .array(let elements): "[" + elements.map(\.serialized).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { JSONValue.quoted($0.name) + ":" + $0.value.serialized }.joined(separator: ",") + "}"
        }
    }

    /// A number from an integer.
    static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

    /// An object from names and values in order.
    static func object(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(pairs.map { JSONMember(name: $0.key, value: $0.value) })
    }

    /// The text between quotes, with what must be escaped.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1F}": result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A number's digits without exponent, as XML readers and the ledger expect; text that is no number stays as it is.
    static func plainDigits(_ digits: String) -> String {
        guard let mark = digits.firstIndex(where: { $0 == "e" || $0 == "E" }),
            let exponent = Int(digits[digits.index(after: mark)...]), (-30...30).contains(exponent)
        else { return digits }
        let mantissa = digits[..<mark]
        let isNegative = mantissa.hasPrefix("-")
        let parts = mantissa.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        let all = String(parts[0]) + fraction
        let point = parts[0].count + exponent
        let padded =
            String(repeating: "0", count: max(0, 1 - point)) + all + String(repeating: "0", count: max(0, point - all.count))
        let whole = padded.prefix(max(1, point))
        let rest = padded.dropFirst(max(1, point))
        let trimmed = whole.drop { $0 == "0" }
        return (isNegative ? "-" : "") + (trimmed.isEmpty ? "0" : trimmed) + (rest.isEmpty ? "" : "." + rest)
    }
}
