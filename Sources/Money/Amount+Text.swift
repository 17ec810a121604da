extension Amount {
    /// Reads a plain decimal: an optional sign, digits, at most one point, at most six decimals (more only when they are zero).
    ///
    /// Blanks around the number are allowed, as shops send them; nothing else is. `1,234.50`, `1e3`, `12abc` and an empty text
    /// are errors, because a lenient reading of money is a wrong one.
    ///
    /// - Throws: ``AmountError``.
    public init(parsing text: some StringProtocol) throws(AmountError) {
        try self.init(text, roundsRest: false)
    }

    /// Reads a plain decimal with any number of decimals and rounds it half away from zero to six.
    ///
    /// For figures that were computed in binary and written out whole, as `3.78552631578947` in exports of the ledger or
    /// `24.980000000000004` of a stylesheet; everything else about the text is as strict as ``init(parsing:)``.
    ///
    /// - Throws: ``AmountError``.
    public init(rounding text: some StringProtocol) throws(AmountError) {
        try self.init(text, roundsRest: true)
    }

    private init(_ text: some StringProtocol, roundsRest: Bool) throws(AmountError) {
        var bytes = Array(text.utf8).drop(while: Amount.isBlank)
        while let last = bytes.last, Amount.isBlank(last) { bytes.removeLast() }
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }

        var value: Int128 = 0
        var decimals: Int?
        var digits = 0
        var firstBeyond: Int128?
        for byte in bytes {
            if byte == UInt8(ascii: "."), decimals == nil {
                decimals = 0
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { throw .notADecimal(String(text)) }
            digits += 1
            let digit = Int128(byte - UInt8(ascii: "0"))
            if let places = decimals, places == 6 {
                if !roundsRest, digit != 0 { throw .tooManyDecimals(String(text)) }
                firstBeyond = firstBeyond ?? digit
                continue
            }
            value = value * 10 + digit
            if let places = decimals { decimals = places + 1 }
            if value > Amount.largest { throw .outOfRange(String(text)) }
        }
        guard digits > 0 else { throw .notADecimal(String(text)) }
        for _ in (decimals ?? 0)..<6 { value *= 10 }
        if let firstBeyond, firstBeyond >= 5 { value += 1 }
        guard value <= Amount.largest else { throw .outOfRange(String(text)) }
        micros = isNegative ? -value : value
    }

    /// 10^18 whole units: far above any ledger, far below the edge of the type, so that products of two amounts still fit.
    static let largest: Int128 = 1_000_000_000_000_000_000 * 1_000_000

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Exactly `decimals` places, rounded half away from zero: `1234.50`.
    public func formatted(decimals: Int) -> String {
        let rounded = rounded(to: decimals)
        let digits = String(rounded.micros.magnitude)
        let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
        let whole = padded.dropLast(6)
        let fraction = padded.suffix(6).prefix(min(decimals, 6)) + String(repeating: "0", count: max(0, decimals - 6))
        return (rounded.isNegative ? "-" : "") + whole + (decimals > 0 ? "." + fraction : "")
    }
}

extension Amount: CustomStringConvertible {
    /// As few decimals as tell the whole value: `20`, `8.325`, `-0.000001`.
    public var description: String {
        let text = formatted(decimals: 6)
        // Bytes, because characters are slow to walk and amounts are written by the thousand.
        var rest = text.utf8[...]
        while rest.last == UInt8(ascii: "0") { rest.removeLast() }
        if rest.last == UInt8(ascii: ".") { rest.removeLast() }
        return String(text[..<rest.endIndex])
    }
}

extension Amount: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
