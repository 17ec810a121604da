import Workflow

/// Decides per stock code: send, leave alone, or report.
struct StockDecider {
    /// What the shop has.
    let catalogue: ShopCatalogue
    /// Id of the location.
    let location: Int
    /// The level that the shop acknowledged last, by stock code.
    let acknowledged: [String: String]
    /// Codes that need not be in the shop.
    let ignoredUnknown: [String]

    /// - Returns: `nil` when the code is not in the shop and nobody needs to hear of it: it is on the list of codes to ignore, or
    ///   was reported by the run that first sent it.
    func action(_ level: StockLevel) throws -> PlannedAction? {
        switch StockTarget(level.sku, in: catalogue) {
        case .unknown:
            if level.isRepeat || isIgnored(level.sku) { return nil }
            return hold(
                level,
                "The shop has no product or variant with the code '\(level.sku)'. Create it there, correct the code, or add it "
                    + "to 'ignore_unknown' of the task.")
        case .impossible(let reason): return hold(level, reason)
        case .product(let id):
            return try decide(level, StockAction(sku: level.sku, level: level.level, location: location, product: id))
        case .variant(let id):
            return try decide(level, StockAction(sku: level.sku, level: level.level, location: location, variant: id))
        }
    }

    /// Unchanged is only what is equal to the last acknowledged level *and* to what the shop shows: staff and cancelled orders
    /// change the shop's level while the ledger stays.
    private func decide(_ level: StockLevel, _ action: StockAction) throws -> PlannedAction {
        let shown = catalogue.items[level.key]?.level
        let isUnchanged = acknowledged[level.sku] == String(level.level) && shown == level.level
        return PlannedAction(
            record: level.sku, kind: isUnchanged ? .skip : .update,
            reason: isUnchanged
                ? "the shop has \(level.level) already" : "set from \(shown.map(String.init) ?? "unknown") to \(level.level)",
            fingerprint: (action.product.map { "product \($0)" } ?? "variant \(action.variant ?? 0)")
                + " shows \(shown.map(String.init) ?? "unknown")",
            payload: try action.payload()
        )
    }

    /// A level that cannot be set; the payload is the level.
    private func hold(_ level: StockLevel, _ reason: String) -> PlannedAction {
        PlannedAction(record: level.sku, kind: .hold, reason: reason, payload: String(level.level))
    }

    /// Whether the code is on the list of those that need not be in the shop.
    func isIgnored(_ sku: String) -> Bool {
        let key = StockLevel.key(sku)
        return ignoredUnknown.contains { pattern in
            let pattern = StockLevel.key(pattern)
            return pattern.hasSuffix("*") ? key.hasPrefix(pattern.dropLast()) : key == pattern
        }
    }
}
