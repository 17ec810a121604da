import Foundation
import Testing

/// A real process is killed with SIGKILL and restarted until it finishes; then nothing is lost, doubled or untold.
///
/// `Scripts/chaos 500` runs the full campaign; here it is 25 kills.
@Suite(.serialized) struct ChaosTests {
    /// `CROSSWALK_CHAOS_KILLS` and `CROSSWALK_CHAOS_SEED` of the environment.
    private static func setting(_ name: String, default value: Int) -> Int {
        ProcessInfo.processInfo.environment["CROSSWALK_CHAOS_\(name)"].flatMap { Int($0) } ?? value
    }

    private static let kills = setting("KILLS", default: 25)
    private static let seed = UInt64(setting("SEED", default: 20_260_303))
    private static let isCampaign = kills > 25

    @Test func killedAtRandomMomentsNothingIsLostDoubledOrUntold() async throws {
        try await ChaosBench.open(seed: Self.seed) { bench in
            try await bench.sell(3)
            #expect(try await bench.finish(), "\(bench.lastWords)")
            var rounds = 0
            while bench.kills < Self.kills {
                rounds += 1
                let wanted = min(Self.kills, bench.kills + 5)
                try await bench.sell(4)
                // A kill that comes too late is none; a machine that is never slow enough must not keep us here for ever.
                for _ in 0..<12 where bench.kills < wanted { try await bench.killAtRandom() }
                #expect(try await bench.finish(), "round \(rounds): \(bench.lastWords)")
                let complaints = try await bench.complaints()
                #expect(complaints.isEmpty, "round \(rounds), seed \(Self.seed)")
                guard complaints.isEmpty else { break }
                if Self.isCampaign { print("round \(rounds): \(bench.kills) kills, \(bench.orders) orders, nothing wrong") }
            }
            #expect(bench.kills >= Self.kills)
        }
    }
}
