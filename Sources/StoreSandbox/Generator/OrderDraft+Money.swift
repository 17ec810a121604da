import Money

/// The documents of an order that are about money: coupons, fees, tax rows, payments, refunds.
extension OrderDraft {
    /// A fee as `/fees` lists it.
    func feeDocument(_ index: Int, _ figures: TaxedAmount, id: Int) -> JSONObject {
        var document: JSONObject = [
            "id": JSONValue(id), "type": "custom_fee", "display_name_customer": .string(fees[index].name),
            "display_name_merchant": .string(fees[index].name), "source": "AA", "base_cost": fees[index].amount.money,
        ]
        document.set("cost", figures)
        document["tax_class_id"] = nil
        return document
    }

    /// A coupon as `/coupons` lists it.
    func couponDocument(_ coupon: DraftCoupon, id: Int) -> JSONObject {
        [
            "id": JSONValue(id), "coupon_id": JSONValue(coupon.id), "order_id": JSONValue(self.id), "code": .string(coupon.code),
            "amount": coupon.amount.money, "type": JSONValue(coupon.type), "discount": coupon.discount.money,
        ]
    }

    /// One row for each line and cost that carries tax.
    func taxRows(_ figures: OrderFigures, lineIDs: [Int], addressIDs: [Int]) -> [JSONObject] {
        var rows: [JSONObject] = []
        func add(_ kind: String, rate: Amount, tax: Amount, line: Int?, address: Int) {
            guard !tax.isZero else { return }
            rows.append([
                "id": JSONValue(id * 1000 + rows.count), "order_id": JSONValue(id), "order_address_id": JSONValue(address),
                "tax_rate_id": 0, "sales_tax_id": 0, "tax_class_id": 0, "name": "VAT", "class": "Default Tax Class",
                "rate": rate.money, "priority": 0, "priority_amount": tax.money, "line_amount": tax.money,
                "order_pickup_method_id": 0, "order_product_id": line.map { JSONValue($0) } ?? nil,
                "line_item_type": .string(kind),
            ])
        }
        for (index, line) in lines.enumerated() {
            let address = addressIDs.indices.contains(line.delivery) ? addressIDs[line.delivery] : 0
            add("item", rate: line.rate, tax: figures.lines[index].after.tax, line: lineIDs[index], address: address)
            add("gift-wrapping", rate: costRate, tax: figures.lines[index].wrapping.tax, line: lineIDs[index], address: address)
        }
        for (index, delivery) in figures.deliveries.enumerated() {
            add("shipping", rate: costRate, tax: delivery.tax, line: nil, address: addressIDs[index])
        }
        add("handling", rate: costRate, tax: figures.handling.tax, line: nil, address: addressIDs.first ?? 0)
        return rows
    }

    /// One payment for what is left after store credit and gift certificates.
    func transactions(_ figures: OrderFigures, id: Int) -> [JSONObject] {
        let credits = ["store_credit_amount", "gift_certificate_amount"]
            .compactMap { fields.text($0) }.compactMap { try? Amount(parsing: $0) }
        return [
            [
                "id": JSONValue(id), "order_id": .string(String(self.id)), "event": "purchase", "method": "credit_card",
                "amount": (figures.total.inc - credits.sum()).number, "currency": fields["default_currency_code"] ?? "GBP",
                "gateway": "braintree", "gateway_transaction_id": .string("bt\(self.id)x\(id)"), "status": "ok", "test": false,
                "fraud_review": false, "reference_transaction_id": nil,
                "date_created": .string(created.advanced(bySeconds: 20).iso8601),
            ]
        ]
    }

    /// Gives the lines of the range back; totals of the order do not shrink and `refunded_amount` stays 0, as in the real store.
    func addRefund(of range: Range<Int>, to order: inout Order, _ figures: OrderFigures, id: Int) {
        let items = range.map { index -> JSONObject in
            order.lines[index]["quantity_refunded"] = JSONValue(lines[index].quantity)
            order.lines[index]["is_refunded"] = true
            order.lines[index]["refund_amount"] = figures.lines[index].after.inc.money
            return [
                "item_type": "PRODUCT", "item_id": order.lines[index]["id"] ?? 0, "quantity": JSONValue(lines[index].quantity),
                "requested_amount": figures.lines[index].after.inc.number, "reason": "Returned",
            ]
        }
        let amount = range.map { figures.lines[$0].after.inc }.sum()
        let tax = range.map { figures.lines[$0].after.tax }.sum()
        order.refunds = [
            [
                "id": JSONValue(id), "order_id": JSONValue(self.id), "user_id": 1,
                "created": .string(created.advanced(bySeconds: 86_400).iso8601), "reason": "Returned",
                "total_amount": amount.number, "total_tax": tax.number, "uses_merchant_override_values": false,
                "payments": [
                    ["id": 1, "provider_id": "braintree", "amount": amount.number, "offline": false, "is_declined": false]
                ],
                "items": JSONValue(items),
            ]
        ]
    }
}
