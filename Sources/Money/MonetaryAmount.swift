/// An amount and the currency it is in, for instance what a shopper paid.
///
/// Amounts of two currencies are never added up: the sum of pounds and euros is no money.
public struct MonetaryAmount: Sendable, Hashable {
    public var amount: Amount
    /// ISO 4217, three capital letters: `GBP`.
    public var currency: String

    public init(_ amount: Amount, _ currency: String) {
        self.amount = amount
        self.currency = currency
    }

    /// Reads `34.80 GBP`, as ``description`` writes it.
    ///
    /// - Throws: ``AmountError`` when the number is none, or the currency is not three capital letters.
    public init(parsing text: some StringProtocol) throws(AmountError) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, MonetaryAmount.isCurrency(parts[1]) else { throw .notMoney(String(text)) }
        self.init(try Amount(parsing: parts[0]), String(parts[1]))
    }

    /// - Throws: ``AmountError/twoCurrencies(_:_:)``.
    public func adding(_ other: MonetaryAmount) throws(AmountError) -> MonetaryAmount {
        guard currency == other.currency else { throw .twoCurrencies(currency, other.currency) }
        return MonetaryAmount(amount + other.amount, currency)
    }

    /// Rounded half away from zero to hundredths of the unit.
    public var rounded: MonetaryAmount { MonetaryAmount(amount.rounded(to: 2), currency) }

    private static func isCurrency(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}

extension MonetaryAmount: CustomStringConvertible {
    /// Two decimals and the currency: `34.80 GBP`.
    public var description: String { "\(amount.formatted(decimals: 2)) \(currency)" }
}
