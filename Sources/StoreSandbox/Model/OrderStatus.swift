/// One of the fifteen statuses that every store has; only its label can be changed.
public struct OrderStatus: Sendable, Hashable {
    /// What programs match on.
    public let id: Int
    /// The system name, the same in every store.
    public let name: String
    /// Position in the merchant's lists.
    public let order: Int
    /// What the merchant calls it.
    public var label: String

    /// A status under its system name.
    init(_ id: Int, _ name: String, order: Int) {
        self.id = id
        self.name = name
        self.order = order
        label = name
    }

    /// The shopper reached the payment and may never pay.
    public static let incomplete = 0
    /// The default of orders made by API.
    public static let pending = 1
    /// Everything has left.
    public static let shipped = 2
    /// Something has left.
    public static let partiallyShipped = 3
    /// Everything was given back.
    public static let refunded = 4
    /// Will not be delivered.
    public static let cancelled = 5
    /// Paid, to be packed: what importers look for.
    public static let awaitingFulfillment = 11
    /// Something was given back.
    public static let partiallyRefunded = 14

    /// The statuses of a new store, by id.
    public static let all = [
        OrderStatus(0, "Incomplete", order: 0), OrderStatus(1, "Pending", order: 1), OrderStatus(2, "Shipped", order: 8),
        OrderStatus(3, "Partially Shipped", order: 6), OrderStatus(4, "Refunded", order: 11),
        OrderStatus(5, "Cancelled", order: 9), OrderStatus(6, "Declined", order: 10),
        OrderStatus(7, "Awaiting Payment", order: 2), OrderStatus(8, "Awaiting Pickup", order: 5),
        OrderStatus(9, "Awaiting Shipment", order: 4), OrderStatus(10, "Completed", order: 7),
        OrderStatus(11, "Awaiting Fulfillment", order: 3), OrderStatus(12, "Manual Verification Required", order: 13),
        OrderStatus(13, "Disputed", order: 12), OrderStatus(14, "Partially Refunded", order: 14),
    ]

    /// The item of `/v2/order_statuses`.
    var json: JSONObject {
        [
            "id": JSONValue(id), "name": .string(name), "system_label": .string(name), "custom_label": .string(label),
            "system_description": .string("Orders that are \(name.lowercased())."), "order": JSONValue(order),
        ]
    }
}
