extension DecimalPattern {
    /// A number in the form of the pattern.
    func text(of number: Double, _ symbols: DecimalSymbols) -> String {
        if number.isNaN { return symbols.notANumber }
        // A negative zero has no sign, as `string()` gives it none.
        let isNegative = number < 0
        let around = isNegative ? negative ?? affixes : affixes
        var result = isNegative && negative == nil ? symbols.minus : ""
        result += around.prefix
        if number.isInfinite {
            result += symbols.infinity
        } else {
            append(DecimalDigits(number.magnitude * factor, places: maximumFraction), symbols, to: &result)
        }
        return result + around.suffix
    }

    private func append(_ digits: DecimalDigits, _ symbols: DecimalSymbols, to result: inout String) {
        let fraction = digits.fraction.trimmed(to: minimumFraction)
        let whole = digits.whole
        let count = max(whole.count, minimumWhole, fraction.isEmpty ? 1 : 0)
        for place in stride(from: count, to: 0, by: -1) {
            if groupSize > 0, place < count, place.isMultiple(of: groupSize) { result.unicodeScalars.append(symbols.grouping) }
            result.unicodeScalars.append(symbols.digit(place > whole.count ? 0 : whole[whole.endIndex - place]))
        }
        if !fraction.isEmpty || alwaysShowsPoint { result.unicodeScalars.append(symbols.point) }
        for digit in fraction { result.unicodeScalars.append(symbols.digit(digit)) }
    }
}

extension DecimalSymbols {
    /// The character of a digit, 0 to 9.
    fileprivate func digit(_ digit: UInt8) -> Unicode.Scalar { Unicode.Scalar(zero.value + UInt32(digit)) ?? zero }
}

extension ArraySlice<UInt8> {
    /// Without zeros at the end, but no shorter than `count`.
    fileprivate func trimmed(to count: Int) -> ArraySlice<UInt8> {
        var end = endIndex
        while end - startIndex > count, self[end - 1] == 0 { end -= 1 }
        return self[..<end]
    }
}
