/// Why a text is not JSON.
public struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    /// What was wrong, for instance "a comma or ] expected".
    public let reason: String
    /// Position of the offending byte, counted from 0.
    public let offset: Int

    /// A complaint about a position.
    public init(reason: String, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The complaint with its position.
    public var description: String { "not JSON at byte \(offset): \(reason)" }
}

extension JSONValue {
    /// Reads one JSON text.
    ///
    /// - Parameter bytes: UTF-8, with nothing but blanks around the value.
    /// - Throws: ``JSONSyntaxError`` with the position.
    public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }

    /// Reads one JSON text.
    public init(parsing text: String) throws(JSONSyntaxError) { try self.init(parsing: Array(text.utf8)) }
}

/// A recursive-descent reader over bytes.
struct JSONParser {
    /// The whole text.
    private let bytes: [UInt8]
    /// The next byte.
    private var position = 0
    /// How many arrays and objects are open.
    private var depth = 0

    /// Far deeper than any order, far shallower than the stack.
    private static let deepest = 128

    /// A reader of a text.
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The one value of the text.
    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        let value = try value()
        skipBlanks()
        guard position == bytes.count else { throw failure("text after the value") }
        return value
    }

    /// The next byte, `nil` at the end.
    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// A complaint about the next byte.
    private func failure(_ reason: String) -> JSONSyntaxError { JSONSyntaxError(reason: reason, offset: position) }

    /// Passes over blanks and line ends.
    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Passes over a byte, if it is the next.
    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    /// Any value.
    private mutating func value() throws(JSONSyntaxError) -> JSONValue {
        skipBlanks()
        switch current {
        case UInt8(ascii: "{"): return .object(try nested { parser throws(JSONSyntaxError) in try parser.members() })
        case UInt8(ascii: "["): return .array(try nested { parser throws(JSONSyntaxError) in try parser.items() })
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some: return try number()
        case nil: throw failure("the text ends where a value is expected")
        }
    }

    /// What is inside brackets, if they are not too deep.
    private mutating func nested<T>(
        _ read: (inout JSONParser) throws(JSONSyntaxError) -> T
    ) throws(JSONSyntaxError) -> T {
        depth += 1
        guard depth <= JSONParser.deepest else { throw failure("nested deeper than \(JSONParser.deepest) levels") }
        position += 1
        let result = try read(&self)
        depth -= 1
        return result
    }

    /// `true`, `false` or `null`.
    private mutating func word(_ text: String, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        guard bytes[position...].starts(with: text.utf8) else { throw failure("\(text) expected") }
        position += text.utf8.count
        return value
    }

    /// A number, by its digits.
    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        while let byte = current, JSONParser.numberBytes.contains(byte) { position += 1 }
        guard position > start, bytes[start..<position].contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
            throw failure("a value expected")
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    /// What a number may be made of.
    private static let numberBytes = Set("+-0123456789.eE".utf8)

    /// The items up to the closing bracket.
    private mutating func items() throws(JSONSyntaxError) -> [JSONValue] {
        var items: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return items }
        while true {
            items.append(try value())
            skipBlanks()
            if take(UInt8(ascii: "]")) { return items }
            guard take(UInt8(ascii: ",")) else { throw failure("a comma or ] expected") }
        }
    }

    /// The members up to the closing brace.
    private mutating func members() throws(JSONSyntaxError) -> JSONObject {
        var members: [JSONObject.Member] = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return JSONObject(members) }
        while true {
            skipBlanks()
            guard current == UInt8(ascii: "\"") else { throw failure("a member name in quotes expected") }
            let key = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw failure("a colon expected") }
            members.append(JSONObject.Member(key: key, value: try value()))
            skipBlanks()
            if take(UInt8(ascii: "}")) { return JSONObject(members) }
            guard take(UInt8(ascii: ",")) else { throw failure("a comma or } expected") }
        }
    }

    /// A text up to its closing quote.
    private mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw failure("a control character inside a string")
            default: text.append(byte)
            }
        }
        throw failure("a string without its closing quote")
    }

    /// The character behind a backslash.
    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard let byte = current else { throw failure("a string without its closing quote") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default: throw failure("an unknown escape")
        }
    }

    /// The character of a `\uXXXX` escape, a surrogate pair taken together.
    private mutating func scalar() throws(JSONSyntaxError) -> Character {
        let unit = try hexDigits()
        var code = unit
        if (0xD800..<0xDC00).contains(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            code = 0x10000 + (unit - 0xD800) << 10 + (try hexDigits() &- 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw failure("half of a surrogate pair") }
        return Character(scalar)
    }

    /// The number of four hexadecimal digits.
    private mutating func hexDigits() throws(JSONSyntaxError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits expected") }
        position += 4
        return value
    }
}
