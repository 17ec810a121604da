import Foundation
import StoreSandbox
import Testing

/// Orders to carry, from the environment; 0 when nobody asked for the bench.
private let count = Int(ProcessInfo.processInfo.environment["STATE_ORDERS"] ?? "") ?? 0

/// What it costs that nothing is ever lost or doubled, which takes minutes: it runs by `Scripts/bench/state` alone.
@Suite(.serialized, .enabled(if: count > 0)) struct StateBench {
    /// A state store on the disk, with its record of every step, truth, outbox and log, against one that is forgotten.
    @Test func aRunTakesAtMostHalfAsLongAgainAsWithItsStateInMemory() async throws {
        // Without a quota: one that makes both sides wait would hide the difference.
        let (options, state) = (Bench.options, try Bench.store(orders: 0))
        try await withSandbox(options, state: state) { file in
            try await withSandbox(options, state: state) { memory in
                var cost = try StateCost(file: file, memory: memory)
                try await cost.run(count, rounds: 5)
                print(cost.text)
                #expect(cost.carried[.file] == cost.carried[.memory])
                #expect(cost.ratio <= 1.5)
            }
        }
    }
}
