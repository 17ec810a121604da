import Foundation

/// Times the same orders with the gate and without it, chunk by chunk in turn, so that a busy moment meets both.
///
/// Without means without any total: neither the one of the download nor the stylesheet's, so there is nothing to compare.
struct GateSpeed {
    private var maker: BasketMaker
    private let mapping: MappingStep
    private let gated: LedgerStep
    private let ungated: LedgerStep
    private var orders = 0
    /// Seconds of mapping and import by chunk.
    private var chunks: [(gated: Double, ungated: Double)] = []

    init(seed: UInt64) throws {
        maker = BasketMaker(seed: seed)
        mapping = try MappingStep()
        gated = try LedgerStep(.exact)
        ungated = try LedgerStep(.exact)
    }

    /// The median over the chunks of the time with the gate to the time without.
    var ratio: Double {
        let ratios = chunks.map { $0.gated / $0.ungated }.sorted()
        return ratios.isEmpty ? 0 : ratios[ratios.count / 2]
    }

    var text: String {
        let gated = chunks.map(\.gated).reduce(0, +), ungated = chunks.map(\.ungated).reduce(0, +)
        return String(
            format: "mapping and import of %d orders: %.1f s with the gate, %.1f s without, ratio %.2f (median of %d chunks)\n",
            orders, gated, ungated, ratio, chunks.count)
    }

    mutating func run(_ count: Int, chunk: Int = 500) async throws {
        for start in stride(from: 0, to: count, by: chunk) {
            var tills: [Till] = []
            for _ in start..<min(start + chunk, count) { tills.append(try Till(maker.wide())) }
            try await time(tills, gatedFirst: chunks.count.isMultiple(of: 2))
            orders += tills.count
        }
    }

    private mutating func time(_ tills: [Till], gatedFirst: Bool) async throws {
        let mapped = try await mapping.map(tills)
        var seconds: [Bool: Double] = [:]
        for isGated in [gatedFirst, !gatedFirst] {
            let ledger = isGated ? gated : ungated
            seconds[isGated] = try await ledger.take(mapped.salesOrders, tills, isGated: isGated).seconds
        }
        chunks.append((mapped.seconds + (seconds[true] ?? 0), mapped.seconds + (seconds[false] ?? 0)))
    }
}
