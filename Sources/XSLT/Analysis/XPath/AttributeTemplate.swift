/// An attribute value template: text with expressions in braces.
public struct AttributeTemplate: Sendable, Equatable {
    /// A piece of it.
    enum Part: Sendable, Equatable {
        /// Text, double braces made single.
        case text(String)
        /// An expression, and the byte of the value at which it starts.
        case expression(String, at: Int)
    }

    /// The pieces in their order.
    let parts: [Part]

    /// The expressions with their places.
    var expressions: [(text: String, offset: Int)] {
        parts.compactMap {
            if case .expression(let text, let offset) = $0 { (text, offset) } else { nil }
        }
    }

    /// The expressions in an attribute's value; none for a value that cannot be read, which compiling the stylesheet explains.
    public static func expressions(in value: String) -> [String] {
        (try? parse(value))?.expressions.map(\.text) ?? []
    }

    /// Reads a value.
    static func parse(_ value: String) throws(XPathSyntaxError) -> AttributeTemplate {
        var reader = Reader(bytes: Array(value.utf8))
        return AttributeTemplate(parts: try reader.parts())
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func parts() throws(XPathSyntaxError) -> [Part] {
            var parts: [Part] = []
            var text: [UInt8] = []
            while position < bytes.count {
                let byte = bytes[position]
                guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
                    text.append(byte)
                    position += 1
                    continue
                }
                if position + 1 < bytes.count, bytes[position + 1] == byte {
                    text.append(byte)
                    position += 2
                } else if byte == UInt8(ascii: "{") {
                    if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
                    text = []
                    parts.append(try expression())
                } else {
                    throw XPathSyntaxError(offset: position, message: "'}' closes nothing; write '}}' for the character")
                }
            }
            if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
            return parts
        }

        /// Up to the closing brace; one inside quotes does not count.
        private mutating func expression() throws(XPathSyntaxError) -> Part {
            let start = position + 1
            position = start
            var quote: UInt8?
            while position < bytes.count {
                let byte = bytes[position]
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if byte == UInt8(ascii: "}") {
                    position += 1
                    return .expression(String(decoding: bytes[start..<position - 1], as: UTF8.self), at: start)
                }
                position += 1
            }
            throw XPathSyntaxError(offset: start - 1, message: "'{' is not closed; write '{{' for the character")
        }
    }
}
