internal import Foundation
internal import Workflow

/// The ledger's sales orders, found by the order of the shop.
struct LedgerIndex {
    /// Those posted for an order, by correlation id without the part.
    private var posted: [String: [LedgerOrderView]] = [:]
    /// Those that somebody else entered, by customer order number.
    private var others: [String: [LedgerOrderView]] = [:]

    init(_ orders: [LedgerOrderView]) {
        for order in orders {
            if let id = order.externalID {
                posted[id.split(separator: "/").prefix(2).joined(separator: "/"), default: []].append(order)
            } else {
                others[order.customerOrderNumber.trimmingCharacters(in: .whitespaces), default: []].append(order)
            }
        }
    }

    /// Sales orders posted for an order of the shop, deleted ones included.
    func posted(for record: String) -> [LedgerOrderView] { posted[record] ?? [] }

    /// Sales orders that carry the number of an order of the shop and were not posted for it.
    func strangers(to order: String, of store: String) -> [LedgerOrderView] {
        [order, "\(store)/\(order)", "\(store)-\(order)"].flatMap { others[$0] ?? [] }
    }
}
