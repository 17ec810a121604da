/// An exact decimal number in steps of one millionth: money, prices, quantities, rates.
///
/// Never a binary fraction: it is read from text, computed in whole millionths and written as text. Twelve whole digits and six
/// decimals always fit; anything larger is an error, not a wrap-around.
public struct Amount: Sendable, Hashable, Comparable {
    /// The value in millionths.
    public let micros: Int128

    /// Millionths in one.
    public static let scale: Int128 = 1_000_000

    public static let zero = Amount(micros: 0)
    public static let one = Amount(micros: scale)
    /// One hundredth of the currency's unit.
    public static let penny = Amount(micros: scale / 100)

    public init(micros: Int128) { self.micros = micros }

    public init(_ whole: Int) { micros = Int128(whole) * Amount.scale }

    public static func < (left: Amount, right: Amount) -> Bool { left.micros < right.micros }

    public var isZero: Bool { micros == 0 }
    public var isNegative: Bool { micros < 0 }
    public var magnitude: Amount { Amount(micros: abs(micros)) }

    /// Whether the value has no part smaller than `decimals` places.
    public func isWhole(decimals: Int = 0) -> Bool { rounded(to: decimals) == self }
}

/// Why a text is not an amount, or a computation has no answer.
public enum AmountError: Error, Equatable, CustomStringConvertible {
    /// Letters, exponents, thousands separators, blanks inside, two signs, an empty text.
    case notADecimal(String)
    /// More than six decimals that are not zero.
    case tooManyDecimals(String)
    /// Beyond what the type holds.
    case outOfRange(String)
    case divisionByZero
    /// Not an amount and a currency.
    case notMoney(String)
    /// A sum over two currencies.
    case twoCurrencies(String, String)

    public var description: String {
        switch self {
        case .notADecimal(let text):
            "'\(text.prefix(40))' is not a plain decimal number (expected for instance 1234.50: digits, one point, no letters)"
        case .tooManyDecimals(let text): "'\(text.prefix(40))' has more than six decimals"
        case .outOfRange(let text): "'\(text.prefix(40))' is larger than any amount of money that can be kept exactly"
        case .divisionByZero: "a division by zero"
        case .notMoney(let text): "'\(text.prefix(40))' is not an amount with its currency (expected for instance 34.80 GBP)"
        case .twoCurrencies(let one, let other): "\(one) and \(other) cannot be added up"
        }
    }
}
