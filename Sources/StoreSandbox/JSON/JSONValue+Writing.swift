extension JSONValue {
    /// The value as compact UTF-8 JSON.
    ///
    /// - Parameter escapingSlashes: V2 of the shop's API writes `https:\/\/`, V3 does not.
    public func bytes(escapingSlashes: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(1024)
        write(to: &output, escapingSlashes: escapingSlashes)
        return output
    }

    /// The value as compact JSON text.
    public var json: String { String(decoding: bytes(), as: UTF8.self) }

    /// Writes any value.
    private func write(to output: inout [UInt8], escapingSlashes: Bool) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let digits): output.append(contentsOf: digits.utf8)
        case .string(let text): JSONValue.write(text, to: &output, escapingSlashes: escapingSlashes)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                item.write(to: &output, escapingSlashes: escapingSlashes)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                JSONValue.write(member.key, to: &output, escapingSlashes: escapingSlashes)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output, escapingSlashes: escapingSlashes)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// Writes a text in quotes.
    private static func write(_ text: String, to output: inout [UInt8], escapingSlashes: Bool) {
        var text = text
        output.append(UInt8(ascii: "\""))
        // The buffer spares the decoding of every character: a page of orders is two megabytes of short texts.
        text.withUTF8 { bytes in
            if bytes.allSatisfy(isPlain) {
                output.append(contentsOf: bytes)
            } else {
                for byte in bytes { writeEscaped(byte, to: &output, escapingSlashes: escapingSlashes) }
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Whether a byte may stand in a text as it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "/")
    }

    /// Writes a byte that may need an escape.
    private static func writeEscaped(_ byte: UInt8, to output: inout [UInt8], escapingSlashes: Bool) {
        switch byte {
        case UInt8(ascii: "\""): output.append(contentsOf: #"\""#.utf8)
        case UInt8(ascii: "\\"): output.append(contentsOf: #"\\"#.utf8)
        case UInt8(ascii: "/"): output.append(contentsOf: (escapingSlashes ? #"\/"# : "/").utf8)
        case 0x0A: output.append(contentsOf: #"\n"#.utf8)
        case 0x0D: output.append(contentsOf: #"\r"#.utf8)
        case 0x09: output.append(contentsOf: #"\t"#.utf8)
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            output.append(contentsOf: (#"\u00"# + (digits.count < 2 ? "0" : "") + digits).utf8)
        default: output.append(byte)
        }
    }
}
