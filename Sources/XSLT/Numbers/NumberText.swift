import Glibc

/// Numbers as text, where libxml2 would use an exponent, which XPath 1.0, section 4.2, does not know.
enum NumberText {
    /// Whether libxml2 writes the number with an exponent: whole numbers of 2³¹ − 1 and more, fractions of 10⁹ and more, and those
    /// below 10⁻⁵.
    static func needsMending(_ number: Double) -> Bool {
        guard number.isFinite, number != 0 else { return false }
        if number == number.rounded(.towardZero), number > -2_147_483_648, number < 2_147_483_647 { return false }
        let size = number.magnitude
        return size > 1e9 || size < 1e-5
    }

    /// All digits of a whole number; of others the 15 significant digits that libxml2 gives too, so that `0.1 + 0.2` stays `0.3`.
    static func decimal(_ number: Double) -> String {
        if number == number.rounded(.towardZero) { return formatted("%.0f", number) }
        let parts = formatted("%.14e", number.magnitude).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(number)" }
        let digits = trimmedZeros(parts[0].filter { $0 != "." })
        return (number < 0 ? "-" : "") + plain(digits, exponent: exponent)
    }

    /// Digits with the point behind the first one moved by `exponent`.
    private static func plain(_ digits: String, exponent: Int) -> String {
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
        let whole = exponent + 1
        if digits.count <= whole { return digits + String(repeating: "0", count: whole - digits.count) }
        return digits.prefix(whole) + "." + digits.dropFirst(whole)
    }

    private static func trimmedZeros(_ digits: String) -> String {
        var digits = digits
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return digits
    }

    private static func formatted(_ format: String, _ number: Double) -> String {
        // 309 digits are the longest whole number.
        var buffer = [CChar](repeating: 0, count: 400)
        let length = withVaList([number]) { vsnprintf(&buffer, buffer.count, format, $0) }
        return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
