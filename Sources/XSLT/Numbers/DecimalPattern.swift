/// A pattern of `format-number()`, as JDK 1.1's `DecimalFormat` reads it, which XSLT 1.0, section 12.3, refers to.
struct DecimalPattern {
    /// What stands around a number.
    struct Affixes: Equatable {
        var prefix = ""
        var suffix = ""
    }

    /// Of positive numbers.
    private(set) var affixes = Affixes()
    /// Of negative numbers; `nil` where they are the positive ones after a minus sign.
    private(set) var negative: Affixes?
    /// The digits before the point that are always there.
    private(set) var minimumWhole = 0
    /// The digits behind the point that are always there.
    private(set) var minimumFraction = 0
    /// The digits behind the point that there can be.
    private(set) var maximumFraction = 0
    /// The length of a group of digits, 0 for none.
    private(set) var groupSize = 0
    /// What a number is multiplied with: 100 for percent, 1000 for per mille.
    private(set) var factor = 1.0
    /// Whether the point is written where no fraction follows.
    private(set) var alwaysShowsPoint = false

    /// Reads a pattern.
    ///
    /// - Throws: what is wrong with it, as a sentence that follows "the pattern '…'".
    init(_ text: String, _ symbols: DecimalSymbols) throws(DecimalPatternError) {
        var reader = Reader(scalars: Array(text.unicodeScalars), symbols: symbols)
        guard !reader.scalars.isEmpty else { throw DecimalPatternError(reason: "is empty") }
        affixes.prefix = reader.affix()
        let number = reader.number()
        affixes.suffix = reader.affix()
        try take(number, symbols)
        factor = reader.factor
        if reader.next == symbols.separator { takeNegative(&reader) }
        try end(reader)
    }

    /// Of the second pattern only what stands around the number counts. The same again would lose the sign.
    private mutating func takeNegative(_ reader: inout Reader) {
        reader.index += 1
        guard reader.next != nil else { return }
        var around = Affixes(prefix: reader.affix())
        _ = reader.number()
        around.suffix = reader.affix()
        if around != affixes { negative = around }
    }

    private func end(_ reader: Reader) throws(DecimalPatternError) {
        guard let next = reader.next else { return }
        throw DecimalPatternError(reason: "has a '\(next)' where it must be in quotes")
    }

    /// The digits and points of a number.
    private mutating func take(_ number: [Unicode.Scalar], _ symbols: DecimalSymbols) throws(DecimalPatternError) {
        let parts = number.split(separator: symbols.point, omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw DecimalPatternError(reason: "has two '\(symbols.point)'") }
        let whole = parts[0].filter { $0 != symbols.grouping }
        // XSLT names no grouping in fractions; libxslt reads over it.
        let fraction = parts.count == 2 ? parts[1].filter { $0 != symbols.grouping } : []
        minimumWhole = whole.count { $0 == symbols.zero }
        minimumFraction = fraction.count { $0 == symbols.zero }
        maximumFraction = fraction.count
        if let last = parts[0].lastIndex(of: symbols.grouping) { groupSize = parts[0].endIndex - last - 1 }
        alwaysShowsPoint = parts.count == 2 && fraction.isEmpty
        guard whole.drop(while: { $0 == symbols.digit }).allSatisfy({ $0 == symbols.zero }) else {
            throw DecimalPatternError(reason: "has a '\(symbols.digit)' behind a '\(symbols.zero)' before the point")
        }
        guard fraction.drop(while: { $0 == symbols.zero }).allSatisfy({ $0 == symbols.digit }) else {
            throw DecimalPatternError(reason: "has a '\(symbols.zero)' behind a '\(symbols.digit)' in the fraction")
        }
        // JDK: "#.##" is "0.##", and ".##" is ".0#".
        guard parts.count == 2, minimumWhole + minimumFraction == 0, whole.count + fraction.count > 0 else { return }
        if whole.isEmpty { minimumFraction = 1 } else { minimumWhole = 1 }
    }
}

extension DecimalPattern {
    /// Walks over a pattern.
    private struct Reader {
        let scalars: [Unicode.Scalar]
        let symbols: DecimalSymbols
        var index = 0
        /// 100 or 1000 once such a sign was seen.
        var factor = 1.0

        var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

        /// A prefix or suffix without its quotes; two quotes are one.
        mutating func affix() -> String {
            var text = ""
            var isQuoted = false
            while let scalar = next {
                if scalar == "'" {
                    if index + 1 < scalars.count, scalars[index + 1] == "'" {
                        text.unicodeScalars.append("'")
                        index += 1
                    } else {
                        isQuoted.toggle()
                    }
                } else {
                    if !isQuoted {
                        if isOfNumber(scalar) || scalar == symbols.separator { return text }
                        if scalar == symbols.percent { factor = 100 }
                        if scalar == symbols.perMille { factor = 1000 }
                    }
                    text.unicodeScalars.append(scalar)
                }
                index += 1
            }
            return text
        }

        mutating func number() -> [Unicode.Scalar] {
            let start = index
            while let scalar = next, isOfNumber(scalar) { index += 1 }
            return Array(scalars[start..<index])
        }

        private func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
            scalar == symbols.digit || scalar == symbols.zero || scalar == symbols.point || scalar == symbols.grouping
        }
    }
}

/// Why a text is no pattern of `format-number()`.
struct DecimalPatternError: Error {
    /// Follows "the pattern '…'".
    let reason: String
}
