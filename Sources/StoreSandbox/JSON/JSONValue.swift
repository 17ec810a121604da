/// A JSON value that keeps what the wire said: the order of members and the digits of numbers.
///
/// `Foundation`'s readers turn `1234567890.1234` into a binary fraction; a shop that is tested for money must not.
public enum JSONValue: Sendable, Hashable {
    /// Nothing.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// The digits as they stand in the text, for instance `12.5000`.
    case number(String)
    /// A text, without its quotes.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Names with values.
    case object(JSONObject)

    /// Whether the value is JSON's `null`.
    public var isNull: Bool { self == .null }

    /// The text of a string or the digits of a number; `nil` for everything else.
    public var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .null, .bool, .array, .object: nil
        }
    }

    /// A whole number, given as a number or as a string; `nil` for everything else.
    public var integer: Int? { text.flatMap { Int($0) } }

    /// A truth value, given as `true`/`false` or, as shops do, in quotes; `nil` for everything else.
    public var boolean: Bool? {
        switch self {
        case .bool(let value): value
        case .string("true"), .string("1"), .number("1"): true
        case .string("false"), .string("0"), .number("0"): false
        case .null, .number, .string, .array, .object: nil
        }
    }

    /// The items of an array; `nil` for everything else.
    public var items: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    /// The members of an object; `nil` for everything else.
    public var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The member of an object by name; `nil` when absent or when the value is no object.
    public subscript(_ key: String) -> JSONValue? { object?[key] }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(String(value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONObject.Member(key: $0.0, value: $0.1) }))
    }

    /// A whole number.
    public init(_ value: Int) { self = .number(String(value)) }
    /// A text, or `null` when there is none.
    public init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }
    /// A list of objects.
    public init(_ objects: [JSONObject]) { self = .array(objects.map(JSONValue.object)) }
}
