import AsyncHTTPClient
import StoreSandbox
import Testing

@Suite("Failures on demand") struct FailureTests {
    private func shop(_ kind: FailureSwitch.Kind, count: Int? = 1, _ body: @Sendable (Shop) async throws -> Void) async throws {
        var options = SandboxOptions()
        options.failures = [FailureSwitch(kind, count: count, milliseconds: 400)]
        try await withSandbox(options, state: try plainStore(orders: 1...3)) { sandbox in try await body(Shop(sandbox)) }
    }

    @Test("429 with headers says how long to wait, 429 without says nothing; both are over after their count")
    func tooManyRequests() async throws {
        try await shop(.tooManyRequests) { shop async throws in
            let answer = try await shop.get("/v2/orders")
            #expect(answer.status == 429)
            #expect(answer.header("X-Rate-Limit-Time-Reset-Ms") == "400")
            #expect(answer.header("X-Rate-Limit-Requests-Left") == "0")
            #expect(try await shop.get("/v2/orders").status == 200)
        }
        try await shop(.tooManyRequestsBare) { shop async throws in
            let answer = try await shop.get("/v2/orders")
            #expect(answer.status == 429)
            #expect(answer.body.isEmpty)
            #expect(answer.header("X-Rate-Limit-Time-Reset-Ms") == nil)
            #expect(try await shop.get("/v2/orders").status == 200)
        }
    }

    @Test("500 once, then success; 503 as an HTML page")
    func serverErrors() async throws {
        try await shop(.internalError) { shop async throws in
            #expect(try await shop.get("/v2/orders").status == 500)
            #expect(try await shop.get("/v2/orders").status == 200)
        }
        try await shop(.unavailableHTML) { shop async throws in
            let answer = try await shop.get("/v2/orders")
            #expect(answer.status == 503)
            #expect(answer.header("Content-Type") == "text/html")
            #expect(answer.body.hasPrefix("<html>"))
        }
    }

    @Test("a cut connection gives no answer; one cut in the body carried the request out")
    func cutConnections() async throws {
        try await shop(.cutConnection) { shop async throws in
            await #expect(throws: (any Error).self) { try await shop.send("PUT", "/v2/orders/1", body: #"{"status_id":2}"#) }
            #expect(try await shop.get("/v2/orders/1").json()["status_id"]?.integer == 11)
        }
        try await shop(.cutBody) { shop async throws in
            await #expect(throws: (any Error).self) { try await shop.send("PUT", "/v2/orders/1", body: #"{"status_id":2}"#) }
            #expect(try await shop.get("/v2/orders/1").json()["status_id"]?.integer == 2)
        }
    }

    @Test("a slow answer comes late, not wrong")
    func slow() async throws {
        try await shop(.slow) { shop async throws in
            let start = ContinuousClock.now
            #expect(try await shop.get("/v2/orders").status == 200)
            #expect(ContinuousClock.now - start >= .milliseconds(400))
        }
    }

    @Test("included lines may be missing without a warning")
    func missingLines() async throws {
        try await shop(.missingLines) { shop async throws in
            let path = "/v2/orders?include=consignments.line_items&consignment_structure=object"
            #expect(try await shop.get("/v2/time").status == 200)
            let shipping = try await shop.get(path).list().first?["consignments"]?["shipping"]?.items?.first
            #expect(shipping?["line_items"] == [])
            #expect(shipping?["__warning__"] == nil)
            let again = try await shop.get(path).list().first?["consignments"]?["shipping"]?.items?.first
            #expect(again?["line_items"]?.items?.count == 1)
        }
    }

    @Test("numbers and texts, null and empty change places")
    func shapes() async throws {
        try await shop(.swappedNumbers, count: nil) { shop async throws in
            let order = try await shop.get("/v2/orders/1").json()
            #expect(order["total_inc_tax"] == .number("0.0000"))
            #expect(order["id"] == .string("1"))
        }
        try await shop(.swappedNulls, count: nil) { shop async throws in
            let order = try await shop.get("/v2/orders/1").json()
            #expect(order["staff_notes"] == "")
            #expect(order["customer_message"] == .null)
        }
    }

    @Test("a conflict hits the write and not the read")
    func conflict() async throws {
        try await shop(.conflict) { shop async throws in
            #expect(try await shop.get("/v2/orders/1").status == 200)
            #expect(try await shop.send("PUT", "/v2/orders/1", body: #"{"status_id":2}"#).status == 409)
            #expect(try await shop.send("PUT", "/v2/orders/1", body: #"{"status_id":2}"#).status == 200)
        }
    }

    @Test("switches are set, listed and cleared at run time; requests are counted by path")
    func control() async throws {
        try await withSandbox(state: try plainStore(orders: 1...3)) { sandbox async throws in
            let shop = Shop(sandbox)
            let on = #"[{"kind":"internal-error","path":"/v2/orders","skip":1,"count":2}]"#
            #expect(try await shop.send("POST", "/sandbox/failures", body: on).status == 200)
            #expect(try await shop.get("/v2/orders").status == 200)
            #expect(try await shop.get("/v2/time").status == 200)
            #expect(try await shop.get("/v2/orders").status == 500)
            #expect(try await shop.get("/sandbox/failures").json().items?.first?["count"]?.integer == 1)
            #expect(try await shop.send("DELETE", "/sandbox/failures").status == 204)
            #expect(try await shop.get("/v2/orders/2").status == 200)
            #expect(
                try await shop.get("/sandbox/requests").json() == ["GET /v2/orders": 2, "GET /v2/orders/#": 1, "GET /v2/time": 1])
            let unknown = try await shop.send("POST", "/sandbox/failures", body: #"{"kind":"rain"}"#)
            #expect(unknown.status == 400)
            #expect(try unknown.title().contains("too-many-requests"))
        }
    }

    @Test("a rate hits about its share of the requests, the same ones in every run")
    func percent() async throws {
        try await withSandbox { sandbox async throws in
            await sandbox.store.add(failures: [FailureSwitch(.internalError, percent: 30)])
            var failed = 0
            for _ in 0..<100 where try await Shop(sandbox).get("/v2/time").status == 500 { failed += 1 }
            #expect((20...40).contains(failed))
        }
    }
}
