import Money

/// One order with everything that belongs to it, as the shop sent it.
struct ShopOrder {
    /// The order's number in the shop.
    let id: Int
    /// The order object itself, links to sublists included.
    let fields: JSONValue
    /// Order lines by id.
    var lines: [JSONValue] = []
    /// Shipping addresses; none for downloads and pickups.
    var addresses: [JSONValue] = []
    /// Pickup consignments without their lines.
    var pickups: [JSONValue] = []
    /// Coupons that took part.
    var coupons: [JSONValue] = []
    /// Extra charges.
    var fees: [JSONValue] = []
    /// What was paid back.
    var refunds: [JSONValue] = []
    /// Payments, when they were asked for.
    var transactions: [JSONValue] = []

    /// Why an order cannot be handed on; it goes to the fail file and is asked for again next time.
    struct Hold: Error, Equatable {
        /// A code for the fail file, for instance `LinesIncomplete`.
        let code: String
        /// A sentence a bookkeeper can act on.
        let reason: String
    }

    /// The present status.
    var statusID: Int? { fields["status_id"]?.integer }

    /// The currency of the amounts: the transactional one, not the one the shopper looked at.
    var currency: String {
        [fields["default_currency_code"], fields["currency_code"]].compactMap { $0?.text }.first { !$0.isEmpty } ?? ""
    }

    /// What the shopper paid: the total rounded half away from zero to pennies.
    ///
    /// - Throws: ``Hold`` when the total is no decimal number.
    func total() throws(Hold) -> MonetaryAmount {
        let text = fields["total_inc_tax"]?.text ?? ""
        do {
            return MonetaryAmount(try Amount(parsing: text), currency).rounded
        } catch {
            throw Hold(code: "AmountNotReadable", reason: "The shop's total_inc_tax of order \(id) is not an amount: \(error).")
        }
    }

    /// Whether the quantities of the lines are those that the shop counted.
    ///
    /// Children of a bundle are lines of their own; whether the shop counts them differs, so both sums are right.
    var linesAddUp: Bool {
        guard let total = fields["items_total"]?.integer else { return true }
        let quantities = lines.map { (count: $0["quantity"]?.integer ?? 0, isChild: $0["is_bundled_product"]?.isTrue ?? false) }
        let all = quantities.reduce(0) { $0 + $1.count }
        return all == total || quantities.reduce(0, { $0 + ($1.isChild ? 0 : $1.count) }) == total
    }

    /// Whether the field holds an amount other than zero; what cannot be read counts, so that nothing is overlooked.
    func isCharged(_ field: String) -> Bool {
        guard let text = fields[field]?.text, !text.isEmpty else { return false }
        guard let amount = try? Amount(parsing: text) else { return true }
        return !amount.isZero
    }

    /// Whether a coupon took part. One on postage leaves no `coupon_discount`: then the postage charged is not its base price, or
    /// a line carries a discount with a code.
    var mayHaveCoupons: Bool {
        if isCharged("coupon_discount") || isPostageReduced { return true }
        return lines.contains { line in
            line["applied_discounts"]?.elements.contains { $0["code"].map { !$0.isBlank } ?? false } ?? false
        }
    }

    /// The base price stands on the store's own side of tax, so it is compared with both.
    private var isPostageReduced: Bool {
        guard isCharged("base_shipping_cost") else { return false }
        let base = amount("base_shipping_cost")
        return base != amount("shipping_cost_inc_tax") && base != amount("shipping_cost_ex_tax")
    }

    /// An amount of the order; `nil` when absent or no number.
    private func amount(_ field: String) -> Amount? { fields[field]?.text.flatMap { try? Amount(parsing: $0) } }

    /// What gift certificates and store credit paid.
    var certificatesAndCredit: Amount {
        (amount("gift_certificate_amount") ?? .zero) + (amount("store_credit_amount") ?? .zero)
    }

    /// Whether money may have gone back; the order's own totals do not shrink.
    var mayHaveRefunds: Bool {
        if statusID == OrderStatuses.refunded || statusID == OrderStatuses.partiallyRefunded { return true }
        if fields["payment_status"]?.text?.contains("refunded") == true { return true }
        return lines.contains { ($0["quantity_refunded"]?.integer ?? 0) > 0 }
    }
}
