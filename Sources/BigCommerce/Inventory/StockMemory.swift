import Workflow

/// What is remembered of stock levels from run to run.
///
/// The ledger hands out a stock record once, when it changes. So a level is noted as unsent before the first request and struck
/// off when the shop has acknowledged it: a level whose upload failed is sent by the next run though the ledger did not touch it.
struct StockMemory {
    /// Fact kind: the level that waits, by stock code; empty when none does.
    private static let unsent = "stock-unsent"
    /// Fact kind: the level that the shop took last, by stock code.
    private static let acknowledged = "stock-acknowledged"
    private let state: StateStore

    /// The memory in a state store.
    init(_ state: StateStore) { self.state = state }

    /// Notes levels as unsent; a newer level replaces an older one.
    func remember(_ levels: [StockLevel]) throws {
        try state.record(facts: facts(levels) { String($0.level) }, kind: StockMemory.unsent)
    }

    /// Levels of earlier runs that the shop has not acknowledged and that are not among `levels`.
    func unsent(besides levels: [StockLevel]) throws -> [StockLevel] {
        let present = Set(levels.map(\.key))
        return try state.facts(kind: StockMemory.unsent).compactMap { sku, text in
            guard let level = Int(text), !present.contains(StockLevel.key(sku)) else { return nil }
            return StockLevel(sku: sku, level: level, isRepeat: true)
        }.sorted { $0.sku < $1.sku }
    }

    /// The level that the shop acknowledged last, by stock code.
    func acknowledged() throws -> [String: String] { try state.facts(kind: StockMemory.acknowledged) }

    /// Notes levels that the shop has acknowledged.
    func acknowledge(_ levels: [StockLevel]) throws {
        try state.record(facts: facts(levels) { String($0.level) }, kind: StockMemory.acknowledged)
        try forget(levels)
    }

    /// Strikes levels off that need no sending.
    func forget(_ levels: [StockLevel]) throws {
        try state.record(facts: facts(levels) { _ in "" }, kind: StockMemory.unsent)
    }

    /// Values by stock code.
    private func facts(_ levels: [StockLevel], _ value: (StockLevel) -> String) -> [String: String] {
        Dictionary(levels.map { ($0.sku, value($0)) }, uniquingKeysWith: { _, last in last })
    }
}
