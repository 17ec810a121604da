/// Why an answer is not JSON, and at which byte.
struct JSONError: Error, Equatable, CustomStringConvertible {
    /// Bytes before the place, from 0.
    let offset: Int
    /// What was expected, or what is wrong.
    let reason: String

    /// Place and reason.
    var description: String { "not JSON at byte \(offset): \(reason)" }
}

/// Reads one JSON document of RFC 8259. Strict in grammar, with a bound on nesting so that no answer can exhaust the stack.
struct JSONParser {
    /// The API nests eight levels at most.
    static let deepest = 64

    /// The whole text.
    private let bytes: [UInt8]
    /// The next byte.
    private var position = 0

    /// A parser at the first byte.
    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Throws: ``JSONError`` with the byte offset; bytes after the value are an error too.
    static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes)
        parser.skipBlanks()
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.position == bytes.count else { throw parser.error("text after the end of the value") }
        return value
    }

    /// The next byte; `nil` at the end.
    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// An error at the present place.
    private func error(_ reason: String) -> JSONError { JSONError(offset: position, reason: reason) }

    /// Goes to the next byte that is no white space.
    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Any value, which begins here.
    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= JSONParser.deepest else { throw error("nested more than \(JSONParser.deepest) levels") }
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw error("the text ends too early")
        default: return try number()
        }
    }

    /// An object, whose brace is here.
    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var members: [JSONMember] = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipBlanks()
            guard current == UInt8(ascii: "\"") else { throw error("a member name was expected") }
            let name = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw error("':' was expected") }
            skipBlanks()
            members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw error("',' or '}' was expected") }
        return .object(members)
    }

    /// An array, whose bracket is here.
    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            skipBlanks()
            elements.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw error("',' or ']' was expected") }
        return .array(elements)
    }

    /// Passes one byte if it is this one.
    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    /// `true`, `false` or `null`.
    private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in text.utf8 {
            guard take(byte) else { throw error("'\(text)' was expected") }
        }
        return value
    }

    /// A number, kept as its digits.
    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let whole = try digits()
        if whole > 1, bytes[position - whole] == UInt8(ascii: "0") { throw error("a number begins with 0") }
        if take(UInt8(ascii: ".")) { _ = try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            _ = try digits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    /// At least one digit; answers how many.
    private mutating func digits() throws(JSONError) -> Int {
        let start = position
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        guard position > start else { throw error("a value was expected") }
        return position - start
    }
}

extension JSONParser {
    /// The text between quotes. The usual case, no escapes, is one copy.
    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case ..<0x20: throw error("a control character inside a text")
            default: position += 1
            }
        }
        throw error("a text is not closed")
    }

    /// Goes on where the first escape stands.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<position])
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: try escape().utf8)
            case ..<0x20:
                position -= 1
                throw error("a control character inside a text")
            default: text.append(byte)
            }
        }
        throw error("a text is not closed")
    }

    /// What stands for the escape whose backslash has been passed.
    private mutating func escape() throws(JSONError) -> String {
        guard let byte = current else { throw error("a text is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return String(try escapedScalar())
        default:
            position -= 2
            throw error("an unknown escape")
        }
    }

    /// `\uXXXX`, or two of them for a character outside the base plane; half a pair becomes U+FFFD, as a text must stay readable.
    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let first = try hexUnit()
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let afterFirst = position
        if take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            let second = try hexUnit()
            if (0xDC00...0xDFFF).contains(second) {
                return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
            }
        }
        position = afterFirst
        return "\u{FFFD}"
    }

    /// Four hexadecimal digits.
    private mutating func hexUnit() throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw error("four hexadecimal digits were expected") }
        var unit: UInt32 = 0
        for byte in bytes[position..<(position + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("four hexadecimal digits were expected")
            }
            unit = unit << 4 | UInt32(digit)
        }
        position += 4
        return unit
    }
}
