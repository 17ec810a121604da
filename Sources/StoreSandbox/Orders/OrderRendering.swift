import Money

/// What an order carries besides its own fields.
struct OrderIncludes: Sendable, Equatable {
    /// The consignments object in place of its link.
    var consignments = false
    /// Lines inside the consignments.
    var lines = false
    /// Fees in place of their link.
    var fees = false

    /// Links only.
    init() {}

    /// Reads `include` and `consignment_structure`.
    ///
    /// - Throws: ``APIFailure`` 400 for an unknown include, or for consignments without `consignment_structure=object`.
    init(_ request: StoreRequest) throws(APIFailure) {
        for name in request.list("include") {
            switch name {
            case "consignments": consignments = true
            case "consignments.line_items": (consignments, lines) = (true, true)
            case "fees": fees = true
            default: throw .invalid(field: "include")
            }
        }
        let structure = request.parameter("consignment_structure")
        guard structure == nil || structure == "object", !consignments || structure == "object" else {
            throw APIFailure(400, "The field 'consignment_structure' must be 'object' when consignments are included.")
        }
    }
}

/// Turns an order's documents into what the API shows.
struct OrderRendering: Sendable {
    /// Names and labels.
    var statuses: [OrderStatus]
    /// The beginning of links, for instance `http://127.0.0.1:8080/stores/H`.
    var base: String
    /// What is embedded.
    var includes = OrderIncludes()
    /// Lines of a consignment before the cut.
    var includedLines = 50
    /// Whether lines are left out without a word.
    var dropsLines = false

    /// The order with links or included sublists.
    func order(_ order: Order) -> JSONObject {
        var json = order.fields.completed(by: OrderTemplates.order)
        let status = statuses.first { $0.id == order.facts.statusID }
        if order.fields["status"] == nil { json["status"] = JSONValue(status?.name) }
        if order.fields["custom_status"] == nil { json["custom_status"] = JSONValue(status?.label) }
        if let billing = order.fields["billing_address"]?.object {
            json["billing_address"] = .object(billing.completed(by: OrderTemplates.address))
        }
        json["fees"] = includes.fees ? JSONValue(order.fees) : link("/orders/\(order.id)/fees")
        json["consignments"] = includes.consignments ? .object(consignments(order)) : link("/orders/\(order.id)/consignments")
        for name in ["products", "shipping_addresses", "coupons"] { json[name] = link("/orders/\(order.id)/\(name)") }
        return json
    }

    /// A link to a subresource of this very server, because some clients follow it.
    func link(_ resource: String) -> JSONValue {
        ["url": .string(base + "/v2" + resource), "resource": .string(resource)]
    }

    /// A shipping address with its link.
    func shippingAddress(_ address: JSONObject, order: Order) -> JSONObject {
        var json = address.completed(by: OrderTemplates.shippingAddress)
        let id = json.integer("id") ?? 0
        json["shipping_quotes"] = link("/orders/\(order.id)/shipping_addresses/\(id)/shipping_quotes")
        return json
    }

    /// An order line.
    func line(_ line: JSONObject) -> JSONObject { line.completed(by: OrderTemplates.line) }
}

extension OrderRendering {
    /// The consignments object: who gets what in which way.
    func consignments(_ order: Order) -> JSONObject {
        let shipping = order.addresses.map { address in
            let id = address.integer("id")
            return consignment(shippingFields(address), order: order) {
                OrderLineKind($0) == .shipped && $0.integer("order_address_id") == id
            }
        }
        let pickups = order.pickups.map { pickup in
            let method = pickup.integer("pickup_method_id")
            return consignment(pickup, order: order) {
                OrderLineKind($0) == .pickedUp && $0.integer("order_pickup_method_id") == method
            }
        }
        let certificates = electronic(order, .emailed)
        return [
            "shipping": JSONValue(shipping), "pickups": JSONValue(pickups),
            "downloads": JSONValue(electronic(order, .downloaded)),
            "email": ["gift_certificates": JSONValue(certificates)],
        ]
    }

    /// The consignment of downloads or gift certificates, if there are any.
    private func electronic(_ order: Order, _ kind: OrderLineKind) -> [JSONObject] {
        guard order.lines.contains(where: { OrderLineKind($0) == kind }) else { return [] }
        let email = order.fields["billing_address"]?["email"] ?? ""
        return [consignment(["recipient_email": email], order: order) { OrderLineKind($0) == kind }]
    }

    /// A consignment with the lines that belong to it, cut where the shop cuts.
    private func consignment(_ fields: JSONObject, order: Order, lines belongs: (JSONObject) -> Bool) -> JSONObject {
        var json = fields
        guard includes.lines else {
            json["line_items"] = link("/orders/\(order.id)/products")
            return json
        }
        let lines = order.lines.filter(belongs)
        json["line_items"] = JSONValue(dropsLines ? [] : lines.prefix(includedLines).map(line))
        if lines.count > includedLines, !dropsLines {
            let message = "Only the first \(includedLines) line items are included; read the products of the order for all."
            json["__warning__"] = ["message": .string(message)]
        }
        return json
    }

    /// The address as a consignment shows it: its costs are JSON numbers.
    private func shippingFields(_ address: JSONObject) -> JSONObject {
        let complete = address.completed(by: OrderTemplates.shippingAddress)
        return JSONObject(
            complete.members.map { member in
                guard member.key.contains("cost"), case .string(let text) = member.value, let amount = try? Amount(parsing: text)
                else {
                    return member
                }
                return JSONObject.Member(key: member.key, value: .number(amount.description))
            })
    }
}
