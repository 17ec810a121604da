/// What the first bytes of a document say about its encoding.
enum InputEncoding: Equatable {
    /// UTF-8, with or without a mark or a declaration.
    case utf8
    /// Needs a decoder.
    case named(String)
    /// Left to libxml2, which reads the document as a whole.
    case other

    /// How many bytes are looked at: a declaration is far shorter.
    static let window = 1024

    /// Reads the mark, then the declaration.
    init(of start: UnsafeBufferPointer<UInt8>) {
        switch start.prefix(4).map({ $0 }) {
        case let four where four.starts(with: [0xFF, 0xFE, 0, 0]) || four.starts(with: [0, 0, 0xFE, 0xFF]): self = .other
        case let four where four.starts(with: [0, 0, 0, 0x3C]) || four.starts(with: [0x3C, 0, 0, 0]): self = .other
        case let four where four.starts(with: [0xFF, 0xFE]) || four.starts(with: [0x3C, 0]): self = .named("UTF-16LE")
        case let four where four.starts(with: [0xFE, 0xFF]) || four.starts(with: [0, 0x3C]): self = .named("UTF-16BE")
        case let four where four.starts(with: [0xEF, 0xBB, 0xBF]): self = Self.marked(start)
        case let four where four.starts(with: [0x4C, 0x6F]): self = .other
        default: self = Self.declared(start) ?? .utf8
        }
    }

    /// A document that is marked as UTF-8 and declares something else is a contradiction for libxml2 to judge.
    private static func marked(_ start: UnsafeBufferPointer<UInt8>) -> InputEncoding {
        declared(UnsafeBufferPointer(rebasing: start.dropFirst(3))) ?? .utf8
    }

    /// The encoding that `<?xml … encoding="…"?>` names; `nil` without one.
    private static func declared(_ start: UnsafeBufferPointer<UInt8>) -> InputEncoding? {
        guard let declaration = declaration(start) else { return nil }
        let text = String(decoding: start[declaration], as: UTF8.self)
        guard let match = text.firstMatch(of: /\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/) else { return nil }
        let name = String(match.1).uppercased()
        if name == "UTF-8" || name == "UTF8" { return .utf8 }
        return Self.decoded.contains(name) ? .named(name) : .other
    }

    /// Encodings of one byte for ASCII, so that the declaration could be read before they were known.
    private static let decoded: Set<String> = [
        "US-ASCII", "ASCII", "ISO-8859-1", "LATIN1", "ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-9", "ISO-8859-15",
        "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1257", "CP1252",
    ]

    /// Where the declaration stands.
    private static func declaration(_ start: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard start.starts(with: Array("<?xml".utf8)), let end = start.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        return 0..<end + 1
    }

    /// Overwrites the declaration of a decoded document by blanks, because it is no longer true; every place stays where it was.
    static func blankDeclaration(_ text: UnsafeMutableBufferPointer<UInt8>) {
        let mark: [UInt8] = text.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
        let rest = UnsafeMutableBufferPointer(rebasing: text.dropFirst(mark.count))
        guard let declaration = declaration(UnsafeBufferPointer(rest)) else { return }
        for index in declaration where rest[index] != UInt8(ascii: "\n") { rest[index] = UInt8(ascii: " ") }
    }
}
