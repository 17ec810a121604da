import Money

/// An order while it is being invented: amounts on the store's exact side, nothing computed yet.
struct OrderDraft {
    /// The order's id.
    var id: Int
    /// Whether entered prices contain tax; then the amounts below do too.
    var isInclusive: Bool
    /// Orders that leave the country carry no tax at all.
    var isTaxFree = false
    /// At least one.
    var lines: [DraftLine] = []
    /// Shipping addresses with what their delivery costs.
    var deliveries: [(address: JSONObject, cost: Amount)] = []
    /// Where the shopper collects; then there are no deliveries.
    var pickups: [JSONObject] = []
    /// A cost of the whole order.
    var handling = Amount.zero
    /// Extra charges.
    var fees: [(name: String, amount: Amount)] = []
    /// What was used.
    var coupons: [DraftCoupon] = []
    /// Fields of the order that are not computed.
    var fields: JSONObject = [:]
    /// Part of the total that is given back.
    var refundedLines: Range<Int>?
    /// Whether money came in.
    var isPaid = true
    /// When the shopper paid, or tried to.
    var created: Instant

    /// The rate of delivery, handling, wrapping and fees.
    var costRate: Amount { isTaxFree ? .zero : Amount(20) }
}

/// A line while it is being invented.
struct DraftLine {
    /// What the shopper reads.
    var name: String
    /// Empty for lines without a product.
    var sku: String
    /// 0 for a line that was typed in.
    var productID: Int
    /// 0 for a line that was typed in.
    var variantID: Int
    /// `physical`, `digital` or `giftcertificate`.
    var type = "physical"
    /// Price of one piece on the exact side.
    var unit: Amount
    /// Pieces.
    var quantity: Int
    /// VAT in percent.
    var rate: Amount
    /// In the order they were given.
    var discounts: [DraftDiscount] = []
    /// The cost of wrapping the whole line, on the exact side.
    var wrapping: (name: String, message: String, cost: Amount)?
    /// The chosen option of a variant.
    var option: (name: String, value: String)?
    /// Which delivery it belongs to.
    var delivery = 0
    /// The pickup method; 0 for none.
    var pickup = 0
    /// The position of the pick-list line whose child this is.
    var parent: Int?

    /// Before discounts, on the exact side.
    var total: Amount { Amount(micros: unit.micros * Int128(quantity)) }
    /// All discounts of the line, on the exact side.
    var discount: Amount { discounts.map(\.amount).sum() }
}

/// A discount as the line shows it.
struct DraftDiscount {
    /// `manual-discount`, or the id of a coupon or promotion.
    var id: String
    /// What the shopper reads.
    var name: String
    /// The code the shopper typed; `nil` when none.
    var code: String?
    /// Whole line, exact side.
    var amount: Amount
    /// `order` or `product`.
    var target: String
    /// Whether it counts as `coupon_discount`; others count as `discount_amount`.
    var isCoupon: Bool
}

/// A coupon that was used.
struct DraftCoupon {
    /// The coupon's id in the shop.
    var id: Int
    /// What the shopper typed.
    var code: String
    /// The coupon's own amount: money or percent.
    var amount: Amount
    /// 0 per item, 1 percentage, 2 per total, 3 shipping, 4 free shipping, 5 promotion.
    var type: Int
    /// What it took off, for shipping coupons off the delivery.
    var discount: Amount
}
