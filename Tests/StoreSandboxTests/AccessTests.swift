import Foundation
import StoreSandbox
import Synchronization
import Testing

@Suite("Access and forms") struct AccessTests {
    @Test("wrong credentials are 401, in the form of the version")
    func credentials() async throws {
        try await withSandbox { sandbox async throws in
            var shop = Shop(sandbox)
            shop.token = "wrong"
            #expect(try await shop.get("/v2/time").status == 401)
            let answer = try await shop.get("/v3/catalog/products")
            #expect(answer.status == 401)
            #expect(try answer.title().contains("the v3 Auth client ID or token"))
            shop.token = nil
            #expect(try await shop.get("/v2/time").message() == "No credentials were supplied in the request.")
        }
    }

    @Test("a token without the scope is 403; the read-only scope reads and does not write")
    func scopes() async throws {
        var options = SandboxOptions()
        options.tokens = [SandboxToken("sandbox-token", scopes: ["store_v2_orders_read_only"])]
        try await withSandbox(options, state: try plainStore(orders: 1...1)) { sandbox async throws in
            let shop = Shop(sandbox)
            #expect(try await shop.get("/v2/orders").status == 200)
            #expect(try await shop.send("PUT", "/v2/orders/1", body: #"{"status_id":2}"#).status == 403)
            let answer = try await shop.get("/v3/catalog/products")
            #expect(answer.status == 403)
            #expect(try answer.title() == "You don't have a required scope to access the endpoint")
        }
    }

    @Test("an unknown path or store is 404, a wrong method 405, a trailing slash in V3 403")
    func paths() async throws {
        try await withSandbox { sandbox async throws in
            let shop = Shop(sandbox)
            #expect(try await shop.get("/v2/nothing").status == 404)
            #expect(try await shop.get("/stores/other/v2/time").status == 404)
            #expect(try await shop.send("DELETE", "/v2/orders").status == 405)
            #expect(try await shop.send("GET", "/v3/inventory/adjustments/absolute").status == 405)
            #expect(try await shop.get("/v3/catalog/products/").status == 403)
            let missing = try await shop.get("/v3/catalog/products/9")
            #expect(missing.status == 404)
            #expect(try missing.json()["errors"] == [:])
        }
    }

    @Test("the four rate headers are on every answer, and the request beyond the quota is 429 until the window ends")
    func quota() async throws {
        var options = SandboxOptions()
        options.quota = SandboxQuota(requests: 3, window: .milliseconds(1500))
        let start = ContinuousClock.now
        let passed = Mutex(Duration.zero)
        options.quotaClock = { start + passed.withLock { $0 } }
        try await withSandbox(options) { sandbox async throws in
            let shop = Shop(sandbox)
            for left in [2, 1, 0] {
                let answer = try await shop.get("/v2/time")
                #expect(answer.status == 200)
                #expect(answer.header("X-Rate-Limit-Requests-Left") == String(left))
                #expect(answer.header("X-Rate-Limit-Requests-Quota") == "3")
                #expect(answer.header("X-Rate-Limit-Time-Window-Ms") == "1500")
            }
            let refused = try await shop.get("/v2/time")
            #expect(refused.status == 429)
            let wait = try #require(Int(refused.header("X-Rate-Limit-Time-Reset-Ms") ?? ""))
            #expect((1...1500).contains(wait))
            passed.withLock { $0 = .milliseconds(wait) }
            #expect(try await shop.get("/v2/time").status == 200)
        }
    }

    @Test("the legacy form takes Basic credentials under /api/v2")
    func legacy() async throws {
        try await withSandbox(state: try plainStore(orders: 1...1)) { sandbox async throws in
            let shop = Shop(sandbox)
            let credentials = "Basic " + Data("legacy:legacy-token".utf8).base64EncodedString()
            #expect(try await shop.send("GET", "/api/v2/orders/1", headers: [("Authorization", credentials)]).status == 200)
            #expect(try await shop.send("GET", "/api/v2/orders/1", headers: [("Authorization", "Basic eDp5")]).status == 401)
        }
    }

    @Test("V2 gives XML when asked, by Accept or by suffix; Accept wins; anything else is 406; a body that is not JSON 415")
    func forms() async throws {
        try await withSandbox(state: try plainStore(orders: 1...1)) { sandbox async throws in
            var shop = Shop(sandbox)
            #expect(try await shop.get("/v2/orders/1.xml").body.hasPrefix("{"))
            shop.accept = "application/xml"
            let order = try await shop.get("/v2/orders/1")
            #expect(order.header("Content-Type") == "application/xml")
            #expect(order.body.contains("<order><id>1</id>"))
            #expect(order.body.contains("<staff_notes>NULL</staff_notes>"))
            #expect(order.body.contains(">/orders/1/products</link></products>"))
            #expect(try await shop.get("/v2/orders").body.contains("<orders><order><id>1</id>"))
            #expect(try await shop.get("/v2/orders/5").body.contains("<errors><error><status>404</status>"))
            shop.accept = "text/csv"
            #expect(try await shop.get("/v2/orders").status == 406)
            shop.accept = nil
            #expect(try await shop.get("/v2/orders").body.hasPrefix("["))
            #expect(try await shop.get("/v2/orders.xml").body.hasPrefix("<?xml"))
            await sandbox.store.add(failures: [FailureSwitch(.xmlDefault)])
            #expect(try await shop.get("/v2/orders").body.hasPrefix("<?xml"))
            let put = try await shop.send("PUT", "/v2/orders/1", body: "a=1", headers: [("Content-Type", "text/plain")])
            #expect(put.status == 415)
        }
    }
}
