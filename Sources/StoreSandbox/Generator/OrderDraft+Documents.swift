import Money

extension Amount {
    /// Money as V2 shows it: four decimals in quotes.
    var money: JSONValue { .string(formatted(decimals: 4)) }
    /// Money as V3 shows it: a number.
    var number: JSONValue { .number(rounded(to: 2).description) }
}

extension JSONObject {
    /// Sets `NAME_ex_tax`, `NAME_inc_tax` and `NAME_tax`; nothing for zero, which the template has already.
    mutating func set(_ name: String, _ amount: TaxedAmount) {
        guard !amount.inc.isZero || !amount.tax.isZero else { return }
        self[name + "_ex_tax"] = amount.ex.money
        self[name + "_inc_tax"] = amount.inc.money
        self[name + "_tax"] = amount.tax.money
    }

    /// Sets a member unless it is zero.
    mutating func set(_ name: String, _ amount: Amount) {
        if !amount.isZero { self[name] = amount.money }
    }
}

/// Running numbers of things that belong to orders.
struct OrderNumbers {
    /// The last line id that was given.
    var line = 5000
    /// The last address id that was given.
    var address = 3000
    /// The last id of coupons, fees, payments and refunds.
    var other = 800

    /// The next id of a kind.
    mutating func next(_ number: WritableKeyPath<OrderNumbers, Int>) -> Int {
        self[keyPath: number] += 1
        return self[keyPath: number]
    }
}

extension OrderDraft {
    /// The finished order.
    ///
    /// - Throws: `AmountError` for amounts beyond the range.
    func order(_ numbers: inout OrderNumbers) throws(AmountError) -> Order {
        let figures = try OrderFigures(self)
        let addressIDs = deliveries.map { _ in numbers.next(\.address) }
        let lineIDs = lines.map { _ in numbers.next(\.line) }
        var order = Order(fields: orderFields(figures))
        order.lines = lines.indices.map { lineDocument($0, figures.lines[$0], lineIDs: lineIDs, addressIDs: addressIDs) }
        order.addresses = deliveries.indices.map { addressDocument($0, figures.deliveries[$0], id: addressIDs[$0]) }
        order.pickups = pickups
        order.fees = fees.indices.map { feeDocument($0, figures.fees[$0], id: numbers.next(\.other)) }
        order.coupons = coupons.map { couponDocument($0, id: numbers.next(\.other)) }
        order.taxes = taxRows(figures, lineIDs: lineIDs, addressIDs: addressIDs)
        if isPaid { order.transactions = transactions(figures, id: numbers.next(\.other)) }
        if let refundedLines { addRefund(of: refundedLines, to: &order, figures, id: numbers.next(\.other)) }
        return order
    }

    /// The order's own document, in the order of the template.
    private func orderFields(_ figures: OrderFigures) -> JSONObject {
        var document: JSONObject = ["id": JSONValue(id)]
        document["customer_id"] = fields["customer_id"] ?? 0
        document["date_created"] = .string(created.rfc2822)
        document["date_modified"] = .string(created.advanced(bySeconds: 38).rfc2822)
        if isInclusive { document["is_tax_inclusive_pricing"] = true }
        document["status_id"] = fields["status_id"] ?? JSONValue(OrderStatus.awaitingFulfillment)
        document.set("subtotal", figures.subtotal)
        document.set("base_shipping_cost", deliveries.map(\.cost).sum())
        document.set("shipping_cost", figures.shipping)
        document.set("base_handling_cost", handling)
        document.set("handling_cost", figures.handling)
        document.set("base_wrapping_cost", lines.compactMap(\.wrapping?.cost).sum())
        document.set("wrapping_cost", figures.wrapping)
        document.set("total", figures.total)
        document["items_total"] = JSONValue(lines.map(\.quantity).reduce(0, +))
        document["order_is_digital"] = lines.allSatisfy { $0.type == "digital" } ? true : nil
        let discounts = lines.flatMap(\.discounts)
        document.set("discount_amount", discounts.filter { !$0.isCoupon }.map(\.amount).sum())
        document.set("coupon_discount", discounts.filter(\.isCoupon).map(\.amount).sum())
        document["shipping_address_count"] = JSONValue(deliveries.count)
        for member in fields.members { document[member.key] = member.value }
        return document
    }

