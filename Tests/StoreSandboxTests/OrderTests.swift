import StoreSandbox
import Testing

@Suite("One order") struct OrderTests {
    @Test(
        "read-only fields are refused by name",
        arguments: [
            "id", "status", "date_modified", "total_tax", "subtotal_tax", "shipping_cost_tax_class_id", "payment_status",
            "coupons",
        ])
    func readOnly(field: String) async throws {
        try await withSandbox(state: try plainStore(orders: 1...1)) { sandbox async throws in
            let answer = try await Shop(sandbox).send("PUT", "/v2/orders/1", body: #"{"status_id":2,"\#(field)":1}"#)
            #expect(answer.status == 400)
            let text = "The field '\(field)' cannot be written to. Please remove it from your request before trying again."
            #expect(try answer.message() == text)
            #expect(try await Shop(sandbox).get("/v2/orders/1").json()["status_id"]?.integer == 11)
        }
    }

    @Test("an unknown status is refused, an unknown order is not found")
    func unknown() async throws {
        try await withSandbox(state: try plainStore(orders: 1...1)) { sandbox async throws in
            let shop = Shop(sandbox)
            #expect(try await shop.send("PUT", "/v2/orders/1", body: #"{"status_id":99}"#).status == 400)
            #expect(try await shop.send("PUT", "/v2/orders/2", body: #"{"status_id":2}"#).status == 404)
            #expect(try await shop.get("/v2/orders/2").message() == "The requested resource was not found.")
            #expect(try await shop.send("PUT", "/v2/orders/1", body: "{").status == 400)
        }
    }

    @Test("links lead back to this server, with slashes escaped, and both spellings of the address path are served")
    func links() async throws {
        try await withSandbox(state: try plainStore(orders: 1...1)) { sandbox async throws in
            let shop = Shop(sandbox)
            let answer = try await shop.get("/v2/orders/1")
            #expect(answer.body.contains(#"http:\/\/127.0.0.1:"#))
            let url = try answer.json()["shipping_addresses"]?["url"]?.text
            #expect(url == shop.base + "/stores/sandbox/v2/orders/1/shipping_addresses")
            for name in ["shipping_addresses", "shippingaddresses"] {
                let addresses = try await shop.get("/v2/orders/1/\(name)").list()
                #expect(addresses.count == 1)
                let id = addresses[0]["id"]?.integer ?? 0
                #expect(try await shop.get("/v2/orders/1/\(name)/\(id)").json()["order_id"]?.integer == 1)
            }
        }
    }

    @Test("a renamed status keeps its system name")
    func labels() async throws {
        var state = try plainStore(orders: 1...1)
        state.statuses[11].label = "Ready to pack"
        try await withSandbox(state: state) { sandbox async throws in
            let order = try await Shop(sandbox).get("/v2/orders/1").json()
            #expect(order["status"]?.text == "Awaiting Fulfillment")
            #expect(order["custom_status"]?.text == "Ready to pack")
            let statuses = try await Shop(sandbox).get("/v2/order_statuses").list()
            #expect(statuses.count == 15)
            #expect(statuses[11]["custom_label"]?.text == "Ready to pack")
            #expect(try await Shop(sandbox).get("/v2/order_statuses/2").json()["name"]?.text == "Shipped")
        }
    }

    @Test("a shipment needs line ids, counts pieces and moves the order on")
    func shipments() async throws {
        try await withSandbox(state: try plainStore(orders: 1...1)) { sandbox async throws in
            let shop = Shop(sandbox)
            let line = try #require(try await shop.get("/v2/orders/1/products").list().first)
            let (id, address) = (line["id"]?.integer ?? 0, line["order_address_id"]?.integer ?? 0)
            func body(_ quantity: Int) -> String {
                #"{"order_address_id":\#(address),"items":[{"order_product_id":\#(id),"quantity":\#(quantity)}]}"#
            }
            let refused = try await shop.send("POST", "/v2/orders/1/shipments", body: body(3))
            #expect(refused.status == 400)
            #expect(try refused.json().items?.first?["details"]?["available_quantity"]?.integer == 2)
            #expect(try await shop.send("POST", "/v2/orders/1/shipments", body: body(1)).status == 201)
            #expect(try await shop.get("/v2/orders/1").json()["status_id"]?.integer == 3)
            #expect(try await shop.send("POST", "/v2/orders/1/shipments", body: body(1)).status == 201)
            let order = try await shop.get("/v2/orders/1").json()
            #expect(order["status_id"]?.integer == 2)
            #expect(order["items_shipped"]?.integer == 2)
            #expect(try await shop.get("/v2/orders/1/shipments/count").json()["count"]?.integer == 2)
        }
    }

    @Test("an order that is added by document is served as it was written, however wrong")
    func rawOrders() async throws {
        try await withSandbox { sandbox async throws in
            let shop = Shop(sandbox)
            let body =
                #"{"status_id":11,"total_inc_tax":"12,50 pounds","products":[{"sku":"A","price_ex_tax":"abc","extra":{"n":1.2300}}]}"#
            let added = try await shop.send("POST", "/sandbox/orders", body: body)
            let id = try #require(try added.json()["ids"]?.items?.first?.integer)
            #expect(try await shop.get("/v2/orders/\(id)").json()["total_inc_tax"]?.text == "12,50 pounds")
            let line = try await shop.get("/v2/orders/\(id)/products").list().first
            #expect(line?["price_ex_tax"]?.text == "abc")
            #expect(line?["extra"]?["n"] == .number("1.2300"))
        }
    }
}
