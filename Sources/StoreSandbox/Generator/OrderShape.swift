/// The kinds of orders that a real store has and an importer trips over.
public enum OrderShape: String, Sendable, CaseIterable {
    /// A few lines, one address, paid, Awaiting Fulfillment: most orders.
    case plain
    /// Status 0, no payment yet; becomes status 11 when the shopper pays.
    case incomplete
    /// Deleted by the merchant: hidden from lists.
    case archived
    /// Downloads only, no address.
    case digital
    /// Downloads and goods.
    case mixed
    /// One line goes to someone else.
    case twoAddresses
    /// Collected in the shop, no address.
    case pickup
    /// A line the merchant typed in: product 0, no SKU.
    case customLine
    /// A pick-list product with a child of price 0.
    case bundle
    /// An automatic discount on one line.
    case lineDiscount
    /// A discount the merchant gave on the whole order.
    case manualDiscount
    /// Type 0: money off each piece.
    case couponPerItem
    /// Type 1: a tenth off.
    case couponPercentage
    /// Type 2: money off the order.
    case couponPerTotal
    /// Type 3: money off the delivery.
    case couponShipping
    /// Type 4: the delivery is free, and the coupon still lists what it took off.
    case couponFreeShipping
    /// Type 5: a promotion's code.
    case couponPromotion
    /// Paid in euros.
    case foreignCurrency
    /// Browsed in euros, paid in pounds.
    case displayCurrency
    /// Paid in part with store credit.
    case storeCredit
    /// Paid in part with a gift certificate.
    case giftCertificate
    /// A gift certificate that is bought.
    case giftCertificateLine
    /// With an extra charge.
    case fee
    /// One line is wrapped.
    case giftWrap
    /// With a handling charge.
    case handling
    /// Optional texts that are `null`.
    case nullTexts
    /// Optional texts that are empty.
    case emptyTexts
    /// Names and places without Latin letters.
    case nonLatin
    /// A long message with line breaks, quotes and an emoji.
    case longMessage
    /// More than 50 lines: the include is cut.
    case manyLines
    /// More than 250 lines: `/products` has a second page.
    case veryManyLines
    /// Goods at 0 %.
    case zeroRated
    /// Goods at 5 %.
    case reducedRate
    /// Delivered outside the United Kingdom without tax.
    case export
    /// Everything was given back.
    case refunded
    /// One line was given back.
    case partiallyRefunded
    /// Status 7, paid later.
    case awaitingPayment
    /// Awaiting Fulfillment, to be paid on delivery.
    case cashOnDelivery
    /// Status 5, never paid.
    case cancelled
    /// Status 2 with a date of shipping.
    case alreadyShipped

    /// The shapes that are not plain.
    static let odd = allCases.filter { $0 != .plain }
}
