/// Cuts an expression into tokens by the rules of XPath 1.0, section 3.7: what `*` and `and` are depends on what precedes them.
struct XPathLexer {
    /// The text.
    private let bytes: [UInt8]
    /// The next byte.
    private var position = 0
    /// The token before.
    private var former: XPathToken?

    /// Reads a text.
    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// All tokens with the byte each starts at; the last is `.end`.
    static func tokens(of text: String) throws(XPathSyntaxError) -> [(token: XPathToken, offset: Int)] {
        var lexer = XPathLexer(text)
        var found: [(token: XPathToken, offset: Int)] = []
        while true {
            lexer.skipBlanks()
            let offset = lexer.position
            let token = try lexer.next()
            found.append((token, offset))
            if token == .end { return found }
            lexer.former = token
        }
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    /// Whether the token before makes `*` and names operators.
    private var expectsOperator: Bool {
        switch former {
        case nil, .operation, .axis, .function, .nodeType: false
        case .mark(let mark): !["@", "(", "[", ",", "/", "//"].contains(mark)
        default: true
        }
    }

    private mutating func next() throws(XPathSyntaxError) -> XPathToken {
        guard let byte = peek() else { return .end }
        if byte >= 0x80 { try refuseLookalike() }
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return try literal(byte)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
        case UInt8(ascii: "."): return dot()
        case UInt8(ascii: "$"): return try variable()
        case UInt8(ascii: "*"): return star()
        default: return XPathLexer.startsName(byte) ? try name() : try symbol()
        }
    }

    /// Characters that look like those of an expression and come from word processors.
    private func refuseLookalike() throws(XPathSyntaxError) {
        guard let scalar = String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars.first else { return }
        switch scalar {
        case "\u{2018}"..."\u{201F}":
            throw XPathSyntaxError(offset: position, message: "'\(scalar)' is a quote for print; write ' or \"")
        case "\u{00A0}", "\u{2000}"..."\u{200B}", "\u{202F}":
            throw XPathSyntaxError(
                offset: position,
                message: "a space that is not the plain one (U+\(String(scalar.value, radix: 16, uppercase: true)))")
        case "\u{2010}"..."\u{2015}", "\u{2212}":
            throw XPathSyntaxError(offset: position, message: "'\(scalar)' is a dash for print; write -")
        default: return
        }
    }

    private mutating func literal(_ quote: UInt8) throws(XPathSyntaxError) -> XPathToken {
        let start = position
        position += 1
        while let byte = peek(), byte != quote { position += 1 }
        guard peek() != nil else {
            throw XPathSyntaxError(offset: start, message: "the text that starts here has no closing quote")
        }
        position += 1
        return .literal(String(decoding: bytes[start + 1..<position - 1], as: UTF8.self))
    }

    private mutating func number() -> XPathToken {
        let start = position
        skipDigits()
        if peek() == UInt8(ascii: ".") {
            position += 1
            skipDigits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func skipDigits() {
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    }

    private mutating func dot() -> XPathToken {
        if let digit = peek(1), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) { return number() }
        let isDouble = peek(1) == UInt8(ascii: ".")
        position += isDouble ? 2 : 1
        return .mark(isDouble ? ".." : ".")
    }

    private mutating func star() -> XPathToken {
        let isOperator = expectsOperator
        position += 1
        return isOperator ? .operation(.times) : .any
    }

    private mutating func variable() throws(XPathSyntaxError) -> XPathToken {
        position += 1
        guard let byte = peek(), Self.startsName(byte) else {
            throw XPathSyntaxError(offset: position, message: "expected the name of a variable after '$'")
        }
        let first = word()
        guard peek() == UInt8(ascii: ":"), let byte = peek(1), Self.startsName(byte) else {
            return .variable(XPathName(prefix: nil, local: first))
        }
        position += 1
        return .variable(XPathName(prefix: first, local: word()))
    }

    private mutating func name() throws(XPathSyntaxError) -> XPathToken {
        let start = position
        let mayBeOperator = expectsOperator
        let first = word()
        if mayBeOperator {
            guard let operation = XPathOperator(rawValue: first) else {
                throw XPathSyntaxError(offset: start, message: "'\(first)' stands where an operator was expected")
            }
            return .operation(operation)
        }
        if peek() == UInt8(ascii: ":"), peek(1) != UInt8(ascii: ":") { return try qualified(first) }
        let end = position
        skipBlanks()
        if peek() == UInt8(ascii: "("), peek() != nil { return call(first) }
        if peek() == UInt8(ascii: ":"), peek(1) == UInt8(ascii: ":") {
            position += 2
            guard let axis = XPathAxis(rawValue: first) else {
                throw XPathSyntaxError(offset: start, message: "there is no axis '\(first)'")
            }
            return .axis(axis)
        }
        position = end
        return .name(XPathName(prefix: nil, local: first))
    }

    private mutating func qualified(_ prefix: String) throws(XPathSyntaxError) -> XPathToken {
        position += 1
        if peek() == UInt8(ascii: "*") {
            position += 1
            return .anyIn(prefix)
        }
        guard let byte = peek(), Self.startsName(byte) else {
            throw XPathSyntaxError(offset: position, message: "expected a name after '\(prefix):'")
        }
        let name = XPathName(prefix: prefix, local: word())
        let end = position
        skipBlanks()
        if peek() == UInt8(ascii: "(") { return .function(name) }
        position = end
        return .name(name)
    }

    private func call(_ name: String) -> XPathToken {
        switch name {
        case "node", "text", "comment", "processing-instruction": .nodeType(name)
        default: .function(XPathName(prefix: nil, local: name))
        }
    }

    private mutating func symbol() throws(XPathSyntaxError) -> XPathToken {
        for mark in ["//", "!=", "<=", ">="] where starts(with: mark) {
            position += 2
            return XPathOperator(rawValue: mark).map { .operation($0) } ?? .mark(mark)
        }
        let mark = String(UnicodeScalar(bytes[position]))
        guard bytes[position] < 0x80, "()[]@,/=<>+-|".contains(mark) else {
            throw XPathSyntaxError(offset: position, message: "'\(shownCharacter)' is no part of an expression")
        }
        position += 1
        return XPathOperator(rawValue: mark).map { .operation($0) } ?? .mark(mark)
    }

    private func starts(with text: String) -> Bool {
        bytes[position...].starts(with: text.utf8)
    }

    /// The whole character at the position.
    private var shownCharacter: String {
        String(decoding: bytes[position...], as: UTF8.self).prefix(1).description
    }

    /// Takes a name without colon.
    private mutating func word() -> String {
        let start = position
        while let byte = peek(), Self.continuesName(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Everything outside ASCII counts as a letter: what XML does not allow there, libxml2 refuses.
    private static func startsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: startsName(byte)
        }
    }
}
