import Foundation
import Testing

/// Baskets to carry, from the environment; 0 when nobody asked for the bench.
private let count = Int(ProcessInfo.processInfo.environment["PENNY_BASKETS"] ?? "") ?? 0

/// The full count and the speed, which take minutes: they run by `Scripts/bench/pennies` alone.
@Suite(.serialized, .enabled(if: count > 0)) struct PennyBench {
    @Test(arguments: [Experiment.Population.wide, .retail])
    func everyOrderIsPostedWithTheTotalTheShopperPaid(_ population: Experiment.Population) async throws {
        let figures = try await Experiment.run(count, of: population, routes: Route.allCases) { done in
            FileHandle.standardError.write(Data("one of four parts: \(done) of \(count / 4) orders\n".utf8))
        }
        print(figures.table(population))
        figures.expectEveryPenny()
    }

    /// The gate costs little: mapping and import with it take at most a quarter longer than without.
    @Test func theGateIsCheap() async throws {
        var speed = try GateSpeed(seed: 2)
        try await speed.run(min(count, 10_000))
        print(speed.text)
        #expect(speed.ratio <= 1.25)
    }
}
