internal import Foundation
internal import Money
internal import Workflow

/// Everything that is known about one order, from all four sides.
struct OrderEvidence {
    /// The store's name.
    var store: String
    /// The shop's side.
    var shop: ShopOrderView
    /// What was refunded according to the shop; `nil` when it was not asked for.
    var refunded: Amount?
    /// The ledger's sales orders that were posted for it, parts included, deleted ones as well.
    var ledger: [LedgerOrderView] = []
    /// Sales orders that carry its number without having been posted for it.
    var strangers: [LedgerOrderView] = []
    /// Whether the ledger could be asked; otherwise the truth records stand for it.
    var isLedgerKnown = true
    /// What the state store believes to be in the ledger.
    var truths: [StateStore.TruthRecord] = []
    /// What is or was held of it.
    var held: [HeldRecord] = []
    /// What the shop was or is to be told of it.
    var messages: [StateStore.OutboxMessage] = []
    /// What the shopper had paid when the order was last downloaded: `34.80 GBP`.
    var recordedTotal: String?

    /// Correlation id.
    var record: String { "\(store)/\(shop.id)" }

    /// Sales orders that stand in the ledger for it.
    var standing: [LedgerOrderView] { ledger.filter { !$0.isDeleted } }

    /// What the shopper paid according to the shop now.
    var shopTotal: Amount? { shop.total.flatMap { try? Amount(parsing: $0) }.map(worth) }

    /// The total at the last download.
    var downloadedTotal: Amount? {
        recordedTotal?.split(separator: " ").first.flatMap { try? Amount(parsing: String($0)) }.map(worth)
    }

    /// What an order of that total is worth: a shop may leave out of it what gift certificates and store credit paid, and then the
    /// ledger rightly holds more.
    private func worth(_ total: Amount) -> Amount {
        let beside = (try? Amount(parsing: shop.certificatesAndCredit)) ?? .zero
        return ledgerTotal > total && ledgerTotal <= total + beside ? total + beside : total
    }

    /// Sum of the standing sales orders.
    var ledgerTotal: Amount { standing.compactMap { try? Amount(parsing: $0.gross) }.sum() }

    /// The reason a person gave for closing it.
    var settlement: String? {
        for held in held { if case .settled(let reason) = held.state { return reason } }
        return nil
    }

    /// The record that waits; a part of the order, or the order itself.
    var waiting: HeldRecord? { held.first { $0.state == .held || $0.state == .retrying } }
}
