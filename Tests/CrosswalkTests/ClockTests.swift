import Crosswalk
import Foundation
import StoreSandbox
import Synchronization
import Testing

/// A clock that goes back an hour, between two runs or in the middle of one: nothing is lost, doubled or left untold.
@Suite(.serialized) struct ClockTests {
    @Test(arguments: [0, 20, 60]) func aClockThatGoesBackAnHourLosesAndDoublesNothing(_ readings: Int) async throws {
        let catalogue = try Catalogue(products: 40, seed: 3)
        var state = catalogue.state()
        var generator = OrderGenerator(seed: 3, catalogue: catalogue)
        for _ in 0..<4 { state.add(try generator.next(.plain)) }
        let more = try (0..<3).map { _ in try generator.next(.plain) }
        try await withSandbox(Bench.options, state: state) { sandbox in
            let bench = try Bench(sandbox)
            #expect(try await bench.run(clock: { Date().addingTimeInterval(3600) }).ending == .success)
            await sandbox.store.change { state in for order in more { state.add(order) } }
            let left = Mutex(readings)
            let clock: @Sendable () -> Date = {
                let isStillFast = left.withLock { left in
                    left -= 1
                    return left >= 0
                }
                return Date().addingTimeInterval(isStillFast ? 3600 : 0)
            }
            #expect(try await bench.run(clock: clock).ending == .success)
            let orders = await sandbox.store.state.orders
            #expect(try bench.ledgerOrders().map(\.customerOrderNumber).sorted() == orders.map { String($0.id) }.sorted())
            #expect(orders.allSatisfy { $0.facts.statusID == 9 })
        }
    }
}
