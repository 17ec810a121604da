/// Everything a store knows: what the endpoints read and write.
public struct StoreState: Sendable {
    /// The shop's name, as `/v2/store` shows it.
    public var name = "Crosswalk sandbox"
    /// Code of the store's currency.
    public var currency = "GBP"
    /// Whether catalogue prices contain tax.
    public var isPriceEnteredWithTax = false
    /// Statuses by id, with the merchant's labels.
    public var statuses = OrderStatus.all
    /// Orders by ascending id.
    public private(set) var orders: [Order] = []
    /// The catalogue by ascending id.
    public var products: [Product] = []
    /// Stock locations; the first is the default one.
    public var locations = [StockLocation(id: 1, code: "BC-LOCATION-1", label: "Default location", isEnabled: true)]
    /// Stock levels.
    public var stock = Stock()

    /// An empty store.
    public init() {}

    /// The position of an order, `nil` when there is none of that id.
    func position(ofOrder id: Int) -> Int? {
        var low = 0
        var high = orders.count
        while low < high {
            let middle = (low + high) / 2
            if orders[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < orders.count && orders[low].id == id ? low : nil
    }

    /// The order of that id.
    public func order(_ id: Int) -> Order? { position(ofOrder: id).map { orders[$0] } }

    /// Adds an order, or replaces the one of the same id. An order without an id gets the next one, and so do its lines and
    /// addresses; both learn which order they belong to.
    ///
    /// - Returns: the order's id.
    @discardableResult
    public mutating func add(_ order: Order, now: Instant = .now) -> Int {
        let order = numbered(order, now: now)
        if let position = position(ofOrder: order.id) {
            orders[position] = order
        } else {
            orders.append(order)
            if orders.count > 1, orders[orders.count - 2].id > order.id { orders.sort { $0.id < $1.id } }
        }
        return order.id
    }

    /// Changes one order in place; nothing happens when there is none of that id.
    public mutating func changeOrder(_ id: Int, _ change: (inout Order) -> Void) {
        guard let position = position(ofOrder: id) else { return }
        change(&orders[position])
    }

    /// Shoppers pay: every Incomplete order becomes Awaiting Fulfillment, under its old id with a new date of change.
    ///
    /// - Returns: the ids.
    @discardableResult
    public mutating func completeIncompleteOrders(now: Instant = .now) -> [Int] {
        let ids = orders.filter { $0.facts.statusID == OrderStatus.incomplete }.map(\.id)
        for id in ids {
            changeOrder(id) { order in
                order.setStatus(OrderStatus.awaitingFulfillment, now: now)
                order.fields["payment_status"] = "captured"
            }
        }
        return ids
    }

    /// The order with every id and count that its document left out.
    private func numbered(_ order: Order, now: Instant) -> Order {
        var order = order
        if order.id == 0 { order.fields["id"] = JSONValue((orders.last?.id ?? 1000) + 1) }
        let id = JSONValue(order.id)
        if order.fields["date_created"] == nil { order.fields["date_created"] = .string(now.rfc2822) }
        if order.fields["date_modified"] == nil { order.fields["date_modified"] = order.fields["date_created"] }
        for index in order.addresses.indices {
            order.addresses[index]["order_id"] = id
            if order.addresses[index]["id"] == nil { order.addresses[index]["id"] = JSONValue(order.id * 10 + index) }
        }
        for index in order.lines.indices {
            order.lines[index]["order_id"] = id
            if order.lines[index]["id"] == nil { order.lines[index]["id"] = JSONValue(order.id * 1000 + index) }
            if order.lines[index]["order_address_id"] == nil, OrderLineKind(order.lines[index]) == .shipped {
                order.lines[index]["order_address_id"] = order.addresses.first?["id"]
            }
        }
        if order.fields["shipping_address_count"] == nil {
            order.fields["shipping_address_count"] = JSONValue(order.addresses.count)
        }
        if order.fields["items_total"] == nil {
            order.fields["items_total"] = JSONValue(order.lines.reduce(0) { $0 + ($1.integer("quantity") ?? 1) })
        }
        return order
    }
}

/// How the pieces of a line reach the shopper, which decides the consignment it is listed in.
enum OrderLineKind {
    /// By carrier, at the counter, as a download, as a gift certificate by mail.
    case shipped, pickedUp, downloaded, emailed

    /// Told by the line's type and pickup method.
    init(_ line: JSONObject) {
        switch line.text("type") {
        case "digital": self = .downloaded
        case "giftcertificate": self = .emailed
        default: self = (line.integer("order_pickup_method_id") ?? 0) != 0 ? .pickedUp : .shipped
        }
    }
}
