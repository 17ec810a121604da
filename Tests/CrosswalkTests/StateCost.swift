import Crosswalk
import Foundation
import StoreSandbox

/// Times the same orders with the state in its file and with the state in memory, round by round in turn, so that a busy moment
/// meets both. Both sides remember from round to round, and each has a store and a ledger of its own.
struct StateCost {
    /// One of the two sides.
    enum Side: String, CaseIterable { case file, memory }

    /// Seconds of a run, by task and as a whole.
    private struct Time {
        var whole = 0.0
        var tasks: [String: Double] = [:]
    }

    private let benches: [Side: (bench: Bench, store: Store)]
    private let memory: StateStore
    private var generator: OrderGenerator
    private var rounds: [[Side: Time]] = []
    private(set) var carried: [Side: Int] = [:]

    init(file: Sandbox, memory: Sandbox) throws {
        benches = [.file: (try Bench(file), file.store), .memory: (try Bench(memory), memory.store)]
        self.memory = try StateStore(file: nil)
        generator = OrderGenerator(seed: 3, catalogue: try Catalogue(products: Bench.products, seed: 3))
    }

    /// The median over the rounds of the time with a file to the time without.
    var ratio: Double { median { $0[.file, default: Time()].whole / $0[.memory, default: Time()].whole } }

    mutating func run(_ count: Int, rounds: Int) async throws {
        for round in 0..<rounds {
            let orders = try generator.orders(count / rounds)
            var times: [Side: Time] = [:]
            for side in round.isMultiple(of: 2) ? Side.allCases : Side.allCases.reversed() {
                guard let (bench, store) = benches[side] else { continue }
                await store.change { state in for order in orders { state.add(order) } }
                let start = ContinuousClock.now
                let result = side == .file ? try await bench.run() : try await bench.run(remembering: memory)
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                let tasks = result.tasks.map { ($0.task, $0.duration) }
                times[side] = Time(whole: seconds, tasks: Dictionary(tasks, uniquingKeysWith: { first, _ in first }))
                carried[side, default: 0] += result.tasks.first { $0.task == "import" }?.outcome.recordsOut ?? 0
            }
            self.rounds.append(times)
        }
    }

    /// A table: each task and the whole run, seconds of all rounds and the median of the ratios.
    var text: String {
        let tasks = ["download", "map-orders", "import", "map-updates", "update-orders", "export-stock", "update-inventory"]
        let lines = tasks.map { task in line(task) { $0.tasks[task] ?? 0 } } + [line("whole run") { $0.whole }]
        let head = "\(carried[.file] ?? 0) orders carried in \(rounds.count) rounds\n"
        return head + "| task             | file, s | memory, s | ratio |\n|---|---|---|---|\n" + lines.joined(separator: "\n")
            + "\n"
    }

    private func line(_ name: String, _ seconds: (Time) -> Double) -> String {
        let sums = Side.allCases.map { side in rounds.map { seconds($0[side, default: Time()]) }.reduce(0, +) }
        let ratio = median { seconds($0[.file, default: Time()]) / max(seconds($0[.memory, default: Time()]), 0.001) }
        let padded = name.padding(toLength: 16, withPad: " ", startingAt: 0)
        return "| \(padded) | " + String(format: "%7.2f | %9.2f | %5.2f |", sums[0], sums[1], ratio)
    }

    private func median(_ value: ([Side: Time]) -> Double) -> Double {
        let values = rounds.map(value).sorted()
        return values.isEmpty ? 0 : values[values.count / 2]
    }
}
