import Workflow

/// Pieces of each stock code that shoppers have ordered and the ledger does not know of.
struct OpenOrderQuantities {
    /// Fact kind that the stock export reads: pieces of all stores by the shop's SKU.
    static let kind = "open-order-quantity"
    /// Fact kind of the parts of that sum: pieces by `<store>/<SKU>`. A ledger may serve several stores.
    private static let kindByStore = "open-order-quantity-by-store"

    /// Pieces by SKU.
    private(set) var pieces: [String: Int] = [:]
    /// Orders that were counted.
    private(set) var orders = 0

    /// Adds the lines of one order. A refunded piece is not wanted any more; a line without SKU touches no stock.
    mutating func add(_ lines: [JSONValue]) {
        orders += 1
        for line in lines {
            guard let sku = line["sku"]?.text?.trimmingWhitespace(), !sku.isEmpty else { continue }
            let open = (line["quantity"]?.integer ?? 0) - (line["quantity_refunded"]?.integer ?? 0)
            if open > 0 { pieces[sku, default: 0] += open }
        }
    }

    /// Replaces what is remembered of the store, and the sum over all stores. Codes that nobody has ordered are gone from both.
    func save(_ state: StateStore, store: String) throws {
        var byStore = try state.facts(kind: OpenOrderQuantities.kindByStore).filter { !$0.key.hasPrefix(store + "/") }
        for (sku, count) in pieces { byStore["\(store)/\(sku)"] = String(count) }
        var sums: [String: Int] = [:]
        for (key, count) in byStore {
            let sku = String(key.drop { $0 != "/" }.dropFirst())
            sums[sku, default: 0] += Int(count) ?? 0
        }
        try state.replace(facts: byStore, kind: OpenOrderQuantities.kindByStore)
        try state.replace(facts: sums.mapValues { String($0) }, kind: OpenOrderQuantities.kind)
    }
}