    /// A line with its ids, figures and discounts.
    private func lineDocument(_ index: Int, _ figures: LineFigures, lineIDs: [Int], addressIDs: [Int]) -> JSONObject {
        let line = lines[index]
        let hasAddress = line.type == "physical" && line.pickup == 0 && addressIDs.indices.contains(line.delivery)
        var document: JSONObject = [
            "id": JSONValue(lineIDs[index]), "order_id": JSONValue(id), "product_id": JSONValue(line.productID),
            "variant_id": JSONValue(line.variantID),
            "order_address_id": hasAddress ? JSONValue(addressIDs[line.delivery]) : 0,
            "order_pickup_method_id": JSONValue(line.pickup), "name": .string(line.name), "name_customer": .string(line.name),
            "name_merchant": .string(line.name), "sku": .string(line.sku), "type": .string(line.type),
        ]
        document.set("base_price", line.unit)
        document.set("price", figures.unit)
        document.set("base_total", line.total)
        document.set("total", TaxedAmount(ex: figures.before.ex, inc: figures.before.inc, tax: figures.after.tax))
        document.set("discounted_total_inc_tax", figures.after.inc)
        document["quantity"] = JSONValue(line.quantity)
        addWrapping(to: &document, line, figures.wrapping)
        if let parent = line.parent {
            document["parent_order_product_id"] = JSONValue(lineIDs[parent])
            document["is_bundled_product"] = true
        }
        if line.type == "giftcertificate" { document["gift_certificate_id"] = JSONValue(lineIDs[index] + 1) }
        if !line.discounts.isEmpty { document["applied_discounts"] = JSONValue(line.discounts.map(\.document)) }
        if let option = line.option { document["product_options"] = JSONValue([optionDocument(option, line: lineIDs[index])]) }
        return document
    }

    /// The wrapping's fields, when the line is wrapped.
    private func addWrapping(to document: inout JSONObject, _ line: DraftLine, _ figures: TaxedAmount) {
        guard let wrapping = line.wrapping else { return }
        document["wrapping_id"] = 1
        document["wrapping_name"] = .string(wrapping.name)
        document.set("base_wrapping_cost", wrapping.cost)
        document.set("wrapping_cost", figures)
        document["wrapping_message"] = .string(wrapping.message)
    }

    /// The chosen option of a variant.
    private func optionDocument(_ option: (name: String, value: String), line: Int) -> JSONObject {
        var document: JSONObject = [
            "id": JSONValue(line + 7), "option_id": 120, "order_product_id": JSONValue(line), "product_option_id": 44,
        ]
        for suffix in ["", "_customer", "_merchant"] { document["display_name" + suffix] = .string(option.name) }
        for suffix in ["", "_customer", "_merchant"] { document["display_value" + suffix] = .string(option.value) }
        document["value"] = "101"
        document["type"] = "Multiple choice"
        document["name"] = .string(option.name.lowercased())
        document["display_style"] = "RT"
        return document
    }

    /// A shipping address with the pieces that go there and what it costs.
    private func addressDocument(_ index: Int, _ figures: TaxedAmount, id: Int) -> JSONObject {
        var document: JSONObject = ["id": JSONValue(id), "order_id": JSONValue(self.id)]
        for member in deliveries[index].address.members { document[member.key] = member.value }
        let pieces = lines.filter { $0.type == "physical" && $0.pickup == 0 && $0.delivery == index }.map(\.quantity).reduce(0, +)
        document["items_total"] = JSONValue(pieces)
        document["shipping_method"] = .string(deliveries[index].cost.isZero ? "Free delivery" : "Tracked 48")
        document.set("base_cost", deliveries[index].cost)
        document.set("cost", figures)
        return document
    }
}

extension DraftDiscount {
    /// The discount as `applied_discounts` lists it.
    var document: JSONObject {
        [
            "id": .string(id), "amount": amount.money, "name": .string(name), "code": JSONValue(code), "target": .string(target),
        ]
    }
}
