/// The kinds of orders that a real store has and an importer trips over.
public enum OrderShape: String, Sendable, CaseIterable {
    /// A few lines, one address, paid, Awaiting Fulfillment: most orders.
    case plain
    /// Status 0, no payment yet; becomes status 11 when the shopper pays.
    case incomplete
    case archived
    case digital
    /// Downloads and goods.
    case mixed
    case twoAddresses
    case pickup
    /// A line the merchant typed in: product 0, no SKU.
    case customLine
    /// A pick-list product with a child of price 0.
    case bundle
    /// An automatic discount on one line.
    case lineDiscount
    /// A discount the merchant gave on the whole order.
    case manualDiscount
    case couponPerItem
    case couponPercentage
    case couponPerTotal
    case couponShipping
    case couponFreeShipping
    case couponPromotion
    /// Paid in euros.
    case foreignCurrency
    /// Browsed in euros, paid in pounds.
    case displayCurrency
    case storeCredit
    /// Paid in part with a gift certificate.
    case giftCertificate
    /// A gift certificate that is bought.
    case giftCertificateLine
    case fee
    case giftWrap
    case handling
    /// Optional texts that are `null`.
    case nullTexts
    /// Optional texts that are empty.
    case emptyTexts
    case nonLatin
    /// A long message with line breaks, quotes and an emoji.
    case longMessage
    /// More than 50 lines: the include is cut.
    case manyLines
    /// More than 250 lines: `/products` has a second page.
    case veryManyLines
    case zeroRated
    case reducedRate
    /// Delivered outside the United Kingdom without tax.
    case export
    case refunded
    case partiallyRefunded
    /// Status 7, paid later.
    case awaitingPayment
    /// Awaiting Fulfillment, to be paid on delivery.
    case cashOnDelivery
    case cancelled
    case alreadyShipped

    /// The shapes that are not plain.
    static let odd = allCases.filter { $0 != .plain }
}
