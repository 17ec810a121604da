public import Money

/// One order of the store: the documents that make it up, in the API's own field names.
///
/// A document is sparse: it holds what differs from ``OrderTemplates``, so that a test can add an order with three fields and a
/// store of ten thousand stays small. Whatever a document says is served, even a price with letters in it.
public struct Order: Sendable {
    /// The order's own fields, without sublists and links.
    public var fields: JSONObject { didSet { facts = OrderFacts(fields) } }
    /// Order lines, as `/products` gives them.
    public var lines: [JSONObject] = []
    /// Shipping addresses; empty for digital and pickup orders.
    public var addresses: [JSONObject] = []
    /// Pickup consignments (`pickup_method_id`, `location` …), without their lines.
    public var pickups: [JSONObject] = []
    /// Coupons that were used.
    public var coupons: [JSONObject] = []
    /// Extra charges of type `custom_fee`.
    public var fees: [JSONObject] = []
    /// Tax rows, one for each line and cost; the plain list leaves out the columns of the detailed one.
    public var taxes: [JSONObject] = []
    /// Shipments made so far.
    public var shipments: [JSONObject] = []
    /// Refunds of `/v3/orders/{id}/payment_actions/refunds`, in V3 shape.
    public var refunds: [JSONObject] = []
    /// Payments of `/v3/orders/{id}/transactions`, in V3 shape.
    public var transactions: [JSONObject] = []

    /// What lists filter and sort by, read from ``fields`` once.
    public private(set) var facts: OrderFacts

    /// An order of these fields, without lines.
    public init(fields: JSONObject) {
        self.fields = fields
        facts = OrderFacts(fields)
    }

    /// The order's id; 0 until the store gives it one.
    public var id: Int { facts.id }
}

extension Order {
    /// The sublists with the names they have in documents.
    static let sublists: [(name: String, path: any WritableKeyPath<Order, [JSONObject]> & Sendable)] = [
        ("products", \.lines), ("shipping_addresses", \.addresses), ("pickups", \.pickups), ("coupons", \.coupons),
        ("fees", \.fees), ("taxes", \.taxes), ("shipments", \.shipments), ("refunds", \.refunds),
        ("transactions", \.transactions),
    ]

    /// Reads an order document: the API's order object in which `products`, `shipping_addresses`, `coupons`, `fees`, `taxes`,
    /// `pickups`, `shipments`, `refunds` and `transactions` may be lists. A sublist that is a link is ignored, because the
    /// store makes its own links.
    ///
    /// - Throws: ``SandboxError/badDocument(_:)`` when the value is no object.
    public init(document: JSONValue) throws(SandboxError) {
        guard var fields = document.object else {
            throw .badDocument("an order must be a JSON object, not \(document.json.prefix(60))")
        }
        var lists: [[JSONObject]] = []
        for (name, _) in Order.sublists {
            lists.append(fields[name]?.items?.compactMap(\.object) ?? [])
            fields[name] = nil
        }
        fields["consignments"] = nil
        self.init(fields: fields)
        for ((_, path), list) in zip(Order.sublists, lists) { self[keyPath: path] = list }
    }

    /// The document that ``init(document:)`` reads; empty sublists are left out.
    public var document: JSONValue {
        var document = fields
        for (name, path) in Order.sublists where !self[keyPath: path].isEmpty {
            document[name] = JSONValue(self[keyPath: path])
        }
        return .object(document)
    }
}

/// The fields of an order that lists filter and sort by.
public struct OrderFacts: Sendable {
    /// The order's id.
    public var id: Int
    /// Status, by id.
    public var statusID: Int
    /// 0 for guests.
    public var customerID: Int
    /// The storefront it came from.
    public var channelID: Int
    /// Whether it is archived.
    public var isDeleted: Bool
    /// `total_inc_tax`; zero when it is no number.
    public var total: Amount
    /// `date_created`.
    public var created: Instant
    /// `date_modified`, or when it is missing the date of creation.
    public var modified: Instant

    /// Reads them; what is missing or unreadable gets the template's value.
    init(_ fields: JSONObject) {
        id = fields.integer("id") ?? 0
        statusID = fields.integer("status_id") ?? OrderStatus.pending
        customerID = fields.integer("customer_id") ?? 0
        channelID = fields.integer("channel_id") ?? 1
        isDeleted = fields["is_deleted"]?.boolean ?? false
        total = fields.text("total_inc_tax").flatMap { try? Amount(parsing: $0) } ?? .zero
        created = fields.text("date_created").flatMap { Instant(parsing: $0) } ?? Instant(seconds: 0)
        modified = fields.text("date_modified").flatMap { Instant(parsing: $0) } ?? created
    }
}
