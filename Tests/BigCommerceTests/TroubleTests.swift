import Foundation
import StoreSandbox
import Testing
import Workflow

@Suite("A shop in trouble") struct TroubleTests {
    @Test(
        "one bad answer is survived",
        arguments: [
            FailureSwitch(.tooManyRequests, count: 1, milliseconds: 1200), FailureSwitch(.tooManyRequestsBare, count: 1),
            FailureSwitch(.internalError, count: 1), FailureSwitch(.unavailableHTML, count: 1),
            FailureSwitch(.cutConnection, count: 1),
            FailureSwitch(.cutBody, count: 1), FailureSwitch(.internalError, count: 3, path: "/v2/orders"),
        ])
    func survives(_ failure: FailureSwitch) async throws {
        try await withShop(try shop(plainOrders(1...5)), failures: [failure]) { bench, _ in
            let outcome = try await bench.download().run(bench.context())
            #expect(outcome.counts == [5, 5, 0])
            #expect(bench.pauses.all.count == failure.count)
            #expect(bench.pauses.all.allSatisfy { $0 > .zero })
        }
    }

    @Test("the shop's own delay is waited")
    func serverDelay() async throws {
        try await withShop(
            try shop(plainOrders(1...1)), failures: [FailureSwitch(.tooManyRequests, count: 1, milliseconds: 7000)]
        ) { bench, _ in
            _ = try await bench.download().run(bench.context())
            #expect(bench.pauses.all.contains { $0 >= .seconds(6) && $0 < .seconds(9) })
        }
    }

    @Test(
        "a shop that stays in trouble is a transient failure that says so",
        arguments: [
            (FailureSwitch(.internalError), "answered 500 8 times in a row"), (FailureSwitch(.unavailableHTML), "answered HTML"),
            (FailureSwitch(.tooManyRequestsBare), "answered 429 8 times"),
            (FailureSwitch(.cutBody), "no complete answer in 5 attempts"),
        ])
    func stays(_ failure: FailureSwitch, words: String) async throws {
        try await withShop(failures: [failure]) { bench, _ in
            let error = await #expect(throws: TaskFailure.self) { try await bench.download().run(bench.context()) }
            #expect(error?.failureClass == .transient)
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
            #expect(!bench.exists("orders.xml"))
        }
    }

    @Test("numbers as text, amounts as numbers, null for empty and empty for null are all normal")
    func otherShapes() async throws {
        let failures = [FailureSwitch(.swappedNumbers), FailureSwitch(.swappedNulls)]
        try await withShop(try shop(plainOrders(1...3)), failures: failures) { bench, _ in
            let outcome = try await bench.download().run(bench.context())
            #expect(outcome.counts == [3, 3, 0])
            #expect(try bench.state.fact(kind: "order-total", key: "sandbox/1") == "34.80 GBP")
        }
    }

    @Test("a wrong token stops before anything is written, and is in no message")
    func wrongToken() async throws {
        try await withShop(token: "wrong-secret") { bench, store in
            let error = await #expect(throws: TaskFailure.self) { try await bench.download().run(bench.context()) }
            #expect(error?.failureClass == .configuration)
            #expect(error?.message.contains("token refused: store 'sandbox'") == true)
            #expect(error?.message.contains("wrong-secret") == false)
            #expect(!bench.lines.text.contains("wrong-secret"))
            #expect(await store.requestTotal <= 1)
        }
    }

    @Test("a missing scope is named with its label")
    func missingScope() async throws {
        var options = SandboxOptions()
        options.tokens = [SandboxToken("sandbox-token", scopes: ["store_v2_products"])]
        try await withShop(options: options) { bench, _ in
            let error = await #expect(throws: TaskFailure.self) { try await bench.download().run(bench.context()) }
            #expect(error?.failureClass == .configuration)
            #expect(error?.message.contains("Add the scope store_v2_orders_read_only (\"Orders: read-only\")") == true)
        }
    }

    @Test("a store that nobody answers for is unreachable, after five attempts")
    func unreachable() async throws {
        // A port that was free a moment ago; the server on it has been stopped.
        let server = SandboxServer()
        let port = try await server.start(port: 0)
        try await server.stop()
        let bench = try Bench("http://127.0.0.1:\(port)")
        defer { bench.remove() }
        let error = await #expect(throws: TaskFailure.self) { try await bench.download().run(bench.context()) }
        #expect(error?.failureClass == .transient)
        #expect(
            error?.message.contains("the shop cannot be reached at http://127.0.0.1:\(port)") == true, "\(error?.message ?? "")")
        #expect(bench.pauses.all.count == 4)
    }

    @Test("near the end of the quota the client slows down instead of running into it")
    func quota() async throws {
        var options = SandboxOptions()
        options.quota = SandboxQuota(requests: 20, window: .seconds(60))
        // The window does not end however slow the machine is.
        let start = ContinuousClock.now
        options.quotaClock = { start }
        let orders = (1...17).map { longOrder($0, lines: 51) }
        try await withShop(try shop(orders), options: options) { bench, store in
            let outcome = try await bench.download().run(bench.context())
            #expect(outcome.counts == [17, 17, 0])
            #expect(bench.pauses.all.contains { $0 > .seconds(5) })
            #expect(!bench.lines.text.contains("429"))
            #expect(await store.requestTotal == 19)
        }
    }
}
