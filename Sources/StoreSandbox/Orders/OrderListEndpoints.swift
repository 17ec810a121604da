extension Endpoint {
    /// Lists over all orders.
    static let orderListEndpoints = [
        Endpoint(.v2, "orders", scope: "store_v2_orders", ["GET": listOrders, "POST": createOrder]),
        Endpoint(.v2, "orders/count", scope: "store_v2_orders", ["GET": countOrders]),
        Endpoint(.v2, "order_statuses", scope: "store_v2_orders", ["GET": listStatuses]),
        Endpoint(.v2, "order_statuses/#", scope: "store_v2_orders", ["GET": showStatus]),
    ]

    /// `GET orders`.
    private static let listOrders: Handler = { (state, request) throws(APIFailure) in
        let query = try OrderQuery(request)
        let rendering = OrderRendering(state, request, includes: query.includes)
        return .list(query.orders(of: state.orders).map(rendering.order), name: "orders")
    }

    /// `GET orders/count`, with the filters of the list.
    private static let countOrders: Handler = { (state, request) throws(APIFailure) in
        let matches = try OrderQuery(request).matches(of: state.orders)
        let counts = Dictionary(matches.map { ($0.facts.statusID, 1) }, uniquingKeysWith: +)
        let statuses = state.statuses.map { status in
            var json = status.json
            json["order"] = nil
            json["count"] = JSONValue(counts[status.id] ?? 0)
            json["sort_order"] = JSONValue(status.order)
            return json
        }
        return StoreAnswer(["statuses": JSONValue(statuses), "count": JSONValue(matches.count)], name: "count")
    }

    /// Creates an order as the API does: nothing is computed, no promotion applies, the default status is Pending.
    private static let createOrder: Handler = { (state, request) throws(APIFailure) in
        var fields = try request.object()
        fields["id"] = nil
        guard let order = try? Order(document: .object(fields)) else { throw .invalidBody(.v2) }
        let id = state.add(order, now: request.now)
        guard let stored = state.order(id) else { throw .notFound }
        return StoreAnswer(status: 201, .object(OrderRendering(state, request).order(stored)), name: "order")
    }

    /// `GET order_statuses`.
    private static let listStatuses: Handler = { state, _ in .list(state.statuses.map(\.json), name: "order_statuses") }

    /// `GET order_statuses/{id}`.
    private static let showStatus: Handler = { (state, request) throws(APIFailure) in
        guard let status = state.statuses.first(where: { $0.id == request.ids[0] }) else { throw .notFound }
        return StoreAnswer(.object(status.json), name: "order_status")
    }
}

extension OrderRendering {
    /// The rendering for a request.
    init(_ state: StoreState, _ request: StoreRequest, includes: OrderIncludes = OrderIncludes()) {
        self.init(
            statuses: state.statuses, base: request.base, includes: includes, includedLines: request.includedLines,
            dropsLines: request.failures.contains(.missingLines))
    }
}
