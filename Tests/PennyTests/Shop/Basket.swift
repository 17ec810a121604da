import Money

/// What one shopper bought, on the store's exact side; nothing is computed yet.
struct Basket {
    /// The order's number in the shop.
    var id: Int
    var store: StoreHabits
    /// ISO code of where the goods go. Beyond the home country nothing is taxed.
    var country = "GB"
    /// At least one.
    var lines: [Line]
    /// Postage; `nil` when nothing is sent, zero when it is free.
    var shipping: Charge?
    /// A cost of the order as a whole.
    var handling: Charge?
    var fees: [Charge] = []
    var coupons: [Coupon] = []
    /// A discount of the order that no line names: how older orders tell it.
    var unnamedDiscount = Amount.zero
    /// Percentage of the total that a gift certificate pays.
    var voucherShare = 0
    /// Percentage of the total that store credit pays.
    var creditShare = 0

    /// A line of goods.
    struct Line {
        /// Empty for a gift certificate that is sold.
        var sku: String
        /// Price of one piece.
        var price: Amount
        var quantity: Int
        /// VAT in percent.
        var rate: Amount
        /// For the whole line.
        var discounts: [Discount] = []
        /// Gift wrapping of the whole line; `nil` for none.
        var wrapping: Amount?
        /// Pieces that came back.
        var refunded = 0

        /// Before discounts.
        var list: Amount { price.times(quantity) }
        /// After discounts.
        var discounted: Amount { list - discounts.map(\.amount).sum() }
    }

    /// A discount as a line shows it.
    struct Discount {
        /// `manual-discount`, or the id of a promotion or a coupon.
        var id: String
        var amount: Amount
        /// Counts in the order's `coupon_discount`, otherwise in its `discount_amount`.
        var isCoupon = false
        /// Given for the order and spread over its lines.
        var isOfOrder = false
    }

    /// A coupon that the shopper typed in.
    struct Coupon {
        /// 0 per item, 1 percentage, 2 per total, 3 shipping, 4 free shipping, 5 promotion.
        var type: Int
        /// What it took off, for types 3 and 4 off the postage.
        var discount: Amount
    }

    /// A cost that is not goods.
    struct Charge {
        var amount: Amount
        /// VAT in percent.
        var rate: Amount
        var name = ""
    }
}

/// How a store computes and what it tells: settings of the merchant and the age of the order.
struct StoreHabits {
    /// Entered prices contain tax, and discounts are taken off those.
    var isInclusive = true
    /// Decimals of prices, 2 or 4.
    var priceDecimals = 2
    /// Decimals that the tax of a line keeps where prices are without tax: 2 or 4.
    var taxDecimals = 2
    /// The net of a line is the rounded net of one piece times the quantity, not the net of the line.
    var netsPieces = false
    /// Lines carry `discounted_total_inc_tax`, as orders since September 2023 do.
    var tellsDiscountedTotals = true
    /// `total_inc_tax` contains what a gift certificate or store credit paid.
    var totalIncludesInstruments = true
    /// A free-shipping coupon counts in `coupon_discount` although postage is zero already.
    var countsFreeShipping = false
}
