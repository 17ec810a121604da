/// What a `PUT` changes in an order.
struct OrderChange: Sendable {
    /// What is written as it stands.
    private let fields: JSONObject
    /// The new status, if one is set.
    private let statusID: Int?

    /// Checks the body.
    ///
    /// - Throws: ``APIFailure`` 400 for a read-only field, an unknown field or an unknown status.
    init(_ body: JSONObject, statuses: [OrderStatus]) throws(APIFailure) {
        for member in body.members {
            guard !OrderChange.isReadOnly(member.key) else {
                throw APIFailure(
                    400, "The field '\(member.key)' cannot be written to. Please remove it from your request before trying again."
                )
            }
            guard OrderTemplates.order[member.key] != nil else { throw .unsupported(field: member.key) }
        }
        if let value = body["status_id"] {
            guard let id = value.integer, statuses.contains(where: { $0.id == id }) else { throw .invalid(field: "status_id") }
            statusID = id
        } else {
            statusID = nil
        }
        // The shop ignores this one without a word.
        var kept = body
        kept["tax_provider_id"] = nil
        fields = kept
    }

    /// Writes the fields, and what a new status brings with it.
    func apply(to order: inout Order, now: Instant) {
        var document = order.fields
        for member in fields.members { document[member.key] = member.value }
        document["date_modified"] = .string(now.rfc2822)
        order.fields = document
        if let statusID { order.setStatus(statusID, now: now) }
    }

    /// Whether the shop computes a field itself.
    private static func isReadOnly(_ name: String) -> Bool {
        readOnly.contains(name) || name.hasSuffix("_tax_class_id")
            || (name.hasSuffix("_tax") && !name.hasSuffix("_ex_tax") && !name.hasSuffix("_inc_tax"))
    }

    /// Read-only fields besides those that end in `_tax` or `_tax_class_id`.
    private static let readOnly: Set = [
        "id", "date_modified", "date_shipped", "status", "total_tax", "payment_status", "currency_id",
        "currency_code", "currency_exchange_rate", "default_currency_id", "default_currency_code", "coupon_discount",
        "store_credit_amount", "gift_certificate_amount", "shipping_address_count", "coupons",
    ]
}

extension Order {
    /// Gives the order a status, and what comes with it. `items_shipped` and `payment_status` stay as they are.
    mutating func setStatus(_ id: Int, now: Instant) {
        var document = fields
        document["status_id"] = JSONValue(id)
        document["status"] = nil
        document["custom_status"] = nil
        if id == OrderStatus.shipped { document["date_shipped"] = .string(now.rfc2822) }
        document["date_modified"] = .string(now.rfc2822)
        fields = document
    }
}
