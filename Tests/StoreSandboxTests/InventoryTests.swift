import Money
import StoreSandbox
import Testing

@Suite("Stock") struct InventoryTests {
    /// A simple product tracked by product, one with variants, one tracked by its base variant, one that is not tracked.
    private func shelves() -> StoreState {
        var state = StoreState()
        state.products = [
            Product(id: 1, name: "Mug", sku: "MUG", price: .one, variants: [Variant(id: 11, sku: "MUG", option: nil)]),
            Product(
                id: 2, name: "Shirt", sku: "SHIRT", price: .one, tracking: .variant,
                variants: [
                    Variant(id: 21, sku: "SHIRT-S", option: ("Size", "S")),
                    Variant(id: 22, sku: "SHIRT-L", option: ("Size", "L")),
                ]),
            Product(
                id: 3, name: "Lamp", sku: "LAMP", price: .one, tracking: .variant,
                variants: [Variant(id: 31, sku: "LAMP", option: nil)]),
            Product(id: 4, name: "Guide", sku: "GUIDE", price: .one, tracking: .none),
            Product(
                id: 5, name: "Cap", sku: "CAP", price: .one, tracking: .product,
                variants: [
                    Variant(id: 51, sku: "CAP-S", option: ("Size", "S")), Variant(id: 52, sku: "CAP-L", option: ("Size", "L")),
                ]),
        ]
        return state
    }

