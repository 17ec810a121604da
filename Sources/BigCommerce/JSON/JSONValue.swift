/// A JSON value as the shop sent it: numbers keep their digits, objects keep the order of their members.
///
/// Foundation's parser turns 1234567890.1234 into 1234567890.1233999872; money must not pass through a binary fraction.
enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// The digits as written, for instance `34.80` or `1e3`.
    case number(String)
    /// Text, escapes resolved.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Members in order.
    case object([JSONMember])
}

/// One name and value of an object.
struct JSONMember: Sendable, Equatable {
    /// The member name, escapes resolved.
    var name: String
    /// Its value.
    var value: JSONValue
}

extension JSONValue {
    /// The first member of that name; `nil` when this is no object or has none.
    subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// Members of an object; none for any other value.
    var members: [JSONMember] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    /// Elements of an array; none for any other value, as the shop leaves lists out or sends null.
    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// Text of a scalar: the shop sends the same field as number or as string. `nil` for null, arrays and objects.
    var text: String? {
        switch self {
        case .string(let text): text
        case .number(let digits): digits
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// Numbers and quantities of the API stay far below this; a hostile one must not overflow the sum it goes into.
    private static let greatestInteger = 1_000_000_000_000

    /// A whole number, sent as number or string (`8`, `"8"`, `"8.0000"`); `nil` when it is none or has more than twelve digits.
    var integer: Int? {
        guard let text else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 2 && parts[1].allSatisfy({ $0 == "0" }) else { return nil }
        guard let value = Int(parts[0]), value.magnitude < JSONValue.greatestInteger else { return nil }
        return value
    }

    /// Whether a flag is set, sent as boolean, number or string; absent and null are `false`.
    var isTrue: Bool {
        switch self {
        case .bool(let value): value
        case .number(let digits): digits != "0"
        case .string(let text): text == "true" || text == "1"
        case .null, .array, .object: false
        }
    }

    /// Whether the value says nothing: null, an empty text, an empty list.
    var isBlank: Bool {
        switch self {
        case .null, .string(""), .array([]), .object([]): true
        default: false
        }
    }
}
