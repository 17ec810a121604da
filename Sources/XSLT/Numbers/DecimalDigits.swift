/// The decimal digits of a number, rounded half up to some places behind the point.
struct DecimalDigits {
    /// All digits, 0 to 9 each; no zeros at the start of the whole part.
    private var digits: [UInt8] = []
    /// How many of them stand before the point: of 0.5 none.
    private var point = 0

    /// The digits before the point.
    var whole: ArraySlice<UInt8> { digits[..<point] }
    /// As many digits behind the point as were asked for.
    var fraction: ArraySlice<UInt8> { digits[point...] }

    /// Below this, whole numbers are exact.
    private static let exact = 9_007_199_254_740_992.0
    /// A number cannot have more digits behind the point than this.
    private static let mostPlaces = 1100
    /// 10ⁿ where it is exact.
    private static let powers: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }

    /// - Parameter magnitude: finite and not negative.
    init(_ magnitude: Double, places: Int) {
        let asked = places
        let places = min(places, Self.mostPlaces)
        if places < Self.powers.count, magnitude * Self.powers[places] < Self.exact {
            // The same product as libxslt's, so that the same numbers are rounded up.
            take(UInt64((magnitude * Self.powers[places] + 0.5).rounded(.down)), places: places)
        } else if magnitude >= Self.exact {
            digits = NumberText.decimal(magnitude).utf8.map { $0 - UInt8(ascii: "0") }
            point = digits.count
            digits += repeatElement(0, count: places)
        } else {
            takeShortest(magnitude, places: places)
        }
        if asked > places { digits += repeatElement(0, count: asked - places) }
    }

    private mutating func take(_ scaled: UInt64, places: Int) {
        var count = 0
        var rest = scaled
        while rest > 0 {
            count += 1
            rest /= 10
        }
        digits = Array(repeating: 0, count: max(count, places))
        point = digits.count - places
        rest = scaled
        for index in digits.indices.reversed().prefix(count) {
            digits[index] = UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// Of the fewest digits that name the number, because the true ones of a binary fraction mean nothing.
    private mutating func takeShortest(_ magnitude: Double, places: Int) {
        let parts = "\(magnitude)".split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        var digits = mantissa.joined().utf8.map { $0 - UInt8(ascii: "0") }
        var point = mantissa[0].utf8.count + (parts.count == 2 ? Int(parts[1]) ?? 0 : 0)
        if point < 0 {
            digits.insert(contentsOf: repeatElement(0, count: -point), at: 0)
            point = 0
        }
        round(&digits, &point, places: places)
        digits += repeatElement(0, count: max(0, point + places - digits.count))
        digits.removeSubrange((point + places)...)
        let zeros = digits[..<point].prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        self.digits = digits
        self.point = point - zeros
    }

    private func round(_ digits: inout [UInt8], _ point: inout Int, places: Int) {
        let end = point + places
        guard end < digits.count else { return }
        let isUp = digits[end] >= 5
        digits.removeSubrange(end...)
        guard isUp else { return }
        var index = end - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(1, at: 0)
            point += 1
        }
    }
}
