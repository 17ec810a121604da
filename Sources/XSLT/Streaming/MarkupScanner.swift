import Glibc

/// Finds one piece of markup after another. It knows just enough of XML to see where markup ends: quotes in tags, comments,
/// CDATA sections, processing instructions. Whether the document is well-formed is for the parser to say.
struct MarkupScanner {
    /// What stands between `<` and `>`.
    enum Kind {
        /// `<name …>`
        case startTag
        /// `<name …/>`
        case emptyTag
        /// `</name>`
        case endTag
        /// A comment or a processing instruction.
        case remark
        /// `<![CDATA[…]]>`
        case cdata
        /// `<!DOCTYPE`
        case doctype
    }

    /// What a search came to.
    enum Outcome {
        /// The properties tell what and where.
        case found
        /// The bytes end before the markup does; ``start`` says where it begins.
        case incomplete
        /// What begins at ``start`` is not XML.
        case malformed
    }

    /// What was found last.
    private(set) var kind = Kind.startTag
    /// Where it begins.
    private(set) var start = 0
    /// Where its name begins, for tags.
    private(set) var nameStart = 0
    /// The end of its name, for tags.
    private(set) var nameEnd = 0
    /// The position behind it.
    private(set) var end = 0

    /// Looks for the next markup from `position` on.
    @inline(__always)
    mutating func next(_ bytes: UnsafePointer<UInt8>, from position: Int, to count: Int) -> Outcome {
        guard let place = memchr(bytes + position, 0x3C, count - position) else {
            start = count
            return .incomplete
        }
        start = UnsafeRawPointer(place) - UnsafeRawPointer(bytes)
        guard start + 1 < count else { return .incomplete }
        switch bytes[start + 1] {
        case UInt8(ascii: "/"): return endTag(bytes, count)
        case UInt8(ascii: "!"): return declaration(bytes, count)
        case UInt8(ascii: "?"): return found(.remark, endOf: "?>", from: start + 2, bytes, count)
        default: return startTag(bytes, count)
        }
    }

    /// `<name`, attributes in quotes, `>` or `/>`.
    @inline(__always)
    private mutating func startTag(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Outcome {
        nameStart = start + 1
        guard readName(bytes, count) else { return .incomplete }
        guard nameEnd > nameStart else { return .malformed }
        var index = nameEnd
        while index < count {
            switch bytes[index] {
            case UInt8(ascii: ">"):
                end = index + 1
                kind = bytes[index - 1] == UInt8(ascii: "/") ? .emptyTag : .startTag
                return .found
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let quote = memchr(bytes + index + 1, Int32(bytes[index]), count - index - 1) else { return .incomplete }
                index = UnsafeRawPointer(quote) - UnsafeRawPointer(bytes) + 1
            case UInt8(ascii: "<"): return .malformed
            default: index += 1
            }
        }
        return .incomplete
    }

    /// `</name>`, with white space behind the name.
    @inline(__always)
    private mutating func endTag(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Outcome {
        nameStart = start + 2
        guard readName(bytes, count) else { return .incomplete }
        var index = nameEnd
        while index < count, Self.isSpace(bytes[index]) { index += 1 }
        guard index < count else { return .incomplete }
        guard bytes[index] == UInt8(ascii: ">"), nameEnd > nameStart else { return .malformed }
        end = index + 1
        kind = .endTag
        return .found
    }

    /// Reads to the end of a name; `false` when the bytes end first.
    @inline(__always)
    private mutating func readName(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = nameStart
        while index < count {
            let byte = bytes[index]
            if byte <= 0x3E, byte == 0x3E || byte == UInt8(ascii: "/") || byte == 0x3C || Self.isSpace(byte) {
                nameEnd = index
                return true
            }
            index += 1
        }
        return false
    }

    /// Space, tab, line feed, carriage return.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }

    /// What begins with `<!`.
    private mutating func declaration(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Outcome {
        switch begins("<!--", bytes, count) {
        case .found: return found(.remark, endOf: "-->", from: start + 4, bytes, count)
        case .incomplete: return .incomplete
        case .malformed: break
        }
        switch begins("<![CDATA[", bytes, count) {
        case .found: return found(.cdata, endOf: "]]>", from: start + 9, bytes, count)
        case .incomplete: return .incomplete
        case .malformed: break
        }
        let outcome = begins("<!DOCTYPE", bytes, count)
        if outcome == .found {
            kind = .doctype
            end = start + 9
        }
        return outcome
    }

    /// Whether `text` stands at the start; incomplete when the bytes end within it.
    private func begins(_ text: StaticString, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Outcome {
        let length = min(text.utf8CodeUnitCount, count - start)
        guard memcmp(bytes + start, text.utf8Start, length) == 0 else { return .malformed }
        return length == text.utf8CodeUnitCount ? .found : .incomplete
    }

    /// Looks for the end of a comment and the like; all end in `>`.
    private mutating func found(
        _ kind: Kind, endOf mark: StaticString, from position: Int, _ bytes: UnsafePointer<UInt8>, _ count: Int
    ) -> Outcome {
        let before = mark.utf8CodeUnitCount - 1
        var index = position + before
        while index < count, let place = memchr(bytes + index, 0x3E, count - index) {
            index = UnsafeRawPointer(place) - UnsafeRawPointer(bytes)
            if memcmp(bytes + index - before, mark.utf8Start, before) == 0 {
                self.kind = kind
                end = index + 1
                return .found
            }
            index += 1
        }
        return .incomplete
    }
}
