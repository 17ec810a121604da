/// The decimal digits of a number, rounded half up to some places behind the point.
struct DecimalDigits: Equatable {
    /// The digits before the point, 0 to 9 each, without zeros at the start: of 0.5 there are none.
    private(set) var whole: [UInt8] = []
    /// As many digits behind the point as were asked for.
    private(set) var fraction: [UInt8] = []

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
            whole = NumberText.decimal(magnitude).utf8.map { $0 - UInt8(ascii: "0") }
            fraction = Array(repeating: 0, count: places)
        } else {
            takeShortest(magnitude, places: places)
        }
        if asked > places { fraction += repeatElement(0, count: asked - places) }
    }

    private mutating func take(_ scaled: UInt64, places: Int) {
        var rest = scaled
        var digits: [UInt8] = []
        while rest > 0 || digits.count < places {
            digits.append(UInt8(rest % 10))
            rest /= 10
        }
        fraction = digits[..<places].reversed()
        whole = digits[places...].reversed()
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
        whole = Array(digits[..<point].drop { $0 == 0 })
        fraction = Array(digits[point..<point + places])
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
