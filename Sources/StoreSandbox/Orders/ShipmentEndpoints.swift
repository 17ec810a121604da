extension Endpoint {
    /// Shipments of an order: made, listed and taken back.
    static let shipmentEndpoints = [
        Endpoint(.v2, "orders/#/shipments", scope: "store_v2_orders", ["GET": listShipments, "POST": createShipment]),
        Endpoint(.v2, "orders/#/shipments/count", scope: "store_v2_orders", ["GET": countShipments]),
        Endpoint(.v2, "orders/#/shipments/#", scope: "store_v2_orders", ["GET": showShipment, "DELETE": deleteShipment]),
    ]

    /// `GET orders/{id}/shipments`.
    private static let listShipments: Handler = { (state, request) throws(APIFailure) in
        .list(try PageRequest(request).slice(of: try find(state, request).shipments), name: "shipments")
    }

    /// `GET orders/{id}/shipments/count`.
    private static let countShipments: Handler = { (state, request) throws(APIFailure) in
        StoreAnswer(["count": JSONValue(try find(state, request).shipments.count)], name: "count")
    }

    /// `GET orders/{id}/shipments/{id}`.
    private static let showShipment: Handler = { (state, request) throws(APIFailure) in
        let shipment = try find(state, request).shipments.first { $0.integer("id") == request.ids[1] }
        guard let shipment else { throw .notFound }
        return StoreAnswer(.object(shipment), name: "shipment")
    }

    /// The status of the order stays as it is.
    private static let deleteShipment: Handler = { (state, request) throws(APIFailure) in
        let order = try find(state, request)
        guard order.shipments.contains(where: { $0.integer("id") == request.ids[1] }) else { throw .notFound }
        state.changeOrder(order.id) { $0.shipments.removeAll { $0.integer("id") == request.ids[1] } }
        return .noContent
    }

    /// `POST orders/{id}/shipments`: moves the order to Partially Shipped or Shipped.
    private static let createShipment: Handler = { (state, request) throws(APIFailure) in
        let order = try find(state, request)
        let body = try request.object()
        let items = body["items"]?.items?.compactMap(\.object) ?? []
        guard !items.isEmpty, let address = body.integer("order_address_id") else { throw .invalid(field: "items") }
        guard order.addresses.contains(where: { $0.integer("id") == address }) else { throw .invalid(field: "order_address_id") }
        var changed = order
        for item in items { try ship(item, of: &changed) }
        var shipment: JSONObject = ["id": JSONValue(order.id * 100 + order.shipments.count + 1), "order_id": JSONValue(order.id)]
        shipment["customer_id"] = JSONValue(order.facts.customerID)
        shipment["date_created"] = .string(request.now.rfc2822)
        for member in body.members { shipment[member.key] = member.value }
        changed.shipments.append(shipment)
        let isComplete = changed.lines.allSatisfy { ($0.integer("quantity_shipped") ?? 0) >= ($0.integer("quantity") ?? 1) }
        changed.setStatus(isComplete ? OrderStatus.shipped : OrderStatus.partiallyShipped, now: request.now)
        state.changeOrder(order.id) { $0 = changed }
        return StoreAnswer(status: 201, .object(shipment), name: "shipment")
    }

    /// Takes pieces of a line out of what is still to be shipped; the id is the line's, not the product's.
    private static func ship(_ item: JSONObject, of order: inout Order) throws(APIFailure) {
        guard let line = order.lines.firstIndex(where: { $0.integer("id") == item.integer("order_product_id") }) else {
            throw .invalid(field: "order_product_id")
        }
        let shipped = order.lines[line].integer("quantity_shipped") ?? 0
        let available = (order.lines[line].integer("quantity") ?? 1) - shipped
        guard let quantity = item.integer("quantity"), quantity > 0, quantity <= available else {
            let details: JSONObject = [
                "invalid_reason": "The quantity is larger than what is left to ship.", "available_quantity": JSONValue(available),
                "order_product_id": item["order_product_id"] ?? nil,
            ]
            throw APIFailure(400, "The quantity of an item is invalid.", details: details)
        }
        order.lines[line]["quantity_shipped"] = JSONValue(shipped + quantity)
        order.fields["items_shipped"] = JSONValue((order.fields.integer("items_shipped") ?? 0) + quantity)
    }
}
