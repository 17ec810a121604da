import StoreSandbox
import Testing

@Suite("Order lists") struct OrderListTests {
    @Test("a list ends with 204 and no body, and so does one that is empty from the start")
    func pagingEnd() async throws {
        try await withSandbox(state: try plainStore(orders: 1...120)) { sandbox async throws in
            let shop = Shop(sandbox)
            #expect(try await shop.get("/v2/orders").list().count == 50)
            #expect(try await shop.get("/v2/orders?page=3").list().count == 20)
            for path in ["/v2/orders?page=4", "/v2/orders?status_id=9", "/v2/orders/1/coupons", "/v2/orders/1/shipments"] {
                let answer = try await shop.get(path)
                #expect(answer.status == 204)
                #expect(answer.body.isEmpty)
            }
        }
    }

    @Test("a page over 250 is refused with 413 and the largest page")
    func pageLimit() async throws {
        try await withSandbox(state: try plainStore(orders: 1...3)) { sandbox async throws in
            let answer = try await Shop(sandbox).get("/v2/orders?limit=251")
            #expect(answer.status == 413)
            #expect(try answer.json().items?.first?["details"]?["max_limit"]?.integer == 250)
            #expect(try await Shop(sandbox).get("/v2/orders?limit=250").status == 200)
        }
    }

    @Test(
        "an unknown parameter, a list of statuses and a bad sort are refused with 400",
        arguments: ["foo=1", "status_id=1,11", "sort=name", "sort=id:down", "include=lines", "limit=x", "page=0"])
    func refused(query: String) async throws {
        try await withSandbox(state: try plainStore(orders: 1...3)) { sandbox async throws in
            let answer = try await Shop(sandbox).get("/v2/orders?" + query)
            #expect(answer.status == 400)
            #expect(try answer.message().contains(String(query.prefix { $0 != "=" })))
        }
    }

    @Test("filters narrow the list; a date that cannot be read is ignored without a word")
    func filters() async throws {
        var state = StoreState()
        for (id, status, total, date) in [
            (10, 11, "5.0000", "Mon, 02 Mar 2026 08:00:00 +0000"), (11, 2, "9.5000", "Tue, 03 Mar 2026 08:00:00 +0000"),
            (12, 11, "20.0000", "Wed, 04 Mar 2026 08:00:00 +0000"),
        ] {
            var order = Order(fields: ["id": JSONValue(id), "status_id": JSONValue(status), "total_inc_tax": .string(total)])
            order.fields["date_created"] = .string(date)
            order.fields["billing_address"] = ["email": "Ann@example.test"]
            order.fields["customer_id"] = JSONValue(id)
            state.add(order)
        }
        try await withSandbox(state: state) { sandbox async throws in
            for (query, ids) in [
                ("status_id=11", [10, 12]), ("min_id=11", [11, 12]), ("max_id=11", [10, 11]), ("min_total=9.50", [11, 12]),
                ("max_total=9.49", [10]), ("customer_id=12", [12]), ("email=ann@example.test&max_id=10", [10]),
                ("min_date_created=2026-03-03T08:00:00Z", [11, 12]),
                ("max_date_created=Tue,%2003%20Mar%202026%2008:00:00%20%2B0000", [10, 11]),
                ("min_date_modified=2026-03-04T09:00:00%2B01:00", [12]),
                ("min_date_created=2026-03-03T08%253A00%253A00Z", [10, 11, 12]),
                ("sort=date_created:desc", [12, 11, 10]), ("sort=status_id", [11, 10, 12]), ("channel_id=1&cart_id=", []),
            ] {
                let listed = try await Shop(sandbox).get("/v2/orders?" + query).list()
                #expect(listed.compactMap { $0["id"]?.integer } == ids, "\(query)")
            }
            #expect(try await Shop(sandbox).get("/v2/orders/count?status_id=11").json()["count"]?.integer == 2)
        }
    }

    @Test("the include is cut at 50 lines with a warning, and the sublist pages on")
    func cutInclude() async throws {
        var state = StoreState()
        var order = Order(fields: ["id": 7])
        order.lines = (1...260).map { ["id": JSONValue($0), "sku": .string("S-\($0)")] }
        order.addresses = [["id": 3]]
        state.add(order)
        try await withSandbox(state: state) { sandbox async throws in
            let shop = Shop(sandbox)
            let path = "/v2/orders?include=consignments.line_items,fees&consignment_structure=object"
            let consignments = try await shop.get(path).list().first?["consignments"]
            let shipping = consignments?["shipping"]?.items?.first
            #expect(shipping?["line_items"]?.items?.count == 50)
            #expect(shipping?["__warning__"]?["message"]?.text?.contains("50") == true)
            #expect(try await shop.get("/v2/orders?include=consignments.line_items").status == 400)

            #expect(try await shop.get("/v2/orders/7/products").list().count == 50)
            #expect(try await shop.get("/v2/orders/7/products?limit=250").list().count == 250)
            #expect(
                try await shop.get("/v2/orders/7/products?limit=250&page=2").list().map { $0["id"]?.integer } == Array(251...260))
            #expect(try await shop.get("/v2/orders/7/products?limit=250&page=3").status == 204)
        }
    }

    @Test("costs of a shipping consignment are JSON numbers, amounts of the order are texts of four decimals")
    func numberForms() async throws {
        var state = StoreState()
        var order = Order(fields: ["id": 7, "total_inc_tax": "4.8000"])
        order.lines = [["id": 1]]
        order.addresses = [["id": 3, "cost_inc_tax": "4.8000"]]
        state.add(order)
        try await withSandbox(state: state) { sandbox async throws in
            let path = "/v2/orders?include=consignments.line_items&consignment_structure=object"
            let listed = try await Shop(sandbox).get(path).list().first
            #expect(listed?["total_inc_tax"] == .string("4.8000"))
            #expect(listed?["subtotal_tax"] == .string("0.0000"))
            #expect(listed?["consignments"]?["shipping"]?.items?.first?["cost_inc_tax"] == .number("4.8"))
        }
    }

    @Test("archived orders are hidden from lists and readable by id")
    func archived() async throws {
        try await withSandbox(state: try plainStore(orders: 1...2)) { sandbox async throws in
            let shop = Shop(sandbox)
            #expect(try await shop.send("DELETE", "/v2/orders/2").status == 204)
            #expect(try await shop.get("/v2/orders").list().count == 1)
            #expect(try await shop.get("/v2/orders?is_deleted=true").list().count == 1)
            #expect(try await shop.get("/v2/orders/2").json()["is_deleted"]?.boolean == true)
        }
    }
}
