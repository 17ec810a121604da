extension Endpoint {
    /// One order and its sublists.
    static let orderEndpoints =
        [
            Endpoint(.v2, "orders/#", scope: "store_v2_orders", ["GET": showOrder, "PUT": changeOrder, "DELETE": archiveOrder]),
            Endpoint(.v2, "orders/#/products", scope: "store_v2_orders", ["GET": listLines]),
            Endpoint(.v2, "orders/#/products/#", scope: "store_v2_orders", ["GET": showLine]),
            Endpoint(.v2, "orders/#/coupons", scope: "store_v2_orders", ["GET": listCoupons]),
            Endpoint(.v2, "orders/#/fees", scope: "store_v2_orders", ["GET": listFees]),
            Endpoint(.v2, "orders/#/taxes", scope: "store_v2_orders", ["GET": listTaxes]),
            Endpoint(.v2, "orders/#/messages", scope: "store_v2_orders", ["GET": listNothing]),
            Endpoint(.v2, "orders/#/consignments", scope: "store_v2_orders", ["GET": showConsignments]),
        ]
        // Today's spelling, and the one of old samples that clients still use.
        + ["shipping_addresses", "shippingaddresses"].flatMap { name in
            [
                Endpoint(.v2, "orders/#/\(name)", scope: "store_v2_orders", ["GET": listAddresses]),
                Endpoint(.v2, "orders/#/\(name)/#", scope: "store_v2_orders", ["GET": showAddress]),
                Endpoint(.v2, "orders/#/\(name)/#/shipping_quotes", scope: "store_v2_orders", ["GET": listNothing]),
                Endpoint(.v2, "orders/#/\(name)/#/shippingquotes", scope: "store_v2_orders", ["GET": listNothing]),
            ]
        }

    /// `GET orders/{id}`.
    private static let showOrder: Handler = { (state, request) throws(APIFailure) in
        let includes = try OrderIncludes(request)
        return StoreAnswer(
            .object(OrderRendering(state, request, includes: includes).order(try find(state, request))), name: "order")
    }

    /// `PUT orders/{id}`: a partial update, answered with the whole order.
    private static let changeOrder: Handler = { (state, request) throws(APIFailure) in
        let change = try OrderChange(try request.object(), statuses: state.statuses)
        let order = try find(state, request)
        state.changeOrder(order.id) { change.apply(to: &$0, now: request.now) }
        return StoreAnswer(.object(OrderRendering(state, request).order(try find(state, request))), name: "order")
    }

    /// Archives: the order leaves the lists and stays readable by its id.
    private static let archiveOrder: Handler = { (state, request) throws(APIFailure) in
        let order = try find(state, request)
        state.changeOrder(order.id) {
            $0.fields["is_deleted"] = true
            $0.fields["date_modified"] = .string(request.now.rfc2822)
        }
        return .noContent
    }

    /// `GET orders/{id}/products`, paged like every list.
    private static let listLines: Handler = { (state, request) throws(APIFailure) in
        let page = try PageRequest(request)
        let rendering = OrderRendering(state, request)
        return .list(page.slice(of: try find(state, request).lines).map(rendering.line), name: "products")
    }

    /// `GET orders/{id}/products/{id}`.
    private static let showLine: Handler = { (state, request) throws(APIFailure) in
        let line = try find(state, request).lines.first { $0.integer("id") == request.ids[1] }
        guard let line else { throw .notFound }
        return StoreAnswer(.object(OrderRendering(state, request).line(line)), name: "product")
    }

    /// `GET orders/{id}/coupons`.
    private static let listCoupons: Handler = { (state, request) throws(APIFailure) in
        .list(try PageRequest(request).slice(of: try find(state, request).coupons), name: "coupons")
    }

    /// `GET orders/{id}/fees`: an object, not a list.
    private static let listFees: Handler = { (state, request) throws(APIFailure) in
        StoreAnswer(["fees": JSONValue(try find(state, request).fees)], name: "fees")
    }

    /// `GET orders/{id}/taxes`, with `details=true` one row for each line and cost.
    private static let listTaxes: Handler = { (state, request) throws(APIFailure) in
        let rows = try PageRequest(request).slice(of: try find(state, request).taxes)
        guard request.parameter("details") != "true" else { return .list(rows, name: "taxes") }
        let plain = rows.map { row in
            JSONObject(row.members.filter { $0.key != "order_product_id" && $0.key != "line_item_type" })
        }
        return .list(plain, name: "taxes")
    }

    /// A sublist that is always empty here.
    private static let listNothing: Handler = { (state, request) throws(APIFailure) in
        _ = try find(state, request)
        return .noContent
    }

    /// `GET orders/{id}/consignments`.
    private static let showConsignments: Handler = { (state, request) throws(APIFailure) in
        var includes = OrderIncludes()
        includes.lines = request.list("include").contains("consignments.line_items")
        let rendering = OrderRendering(state, request, includes: includes)
        return StoreAnswer(.object(rendering.consignments(try find(state, request))), name: "consignments")
    }

    /// `GET orders/{id}/shipping_addresses`.
    private static let listAddresses: Handler = { (state, request) throws(APIFailure) in
        let order = try find(state, request)
        let rendering = OrderRendering(state, request)
        let page = try PageRequest(request).slice(of: order.addresses)
        return .list(page.map { rendering.shippingAddress($0, order: order) }, name: "addresses")
    }

    /// `GET orders/{id}/shipping_addresses/{id}`.
    private static let showAddress: Handler = { (state, request) throws(APIFailure) in
        let order = try find(state, request)
        guard let address = order.addresses.first(where: { $0.integer("id") == request.ids[1] }) else { throw .notFound }
        return StoreAnswer(.object(OrderRendering(state, request).shippingAddress(address, order: order)), name: "address")
    }

    /// The order that the path names, archived or not.
    static func find(_ state: StoreState, _ request: StoreRequest) throws(APIFailure) -> Order {
        guard let order = state.order(request.ids[0]) else { throw .notFound }
        return order
    }
}
