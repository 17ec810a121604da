/// What the first bytes of a document say about its encoding.
enum InputEncoding: Equatable {
    /// UTF-8, with or without a mark or a declaration.
    case utf8
    /// Needs a decoder.
    case named(String)
    /// Left to libxml2, which reads the document as a whole: what is rare, and what contradicts itself.
    case other

    /// How many bytes are looked at: a declaration is far shorter.
    static let window = 1024
    /// The mark of UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads the mark, then the declaration.
    init(of start: UnsafeBufferPointer<UInt8>) {
        let text = Array(start.prefix(Self.window))
        switch text.prefix(4).map({ $0 }) {
        case let four where four.starts(with: [0xFF, 0xFE, 0, 0]) || four.starts(with: [0, 0, 0xFE, 0xFF]): self = .other
        case let four where four.starts(with: [0, 0, 0, 0x3C]) || four.starts(with: [0x3C, 0, 0, 0]): self = .other
        case let four where four.starts(with: [0xFF, 0xFE]): self = Self.wide("UTF-16LE", text.dropFirst(2))
        case let four where four.starts(with: [0xFE, 0xFF]): self = Self.wide("UTF-16BE", text.dropFirst(2))
        case [0x3C, 0, 0x3F, 0]: self = Self.wide("UTF-16LE", text[...])
        case [0, 0x3C, 0, 0x3F]: self = Self.wide("UTF-16BE", text[...])
        case let four where four.starts(with: Self.mark): self = Self.marked(Array(text.dropFirst(Self.mark.count)))
        case let four where four.starts(with: [0x4C, 0x6F]): self = .other
        default: self = Self.declared(text)
        }
    }

    /// Two bytes a character: the declaration must not say otherwise.
    private static func wide(_ name: String, _ text: ArraySlice<UInt8>) -> InputEncoding {
        guard text.count > 1 else { return .other }
        let ascii = Self.ascii(text, low: text.startIndex + (name == "UTF-16LE" ? 0 : 1))
        guard XMLDeclaration.stands(in: ascii) else { return .named(name) }
        guard let declaration = XMLDeclaration(ascii), [nil, "UTF-16", name].contains(declaration.encoding) else { return .other }
        return .named(name)
    }

    /// The ASCII characters that a text of two bytes a character begins with; `low` is where the lower byte of the first one is.
    private static func ascii(_ text: ArraySlice<UInt8>, low: Int) -> [UInt8] {
        let high = 2 * text.startIndex + 1 - low
        let pairs = stride(from: 0, to: text.count - 1, by: 2).map { (low: text[low + $0], high: text[high + $0]) }
        return pairs.prefix { $0.high == 0 && $0.low < 0x80 }.map(\.low)
    }

    /// A document that is marked as UTF-8 and declares something else is a contradiction for libxml2 to judge.
    private static func marked(_ text: [UInt8]) -> InputEncoding {
        declared(text) == .utf8 ? .utf8 : .other
    }

    /// The encoding that `<?xml … encoding="…"?>` names.
    private static func declared(_ text: [UInt8]) -> InputEncoding {
        guard XMLDeclaration.stands(in: text) else { return .utf8 }
        guard let declaration = XMLDeclaration(text) else { return .other }
        guard let name = declaration.encoding, name != "UTF-8", name != "UTF8" else { return .utf8 }
        return Self.decoded.contains(name) ? .named(name) : .other
    }

    /// Encodings of one byte for ASCII, so that the declaration could be read before they were known.
    private static let decoded: Set<String> = [
        "US-ASCII", "ASCII", "ISO-8859-1", "LATIN1", "ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-9", "ISO-8859-15",
        "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1257", "CP1252",
    ]

    /// Overwrites the declaration of a decoded document by blanks, because it is no longer true; every place stays where it was.
    static func blankDeclaration(_ text: UnsafeMutableBufferPointer<UInt8>) {
        guard let declaration = XMLDeclaration(Array(text.prefix(Self.window))) else { return }
        for index in 0..<declaration.length where text[index] != UInt8(ascii: "\n") { text[index] = UInt8(ascii: " ") }
    }
}
