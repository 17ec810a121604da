import Crosswalk
import Foundation
import StoreSandbox
import Testing

/// The whole workflow over real HTTP and a real ledger file, on generated orders of every shape.
@Suite(.serialized) struct EndToEndTests {
    @Test func everyOrderIsInTheLedgerOnceOrHeldWithItsReason() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 250)) { sandbox in
            let bench = try Bench(sandbox)
            let due = await bench.due(in: sandbox.store)
            let result = try await bench.run()
            #expect(result.ending == .partial || result.ending == .success, "\(result.message ?? "")")

            let posted = try bench.ledgerOrders()
            let held = try bench.held()
            for order in due {
                let entries = posted.filter { $0.customerOrderNumber == String(order.id) }
                if let entry = entries.first {
                    #expect(entries.count == 1, "order \(order.id) is in the ledger \(entries.count) times")
                    #expect(entry.gross == order.total, "order \(order.id)")
                } else {
                    let reason = held.first { $0.record.hasSuffix("/\(order.id)") }
                    #expect(reason != nil, "order \(order.id) is neither in the ledger nor held")
                    #expect(reason?.message.isEmpty == false)
                }
            }
            #expect(posted.count > due.count * 8 / 10, "\(posted.count) of \(due.count) posted")
            await bench.expectStatusesAgree(sandbox.store, posted: Set(posted.map(\.customerOrderNumber)), due: due.map(\.id))
        }
    }

    @Test func aSecondRunDoublesNothing() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 60)) { sandbox in
            let bench = try Bench(sandbox)
            _ = try await bench.run()
            let first = try bench.ledgerOrders()
            _ = try await bench.run()
            #expect(try bench.ledgerOrders() == first)
        }
    }

    @Test func aDryRunWritesNothingOutsideItsFolder() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 30)) { sandbox in
            let bench = try Bench(sandbox)
            let due = await bench.due(in: sandbox.store)
            let result = try await bench.run(.dryRun)
            #expect(try bench.ledgerOrders().isEmpty)
            #expect(result.actions["import"]?.isEmpty == false)
            await bench.expectStatusesAgree(sandbox.store, posted: [], due: due.map(\.id))
        }
    }

    @Test func stockOfTheLedgerArrivesInTheShop() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 10)) { sandbox in
            let bench = try Bench(sandbox)
            _ = try await bench.run()
            let levels = try bench.freeStock()
            let state = await sandbox.store.state
            let kept = state.products.filter { $0.tracking == .product && $0.isSimple }
            #expect(!kept.isEmpty)
            for product in kept {
                let key = Stock.Key(location: state.locations[0].id, product: product.id, variant: nil)
                #expect(state.stock.quantity(key) == levels[product.sku].map { max($0, 0) }, "\(product.sku)")
            }
        }
    }
}
