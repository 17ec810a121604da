/// The declaration that a document may begin with: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`.
///
/// It is read strictly: what it decides must be what libxml2 decides.
struct XMLDeclaration {
    /// The encoding that it names, in capitals; `nil` when it names none.
    private(set) var encoding: String?
    /// Its bytes.
    let length: Int

    /// Whether a text begins with a declaration, well-formed or not.
    static func stands(in text: some Collection<UInt8>) -> Bool {
        text.starts(with: Array("<?xml".utf8)) && text.dropFirst(5).first.map(MarkupScanner.isSpace) ?? false
    }

    /// Reads the declaration of a text; `nil` where none begins, and for one that is not well-formed or of another version than 1.
    init?(_ text: [UInt8]) {
        guard Self.stands(in: text) else { return nil }
        var reader = Reader(text: text[5...])
        guard let version = reader.value(of: "version"), version.hasPrefix("1."), version.dropFirst(2).allSatisfy(\.isASCIIDigit),
            version.count > 2
        else { return nil }
        if let name = reader.value(of: "encoding") {
            guard name.first?.isASCIILetter == true, name.allSatisfy(Self.isOfName) else { return nil }
            encoding = name.uppercased()
        }
        if let standalone = reader.value(of: "standalone"), standalone != "yes", standalone != "no" { return nil }
        guard let end = reader.end() else { return nil }
        length = end
    }

    /// Whether a character may stand in the name of an encoding.
    private static func isOfName(_ character: Character) -> Bool {
        character.isASCIILetter || character.isASCIIDigit || "._-".contains(character)
    }

    /// Reads one attribute after another.
    private struct Reader {
        /// What is left.
        var text: ArraySlice<UInt8>

        /// The value of the attribute that comes next, if it has that name.
        mutating func value(of name: String) -> String? {
            var rest = text.drop(while: MarkupScanner.isSpace)
            guard rest.startIndex > text.startIndex, rest.starts(with: name.utf8) else { return nil }
            rest = rest.dropFirst(name.utf8.count).drop(while: MarkupScanner.isSpace)
            guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
            rest = rest.drop(while: MarkupScanner.isSpace)
            guard let quote = rest.popFirst(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
                let end = rest.firstIndex(of: quote)
            else { return nil }
            text = rest[(end + 1)...]
            return String(decoding: rest[..<end], as: UTF8.self)
        }

        /// The position behind `?>`, `nil` when something else comes.
        func end() -> Int? {
            let rest = text.drop(while: MarkupScanner.isSpace)
            return rest.starts(with: "?>".utf8) ? rest.startIndex + 2 : nil
        }
    }
}

extension Character {
    /// `a` to `z`, small or capital.
    fileprivate var isASCIILetter: Bool { isASCII && isLetter }
    /// `0` to `9`.
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
