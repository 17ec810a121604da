import Money
import StoreSandbox
import Testing

@Suite("Sandbox server") struct SandboxServerTests {
    @Test("one order is listed, changes its status and says when")
    func oneOrder() async throws {
        var options = SandboxOptions()
        options.now = { Instant(seconds: 1_772_529_302) }
        try await withSandbox(options, state: try plainStore(orders: 1042...1042)) { sandbox async throws in
            let shop = Shop(sandbox)
            let listed = try await shop.get("/v2/orders?status_id=11").list()
            #expect(listed.map { $0["id"]?.integer } == [1042])
            #expect(listed[0]["status"]?.text == "Awaiting Fulfillment")

            let changed = try await shop.send("PUT", "/v2/orders/1042", body: #"{"status_id":2}"#)
            #expect(changed.status == 200)
            #expect(try changed.json()["status"]?.text == "Shipped")
            #expect(try changed.json()["date_shipped"]?.text == "Tue, 03 Mar 2026 09:15:02 +0000")
            #expect(try changed.json()["items_shipped"]?.integer == 0)
            #expect(try await shop.get("/v2/orders?status_id=11").status == 204)
        }
    }

    @Test("stock that is set is read again")
    func stock() async throws {
        var state = StoreState()
        state.products = [Product(id: 87, name: "Mug", sku: "MUG-BLU", price: .one)]
        try await withSandbox(state: state) { sandbox async throws in
            let shop = Shop(sandbox)
            let body = #"{"reason":"Stock upload","items":[{"location_id":1,"sku":"mug-blu","quantity":12}]}"#
            let answer = try await shop.send("PUT", "/v3/inventory/adjustments/absolute", body: body)
            #expect(answer.status == 200)
            #expect(try answer.json()["transaction_id"]?.text != nil)
            let items = try await shop.get("/v3/inventory/items?sku:in=MUG-BLU").json()["data"]?.items
            #expect(items?.first?["locations"]?.items?.first?["available_to_sell"]?.integer == 12)
        }
    }
}