    private func adjust(_ shop: Shop, _ items: String, kind: String = "absolute") async throws -> Answer {
        try await shop.send(
            kind == "absolute" ? "PUT" : "POST", "/v3/inventory/adjustments/\(kind)",
            body: #"{"reason":"test","items":[\#(items)]}"#)
    }

    @Test("each way of naming an item is accepted where it fits the tracking mode")
    func identities() async throws {
        try await withSandbox(state: shelves()) { sandbox async throws in
            let shop = Shop(sandbox)
            let items = #"""
                {"location_id":1,"sku":"MUG","quantity":5},{"location_id":1,"variant_id":21,"quantity":6},
                {"location_id":1,"sku":"shirt-l","quantity":7},{"location_id":1,"sku":"LAMP","quantity":8},
                {"location_id":1,"product_id":5,"quantity":9}
                """#
            let answer = try await adjust(shop, items)
            #expect(answer.status == 200)
            #expect(try answer.json().object?.members.map(\.key) == ["transaction_id"])
            let products = try await shop.get("/v3/catalog/products?include_fields=sku,inventory_level").json()["data"]?.items
            #expect(products?.compactMap { $0["inventory_level"]?.integer } == [5, 13, 8, 0, 9])
            let variants = try await shop.get("/v3/catalog/variants?sku=SHIRT-L").json()["data"]?.items
            #expect(variants?.first?["inventory_level"]?.integer == 7)
        }
    }

    @Test(
        "an item that does not fit is refused with 422 and nothing of the request is applied",
        arguments: [
            (#""variant_id":11"#, "[Item with variant_id 11 is tracked by product, please update stock by product id]"),
            (#""sku":"CAP-S""#, "[Item with sku CAP-S is tracked by product, please update stock by product id]"),
            (#""product_id":2"#, "[Item with product_id 2 is tracked by variant, please update stock by variant id]"),
            (#""sku":"GUIDE""#, "[Item with sku GUIDE does not track inventory]"),
            (#""sku":"NONE""#, "[Item with sku NONE was not found]"),
            (#""sku":"MUG","product_id":1"#, "[Item must have exactly one of sku, variant_id, product_id]"),
        ])
    func mismatch(identity: String, title: String) async throws {
        try await withSandbox(state: shelves()) { sandbox async throws in
            let shop = Shop(sandbox)
            let good = #"{"location_id":1,"sku":"LAMP","quantity":8}"#
            let answer = try await adjust(shop, good + #",{"location_id":1,\#(identity),"quantity":1}"#)
            #expect(answer.status == 422)
            #expect(answer.header("Content-Type") == "application/problem+json")
            #expect(try answer.title() == title)
            #expect(await sandbox.store.state.stock.quantity(Stock.Key(location: 1, product: 3, variant: 31)) == nil)
        }
    }

    @Test("fractions, negative levels, unknown locations and more than 2000 items are refused")
    func limits() async throws {
        try await withSandbox(state: shelves()) { sandbox async throws in
            let shop = Shop(sandbox)
            #expect(try await adjust(shop, #"{"location_id":1,"sku":"MUG","quantity":1.5}"#).status == 422)
            #expect(try await adjust(shop, #"{"location_id":1,"sku":"MUG","quantity":-1}"#).status == 422)
            #expect(try await adjust(shop, #"{"location_id":1,"sku":"MUG","quantity":2147483648}"#).status == 422)
            let elsewhere = try await adjust(
                shop, #"{"location_id":3,"sku":"MUG","quantity":1},{"location_id":2,"sku":"MUG","quantity":1}"#)
            #expect(try elsewhere.title() == "Location not found, identities: [2,3]")
            let item = #"{"location_id":1,"sku":"MUG","quantity":1}"#
            #expect(try await adjust(shop, Array(repeating: item, count: 2000).joined(separator: ",")).status == 200)
            #expect(try await adjust(shop, Array(repeating: item, count: 2001).joined(separator: ",")).status == 413)
        }
    }

    @Test("a relative change needs a level first and never goes below zero")
    func relative() async throws {
        try await withSandbox(state: shelves()) { sandbox async throws in
            let shop = Shop(sandbox)
            let minusTwo = #"{"location_id":1,"sku":"MUG","quantity":-2}"#
            let early = try await adjust(shop, minusTwo, kind: "relative")
            #expect(try early.title() == "[Items with identity: [sku MUG] requires absolute adjustment before relative]")
            #expect(try await adjust(shop, #"{"location_id":1,"sku":"MUG","quantity":3}"#).status == 200)
            #expect(try await adjust(shop, minusTwo, kind: "relative").status == 200)
            #expect(try await adjust(shop, minusTwo, kind: "relative").status == 422)
            #expect(await sandbox.store.state.stock.quantity(Stock.Key(location: 1, product: 1, variant: nil)) == 1)
        }
    }

    /// An hour is more than any machine needs to ask, a tenth of a second less than any takes to ask a hundred times.
    @Test("stock that was set is seen later when the delay is on", arguments: [(3_600_000, 4), (100, 9)])
    func delayedVisibility(_ milliseconds: Int, _ seen: Int) async throws {
        var state = shelves()
        state.stock.set(Stock.Key(location: 1, product: 1, variant: nil), to: 4)
        var options = SandboxOptions()
        options.failures = [FailureSwitch(.delayedStock, milliseconds: milliseconds)]
        try await withSandbox(options, state: state) { sandbox async throws in
            let shop = Shop(sandbox)
            func level() async throws -> Int? {
                let items = try await shop.get("/v3/inventory/items?sku:in=MUG").json()["data"]?.items
                return items?.first?["locations"]?.items?.first?["available_to_sell"]?.integer
            }
            #expect(try await adjust(shop, #"{"location_id":1,"sku":"MUG","quantity":9}"#).status == 200)
            for _ in 0..<100 where try await level() != seen { try await Task.sleep(for: .milliseconds(100)) }
            #expect(try await level() == seen)
        }
    }

    @Test("V3 lists have an envelope, links to the next page, and 200 when empty")
    func envelope() async throws {
        try await withSandbox(state: shelves()) { sandbox async throws in
            let shop = Shop(sandbox)
            let first = try await shop.get("/v3/catalog/products?limit=2").json()["meta"]?["pagination"]
            #expect(first?["total"]?.integer == 5)
            #expect(first?["total_pages"]?.integer == 3)
            #expect(first?["links"]?["next"]?.text == "?page=2&limit=2")
            #expect(
                try await shop.get("/v3/catalog/products?limit=2&page=3").json()["meta"]?["pagination"]?["links"]?["next"] == nil)
            let empty = try await shop.get("/v3/catalog/products?sku:in=NOTHING")
            #expect(empty.status == 200)
            #expect(try empty.json()["data"] == [])
            #expect(
                try await shop.get("/v3/inventory/locations?is_default=true").json()["data"]?.items?.first?["id"]?.integer == 1)
        }
    }

    @Test("the sku filter finds main SKUs only, and a product may bring its variants")
    func skuFilter() async throws {
        try await withSandbox(state: shelves()) { sandbox async throws in
            let shop = Shop(sandbox)
            let path = "/v3/catalog/products?sku:in=MUG,shirt,SHIRT-S&include=variants&include_fields=sku,inventory_tracking"
            let found = try await shop.get(path).json()["data"]?.items ?? []
            #expect(found.compactMap { $0["sku"]?.text } == ["MUG", "SHIRT"])
            #expect(found.map { $0["variants"]?.items?.count } == [1, 2])
            #expect(found[0].object?.members.map(\.key) == ["id", "sku", "inventory_tracking", "variants"])
            #expect(try await shop.get("/v3/catalog/variants?sku=MUG").json()["data"]?.items?.first?["product_id"]?.integer == 1)
        }
    }

    @Test("catalogue batches stop at 10 and 50, a taken SKU is 409, negative stock saves the rest with 207")
    func catalogueWrites() async throws {
        try await withSandbox(state: shelves()) { sandbox async throws in
            let shop = Shop(sandbox)
            let products = "[" + Array(repeating: #"{"id":1,"inventory_level":3}"#, count: 11).joined(separator: ",") + "]"
            let refused = try await shop.send("PUT", "/v3/catalog/products", body: products)
            #expect(refused.status == 413)
            #expect(try refused.title().hasSuffix("allowed in the array is 10."))
            let variants = "[" + Array(repeating: #"{"id":21,"inventory_level":3}"#, count: 51).joined(separator: ",") + "]"
            #expect(try await shop.send("PUT", "/v3/catalog/variants", body: variants).status == 413)
            let unknown = try await shop.send("PUT", "/v3/catalog/variants", body: #"[{"id":21,"inventory_level":3},{"id":99}]"#)
            #expect(unknown.status == 422)
            #expect(try unknown.json()["batch_errors"]?.items?.count == 1)
            #expect(try await shop.send("PUT", "/v3/catalog/variants", body: #"[{"id":21,"inventory_level":3}]"#).status == 200)
            #expect(try await shop.send("PUT", "/v3/catalog/products/1", body: #"{"sku":"Lamp"}"#).status == 409)
            #expect(try await shop.send("PUT", "/v3/catalog/products/1", body: #"{"inventory_tracking":"simple"}"#).status == 422)
            let partial = try await shop.send("PUT", "/v3/catalog/products/1", body: #"{"name":"Cup","inventory_level":-1}"#)
            #expect(partial.status == 207)
            #expect(try partial.json()["data"]?["name"]?.text == "Cup")
            #expect(try partial.json()["errors"]?["status"]?.integer == 422)
        }
    }
}
