import Glibc

/// Recognises elements that are certainly well-formed: no attributes, comments, sections or instructions, names of ASCII letters,
/// digits, points, hyphens and underscores, text of characters that XML allows, and no references but the five that need no declaration.
enum PlainElement {
    /// The end of the element that begins at `start`, and the line feeds in it; `nil` when it is not plain.
    static func skip(_ bytes: UnsafePointer<UInt8>, from start: Int, to count: Int) -> (end: Int, lines: Int)? {
        withUnsafeTemporaryAllocation(of: (start: Int, length: Int).self, capacity: deepest) { names in
            let classes = Self.classes
            var depth = 0, lines = 0, index = start
            repeat {
                // Behind `<`.
                guard index + 2 < count else { return nil }
                index += 1
                let isEnd = bytes[index] == UInt8(ascii: "/")
                if isEnd { index += 1 }
                let nameStart = index
                guard classes[Int(bytes[index])] & Class.nameStart != 0 else { return nil }
                while index < count, classes[Int(bytes[index])] & Class.name != 0 { index += 1 }
                let length = index - nameStart
                guard length < longestName else { return nil }
                if isEnd {
                    depth -= 1
                    guard depth >= 0, names[depth].length == length,
                        memcmp(bytes + names[depth].start, bytes + nameStart, length) == 0
                    else { return nil }
                } else {
                    guard depth < deepest else { return nil }
                    names[depth] = (nameStart, length)
                    depth += 1
                    while index < count, bytes[index] == UInt8(ascii: " ") { index += 1 }
                    if index < count, bytes[index] == UInt8(ascii: "/") {
                        depth -= 1
                        index += 1
                    }
                }
                guard index < count, bytes[index] == UInt8(ascii: ">") else { return nil }
                index += 1
                if depth == 0 { return (index, lines) }
                guard text(bytes, &index, count, classes, &lines) else { return nil }
            } while true
        }
    }

    /// The name behind the `<` at `start`; empty where none of plain characters begins.
    @inline(__always)
    static func name(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> UnsafeBufferPointer<UInt8> {
        let classes = Self.classes
        var index = start + 1
        while index < count, classes[Int(bytes[index])] & Class.name != 0 { index += 1 }
        return UnsafeBufferPointer(start: bytes + start + 1, count: index - start - 1)
    }

    /// Goes to the next `<`.
    @inline(__always)
    private static func text(
        _ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int, _ classes: UnsafePointer<UInt8>, _ lines: inout Int
    ) -> Bool {
        while true {
            while index < count, classes[Int(bytes[index])] & Class.special == 0 { index += 1 }
            guard index < count else { return false }
            switch bytes[index] {
            case UInt8(ascii: "<"): return true
            case UInt8(ascii: "\n"):
                lines += 1
                index += 1
            case UInt8(ascii: "&"):
                guard let length = references.first(where: { $0.count <= count - index && matches(bytes + index, $0) })?.count
                else { return false }
                index += length
            case UInt8(ascii: "]"):
                guard index + 2 < count, !(bytes[index + 1] == UInt8(ascii: "]") && bytes[index + 2] == UInt8(ascii: ">")) else {
                    return false
                }
                index += 1
            case 0x80...:
                guard let length = character(bytes + index, count - index) else { return false }
                index += length
            default: return false
            }
        }
    }

    /// Whether a text stands there.
    private static func matches(_ bytes: UnsafePointer<UInt8>, _ text: [UInt8]) -> Bool {
        memcmp(bytes, text, text.count) == 0
    }

    /// The bytes of one character outside of ASCII; `nil` for what is not UTF-8 or not allowed in XML.
    private static func character(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        let lead = bytes[0]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC2, lead <= 0xF4, length <= count else { return nil }
        var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for index in 1..<length {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard value >= least, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value), value != 0xFFFE, value != 0xFFFF else {
            return nil
        }
        return length
    }

    /// What a byte may be.
    private enum Class {
        /// The first of a name.
        static let nameStart: UInt8 = 1
        /// Part of a name.
        static let name: UInt8 = 2
        /// Not plain text.
        static let special: UInt8 = 4
    }

    /// Deeper elements are left to the parser, and so are longer names.
    private static let deepest = 64, longestName = 256

    /// The references that need no declaration.
    private static let references = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"].map { Array($0.utf8) }

    /// The classes of all bytes. Written once and never freed.
    nonisolated(unsafe) private static let classes: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in 0..<256 {
            let scalar = UInt8(byte)
            let isLetter = byte < 128 && Character(Unicode.Scalar(scalar)).isLetter
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(scalar)
            var classes: UInt8 = 0
            if isLetter || scalar == UInt8(ascii: "_") { classes |= Class.nameStart | Class.name }
            if isDigit || scalar == UInt8(ascii: ".") || scalar == UInt8(ascii: "-") { classes |= Class.name }
            let isPlain = byte >= 0x20 && byte < 0x80 && scalar != UInt8(ascii: "<") && scalar != UInt8(ascii: "&")
            if !(isPlain && scalar != UInt8(ascii: "]")) && scalar != UInt8(ascii: "\t") && scalar != UInt8(ascii: "\r") {
                classes |= Class.special
            }
            table[byte] = classes
        }
        return UnsafePointer(table)
    }()
}
