import Testing

/// Encodings that are declared, marked, contradicted, broken.
extension HostileDocument {
    static let encodings = wide + narrow + marks + versions + strange + broken

    private static let text = "<orders a='é'>\n<order b='Ω'><id>é7</id></order>😀<order><id>😀</id></order><order/></orders>"
    private static let latinText =
        "<orders a='é'>\n<order b='é'><id>é7</id></order>é<order><id>\u{80}\u{9F}ÿ</id></order></orders>"

    /// Two bytes a character.
    static func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? bytes : bytes.reversed()
        }
    }

    /// One byte a character.
    static func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

    /// A declaration that names an encoding.
    private static func declaration(_ encoding: String) -> String { "<?xml version='1.0' encoding='\(encoding)'?>" }

    private static let wide = [false, true].flatMap { isBig in
        ["", "\u{FEFF}"].flatMap { mark in
            (["", "<?xml version='1.0'?>"]
                + ["UTF-16", "utf-16", "UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE", "nope"].map(declaration)).map {
                    HostileDocument(
                        "16 bits, big-endian \(isBig), \(mark.debugDescription), \($0)",
                        utf16(mark + $0 + text, bigEndian: isBig))
                }
        }
    }

    private static let declarations =
        [
            "ISO-8859-1", "iso-8859-1", "windows-1252", "ISO-8859-15", "US-ASCII", "EBCDIC-CP-US", "x-unknown", "", "UTF-7",
            "UTF-16", "UTF-32", "UCS-4", "Shift_JIS", "GB18030", "ISO-2022-JP", "HTML", "8859-1", "ISO-8859-8", "UTF8", "utf-8",
            "UTF-8 ",
        ].map(declaration) + [
            "<?xml encoding='ISO-8859-1'?>", "<?xml version='1.0' encoding='ISO-8859-1' bogus='1'?>",
            "<?xml version='1.0' encoding='ISO-8859-1' standalone='maybe'?>",
            "<?xml version='1.0' encoding='ISO-8859-1' standalone='no'?>",
            "<?xml encoding='ISO-8859-1' version='1.0'?>", "<?xml version='1.0'encoding='ISO-8859-1'?>",
            "<?xml version='1.0' encoding='ISO-8859-1\"?>", "<?xml version='1.0' encoding='ISO-8859-1' ?>",
            "<?xml version='1.1' encoding='ISO-8859-1'?>", "<?xml version='2.0' encoding='ISO-8859-1'?>",
            "<?xml version='abc' encoding='ISO-8859-1'?>", "<?xml version='1.' encoding='ISO-8859-1'?>",
            "<?xml version='1.0' encoding='ISO-8859-1'>", "<?xml version='1.0' encoding='ISO-8859-1'?><?xml version='1.0'?>",
            " <?xml version='1.0' encoding='ISO-8859-1'?>", "<?xml\tversion = \"1.0\"\n encoding = \"ISO-8859-1\"\r\n?>\n",
            "<?xml-stylesheet encoding='ISO-8859-1'?>", "<?xml version='1.0' encoding='ISO-8859-1",
        ]

    private static let narrow = declarations.flatMap { declaration in
        let plain = HostileDocument("8 bits, \(declaration)", latin(declaration + latinText))
        let unicode = HostileDocument("UTF-8, \(declaration)", Array((declaration + text).utf8))
        return [plain, unicode]
            + [plain, unicode].map { HostileDocument("marked \($0.testDescription)", [0xEF, 0xBB, 0xBF] + $0.bytes) }
    }

    private static let marks = ["\u{FEFF}\u{FEFF}", "\u{FEFF} ", " \u{FEFF}", "\u{FEFF}"].flatMap { mark in
        [
            HostileDocument("marks \(mark.debugDescription)", Array((mark + text).utf8)),
            HostileDocument("wide marks \(mark.debugDescription)", utf16(mark + text)),
        ]
    }

    private static let versions = ["1.1", "2.0", "abc", "", "1."].flatMap { version in
        ["1", "\u{1}", "&#1;", "\u{85}"].map {
            HostileDocument("<?xml version='\(version)'?><orders><order/>\u{2028}<order>\($0)</order></orders>")
        }
    }

    /// `<?xml version='1.0' encoding='IBM037'?><o/>` in EBCDIC.
    private static let ebcdic: [UInt8] = [
        0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x40, 0xA5, 0x85, 0x99, 0xA2, 0x89, 0x96, 0x95, 0x7E, 0x7D, 0xF1, 0x4B, 0xF0, 0x7D, 0x40,
        0x85,
        0x95, 0x83, 0x96, 0x84, 0x89, 0x95, 0x87, 0x7E, 0x7D, 0xC9, 0xC2, 0xD4, 0xF0, 0xF3, 0xF7, 0x7D, 0x6F, 0x6E, 0x4C, 0x96,
        0x61,
        0x6E,
    ]
    private static let plain = Array("<orders><order/><order/></orders>".utf8)
    private static let strange = [
        HostileDocument("four bytes, little-endian", plain.flatMap { [$0, 0, 0, 0] }),
        HostileDocument("four bytes, big-endian", plain.flatMap { [0, 0, 0, $0] }),
        HostileDocument("EBCDIC", ebcdic),
        HostileDocument(
            "zeros that look like four bytes a character",
            utf16("\u{FEFF}" + plain.map { "\(Character(Unicode.Scalar($0)))\0\0\0" }.joined())),
        HostileDocument(
            "a start that looks like four bytes a character", utf16("\u{FEFF}<\0\0\0\0<orders><order/><order/></orders>")),
        HostileDocument(
            "half a pair of surrogates",
            utf16("\u{FEFF}<orders><order/><order>") + [0, 0xD8] + utf16("A</order><order/></orders>")),
        HostileDocument("half a character at the end", utf16("\u{FEFF}<orders><order/><order/></orders>") + [0x20]),
    ]

    /// Bytes that are not UTF-8 or not XML.
    private static let bad: [[UInt8]] = [
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3], [0xEF, 0xBF, 0xBE], [0], [0xEF, 0xBB, 0xBF],
    ]
    /// Where they stand.
    private static let places: [(String, String)] = [
        ("<orders><order/>", "<order/></orders>"), ("<orders><order>", "</order><order/></orders>"),
        ("<orders><order a='", "'/><order/></orders>"), ("<orders a='", "'><order/><order/></orders>"),
        ("<orders><!--", "--><order/><order/></orders>"), ("", "<orders><order/><order/></orders>"),
        ("<orders><order/><order/></orders>", ""), ("<orders><order/><o", "/><order/></orders>"),
        ("<orders><order/><![CDATA[", "]]><order/></orders>"), ("<orders><order><x>", "</x></order><order/></orders>"),
        ("<orders><order/><?p ", "?><order/></orders>"), ("<orders><order/><", "order/></orders>"),
    ]
    private static let broken = bad.flatMap { bad in
        places.map { before, after in
            HostileDocument("\(bad) between \(before) and \(after)", Array(before.utf8) + bad + Array(after.utf8))
        }
    }
}
