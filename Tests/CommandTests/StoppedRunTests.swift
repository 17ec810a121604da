import Foundation
import StoreSandbox
import Testing

/// Two runs at once, and a run that is stopped half way.
@Suite(.serialized) struct StoppedRunTests {
    @Test func theSecondOfTwoRunsIsTurnedAway() async throws {
        var shop = try Shopfront(orders: 2)
        shop.options.failures = [FailureSwitch(.slow, count: 1, milliseconds: 5000)]
        try await shop.open { integration, store in
            let first = try integration.start()
            #expect(await eventually(within: .seconds(30)) { await !store.requests.isEmpty })
            let second = try await integration.run()
            #expect(second.exitCode == 4)
            #expect(second.errors.contains("workflow 'orders'") && second.errors.contains("process"))
            #expect(try await first.exitCode(within: .seconds(20)) == 0, "\(first.errors)")
            #expect(try integration.ledger().count == 2)
        }
    }

    /// Where the shop is slow when the person loses patience, and how many orders the ledger has by then.
    @Test(arguments: [("GET", "/v2/orders", 0), ("PUT", "/v2/orders", 5)], [SIGINT, SIGTERM])
    func aStoppedRunEndsSoonAndResumesWithoutDoubling(_ moment: (String, String, Int), _ signal: Int32) async throws {
        let (method, path, posted) = moment
        var shop = try Shopfront(orders: 5)
        let skip = method == "PUT" ? 2 : 0
        shop.options.failures = [FailureSwitch(.slow, path: path, method: method, skip: skip, milliseconds: 30_000)]
        try await shop.open { integration, store in
            let run = try integration.start()
            let isAsked: @Sendable () async -> Bool = {
                await store.requests.contains { $0.key.hasPrefix("\(method) \(path)") && $0.value > skip }
            }
            #expect(await eventually(within: .seconds(30), isAsked), "\(run.errors)")
            run.send(signal)
            #expect(try await run.exitCode(within: .seconds(5)) == 130, "\(run.errors)")
            #expect(run.errors.contains("stopping"))
            #expect(try integration.ledger().count == posted)

            await store.removeFailures()
            let resumed = try await integration.run("--resume")
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            let orders = await store.state.orders
            #expect(try integration.ledger() == orders.map(\.id))
            #expect(orders.allSatisfy { $0.facts.statusID == 9 })
        }
    }

    /// The ledger is kept by somebody else, so that the record in hand takes its time.
    @Test(arguments: [SIGINT, SIGTERM]) func aSecondSignalEndsTheRunAtOnceAndLosesNothing(_ signal: Int32) async throws {
        try await Shopfront(orders: 4).open { integration, store in
            let ledger = try Occupied(integration.company)
            let run = try integration.start()
            let lock = integration.company.appendingPathExtension("lock")
            let isAtTheLedger: @Sendable () -> Bool = {
                (try? String(contentsOf: lock, encoding: .utf8))?.contains("run ") == true
            }
            #expect(await eventually(within: .seconds(30), isAtTheLedger), "\(run.errors)")
            run.send(signal)
            #expect(await eventually(within: .seconds(4)) { run.errors.contains("once more stops at once") }, "\(run.errors)")
            run.send(signal)
            #expect(try await run.exitCode(within: .seconds(2)) != nil)
            #expect(run.deadlySignal == signal, "\(run.errors)")
            try ledger.leave()

            let healed = try await integration.run("--resume")
            #expect(healed.exitCode == 0, "\(healed.errors)")
            let orders = await store.state.orders
            #expect(try integration.ledger() == orders.map(\.id))
            #expect(orders.allSatisfy { $0.facts.statusID == 9 })
        }
    }
}
