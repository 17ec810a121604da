/// Gives the same facts in the other shapes that the shop's documentation admits: numbers for texts, `null` for empty.
struct ShapeSwap {
    /// Whether numbers and texts change places.
    private let numbers: Bool
    /// Whether `null` and empty change places.
    private let nulls: Bool

    /// The swaps that hit a request.
    init(_ failures: RequestFailures) {
        numbers = failures.contains(.swappedNumbers)
        nulls = failures.contains(.swappedNulls)
    }

    /// The value with every text, number and null in the other shape.
    func applied(to value: JSONValue) -> JSONValue {
        guard numbers || nulls else { return value }
        switch value {
        case .array(let items): return .array(items.map(applied))
        case .object(let object):
            return .object(JSONObject(object.members.map { JSONObject.Member(key: $0.key, value: applied(to: $0.value)) }))
        case .null: return nulls ? "" : value
        case .string(""): return nulls ? .null : value
        case .string(let text): return numbers && isAmount(text) ? .number(text) : value
        case .number(let digits): return numbers ? .string(digits) : value
        case .bool: return value
        }
    }

    /// Digits with a point: an amount or a rate, never a postcode or a telephone number.
    private func isAmount(_ text: String) -> Bool {
        let digits = text.drop { $0 == "-" }
        return digits.contains(".") && digits.first?.isNumber == true
            && digits.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
            && digits.count { $0 == "." } == 1
    }
}
