/// Texts as shops send them, made fit for fields of limited length.
enum ShopText {
    /// How `orders.xml` writes JSON's null.
    static let null = "NULL"

    /// The text cleaned, empty when it stands for null.
    static func value(_ text: String) -> String {
        let cleaned = clean(text)
        return cleaned == null ? "" : cleaned
    }

    /// HTML entities decoded once, control characters dropped, white space collapsed.
    ///
    /// Some shops store names escaped: `Tom &amp; Jerry` must not reach a picking list like that. Decoding twice would change
    /// names that really hold an entity.
    static func clean(_ text: String) -> String {
        if isClean(text) { return text }
        var words = ""
        var needsBlank = false
        for scalar in decodingEntities(text).unicodeScalars {
            if scalar.properties.isWhitespace {
                needsBlank = !words.isEmpty
            } else if scalar.properties.generalCategory != .control {
                if needsBlank { words.unicodeScalars.append(" ") }
                needsBlank = false
                words.unicodeScalars.append(scalar)
            }
        }
        return words
    }

    /// Whether a text of plain ASCII has nothing to clean, which is true of nearly all of them.
    private static func isClean(_ text: String) -> Bool {
        var previous = UInt8(ascii: " ")
        for byte in text.utf8 {
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "&") else { return false }
            guard byte != UInt8(ascii: " ") || previous != byte else { return false }
            previous = byte
        }
        return text.isEmpty || previous != UInt8(ascii: " ")
    }

    /// The lines of a text wrapped by words; a word longer than the width is cut. Width counts Unicode scalars, as XPath does.
    static func wrapped(_ text: String, width: Int) -> [String] {
        guard width > 0 else { return [] }
        var lines: [String] = []
        for word in value(text).split(separator: " ") {
            for piece in pieces(of: word, width: width) {
                if let last = lines.last, length(last) + 1 + length(piece) <= width {
                    lines[lines.count - 1] = "\(last) \(piece)"
                } else {
                    lines.append(piece)
                }
            }
        }
        return lines
    }

    /// Whether a comma-separated list holds the value; an empty value is in no list. Letter case does not count.
    static func list(_ list: String, contains value: String) -> Bool {
        let wanted = self.value(value).lowercased()
        return !wanted.isEmpty && list.split(separator: ",").contains { clean(String($0)).lowercased() == wanted }
    }

    private static func length(_ text: some StringProtocol) -> Int { text.unicodeScalars.count }

    /// A word in pieces no longer than the width, never cut inside of what a reader sees as one character.
    private static func pieces(of word: Substring, width: Int) -> [String] {
        guard length(word) > width else { return [String(word)] }
        var pieces = [""]
        for character in word {
            if length(pieces[pieces.count - 1]) + character.unicodeScalars.count > width, !pieces[pieces.count - 1].isEmpty {
                pieces.append("")
            }
            pieces[pieces.count - 1].append(character)
        }
        return pieces
    }
}

extension ShopText {
    /// The entities seen in shops' texts; others stay as they are.
    private static let entities: [Substring: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "pound": "£", "euro": "€", "copy": "©",
        "reg": "®", "trade": "™", "deg": "°", "frac12": "½", "eacute": "é", "egrave": "è", "uuml": "ü", "ouml": "ö", "auml": "ä",
        "szlig": "ß", "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    ]

    private static func decodingEntities(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            let tail = rest[rest.index(after: start)...]
            // The longest name is 8 characters; a semicolon far away belongs to the sentence.
            if let end = tail.prefix(10).firstIndex(of: ";"), let character = character(named: tail[..<end]) {
                result.append(character)
                rest = tail[tail.index(after: end)...]
            } else {
                result.append("&")
                rest = tail
            }
        }
        return result + rest
    }

    private static func character(named name: Substring) -> Character? {
        guard name.first == "#" else { return entities[name] }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap { Unicode.Scalar($0) }.map { Character($0) }
    }
}

extension StringProtocol {
    /// Without blanks, tabs and line breaks at both ends.
    var trimmedBlanks: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[first...last])
    }
}
