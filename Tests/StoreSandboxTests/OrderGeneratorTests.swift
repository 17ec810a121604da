import StoreSandbox
import Testing

/// Ten-thousandths of an amount as V2 writes it; a test of its own that does not lean on the store's arithmetic.
private func units(_ document: JSONObject, _ name: String) -> Int {
    Int((document.text(name) ?? "0.0000").filter { $0 != "." }) ?? .min
}

/// The sum of a field over documents.
private func sum(_ documents: [JSONObject], _ name: String) -> Int { documents.reduce(0) { $0 + units($1, name) } }

@Suite("Generated orders") struct OrderGeneratorTests {
    private static func orders(_ count: Int, seed: UInt64) throws -> [Order] {
        var generator = OrderGenerator(seed: seed, catalogue: try Catalogue(seed: seed))
        return try generator.orders(count)
    }

    @Test("order totals are the goods and costs less the discounts, on the exact side", arguments: [1, 2, 3, 2026] as [UInt64])
    func orderTotals(seed: UInt64) throws {
        for order in try Self.orders(500, seed: seed) {
            let fields = order.fields
            let side = fields["is_tax_inclusive_pricing"] == true ? "inc" : "ex"
            let costs = ["shipping_cost", "handling_cost", "wrapping_cost"].map { units(fields, "\($0)_\(side)_tax") }.reduce(
                0, +)
            let fees = sum(order.fees, "cost_\(side)_tax")
            let discounts = units(fields, "discount_amount") + units(fields, "coupon_discount")
            let expected = units(fields, "subtotal_\(side)_tax") + costs + fees - discounts
            #expect(units(fields, "total_\(side)_tax") == expected, "order \(order.id)")
            #expect(
                units(fields, "total_ex_tax") == units(fields, "total_inc_tax") - units(fields, "total_tax"), "order \(order.id)")
            #expect(units(fields, "total_inc_tax") % 100 == 0, "order \(order.id) costs a part of a penny")
            #expect(units(fields, "total_inc_tax") >= 0)
        }
    }

    @Test("lines add up to the order: totals before discounts, tax after", arguments: [1, 2, 3, 2026] as [UInt64])
    func lineTotals(seed: UInt64) throws {
        for order in try Self.orders(500, seed: seed) {
            let fields = order.fields
            for name in ["total_ex_tax", "total_inc_tax", "total_tax"] {
                #expect(
                    sum(order.lines, name) == units(fields, name.replacing("total", with: "subtotal")),
                    "order \(order.id) \(name)")
            }
            let costs = ["shipping_cost", "handling_cost", "wrapping_cost"].map { units(fields, $0 + "_inc_tax") }.reduce(0, +)
            let paid = sum(order.lines, "discounted_total_inc_tax") + costs + sum(order.fees, "cost_inc_tax")
            #expect(paid == units(fields, "total_inc_tax"), "order \(order.id)")
            #expect(order.lines.map { $0.integer("quantity") ?? 0 }.reduce(0, +) == fields.integer("items_total"))
            #expect(sum(order.addresses, "cost_inc_tax") == units(fields, "shipping_cost_inc_tax"))
            #expect(sum(order.lines, "wrapping_cost_inc_tax") == units(fields, "wrapping_cost_inc_tax"))
            let taxed = sum(order.taxes, "line_amount") + sum(order.fees, "cost_tax")
            #expect(taxed == units(fields, "total_tax"), "order \(order.id)")
        }
    }

    @Test("a line is its price times its quantity, and its discounts are those of the order", arguments: [1, 7] as [UInt64])
    func lines(seed: UInt64) throws {
        for order in try Self.orders(500, seed: seed) {
            let side = order.fields["is_tax_inclusive_pricing"] == true ? "inc" : "ex"
            var discounts = 0
            for line in order.lines {
                let quantity = line.integer("quantity") ?? 0
                #expect(units(line, "price_\(side)_tax") * quantity == units(line, "total_\(side)_tax"), "order \(order.id)")
                let own = sum(line["applied_discounts"]?.items?.compactMap(\.object) ?? [], "amount")
                if side == "inc" { #expect(units(line, "total_inc_tax") - own == units(line, "discounted_total_inc_tax")) }
                #expect(units(line, "discounted_total_inc_tax") >= 0)
                discounts += own
            }
            #expect(
                discounts == units(order.fields, "discount_amount") + units(order.fields, "coupon_discount"), "order \(order.id)")
        }
    }

    @Test("300 orders show every shape, and about 85 of a hundred are plain")
    func shapes() throws {
        let orders = try Self.orders(300, seed: 1)
        func some(_ test: (Order) -> Bool) -> Bool { orders.contains(where: test) }
        #expect(Set(orders.map(\.facts.statusID)) == [0, 2, 4, 5, 7, 11, 14])
        #expect(some { $0.facts.isDeleted })
        #expect(some { $0.fields["order_is_digital"] == true && $0.addresses.isEmpty })
        #expect(some { $0.addresses.count == 2 })
        #expect(some { !$0.pickups.isEmpty && $0.addresses.isEmpty })
        #expect(
            some { $0.lines.contains { $0.integer("product_id") == 0 && $0.text("sku") == "" && $0.text("type") == "physical" } })
        #expect(some { $0.lines.contains { $0["is_bundled_product"] == true } })
        #expect(some { $0.lines.contains { $0.text("type") == "giftcertificate" } })
        #expect(Set(orders.flatMap(\.coupons).compactMap { $0.integer("type") }) == [0, 1, 2, 3, 4, 5])
        #expect(some { $0.fields.text("default_currency_code") == "EUR" })
        #expect(some { (51...250).contains($0.lines.count) } && some { $0.lines.count > 250 })
        #expect(
            some { !$0.refunds.isEmpty } && some { !$0.fees.isEmpty }
                && some { $0.lines.contains { $0.integer("wrapping_id") == 1 } })
        #expect(some { $0.fields["is_tax_inclusive_pricing"] == true } && some { $0.fields["is_tax_inclusive_pricing"] == nil })
        #expect(some { $0.fields["staff_notes"] == .null } && some { $0.fields["staff_notes"] == "" })
        let ready = orders.filter { $0.facts.statusID == 11 && $0.fields.text("payment_status") == "captured" }
        #expect(ready.count > 255)
    }

    @Test("the same seed gives the same store, another seed another one; SKUs are those of the catalogue")
    func determinism() throws {
        let state = try StoreState.generated(orders: 60, seed: 5)
        #expect(state.document == (try StoreState.generated(orders: 60, seed: 5).document))
        #expect(state.document != (try StoreState.generated(orders: 60, seed: 6).document))
        let catalogue = try Catalogue(seed: 5)
        let known = Set(catalogue.items.map(\.sku)).union([""])
        #expect(state.orders.allSatisfy { $0.lines.allSatisfy { known.contains($0.text("sku") ?? "") } })
        #expect(catalogue.items.first?.sku == "CW-0001")
        #expect(catalogue.products.count == 120)
        #expect(Set(catalogue.products.map(\.tracking)) == Set(InventoryTracking.allCases))
        #expect(Set(catalogue.items.map { $0.sku.lowercased() }).count == catalogue.items.count)
    }

    @Test("an Incomplete order is paid later, under its old id with a new date")
    func incomplete() async throws {
        try await withSandbox(state: try StoreState.generated(orders: 20)) { sandbox async throws in
            let shop = Shop(sandbox)
            let before = try #require(try await shop.get("/v2/orders?status_id=0").list().first)
            let id = try #require(before["id"]?.integer)
            let done = try await shop.send("POST", "/sandbox/orders/complete").json()["ids"]?.items
            #expect(done?.contains(JSONValue(id)) == true)
            let after = try await shop.get("/v2/orders/\(id)").json()
            #expect(after["status_id"]?.integer == 11)
            #expect(after["date_modified"] != before["date_modified"])
        }
    }

    @Test("refunds and payments are where the shop has them: refunded_amount stays 0, the V3 lists tell")
    func refunds() async throws {
        try await withSandbox(state: try StoreState.generated(orders: 300)) { sandbox async throws in
            let shop = Shop(sandbox)
            let order = try #require(try await shop.get("/v2/orders?status_id=14").list().first)
            #expect(order["refunded_amount"]?.text == "0.0000")
            let id = order["id"]?.integer ?? 0
            let refunds = try await shop.get("/v3/orders/\(id)/payment_actions/refunds").json()["data"]?.items
            #expect(refunds?.first?["items"]?.items?.count == 1)
            let payments = try await shop.get("/v3/orders/\(id)/transactions").json()["data"]?.items
            #expect(payments?.first?["event"]?.text == "purchase")
            #expect(
                try await shop.get("/v2/orders/\(id)/taxes?details=true").list().contains { $0["line_item_type"]?.text == "item" }
            )
        }
    }
}
