import Foundation
import Workflow

/// Up to which change of the shop's orders everything is safe: in the ledger, or not to be downloaded.
///
/// A download cannot know whether its orders will be posted. So it remembers them with their dates, and the next one moves the
/// watermark: to the oldest change of an order that is still not in the ledger, or to the newest change when all are.
struct OrderWatermark {
    /// Fact kind: what the last download left for the next.
    private static let pendingKind = "orders-pending"
    private let store: String
    /// Up to here everything is in the ledger or need not be.
    private var safe: Date?
    /// The newest change met.
    private var newest: Date?
    /// Change dates of orders handed on that are not known to be posted, by order id.
    private var pending: [Int: Date]

    /// Reads what the last download left, and moves the watermark as far as the ledger's truth allows.
    init(_ context: TaskContext, store: String) throws {
        self.store = store
        safe = try context.state.watermark("orders/\(store)").flatMap(ShopDate.parse)
        pending = OrderWatermark.decode(try context.state.fact(kind: OrderWatermark.pendingKind, key: store) ?? "")
        newest = try context.state.fact(kind: OrderWatermark.pendingKind, key: "\(store)/newest").flatMap(ShopDate.parse)
        let standing = OrderStanding(state: context.state, store: store)
        for id in pending.keys where try standing.isDealtWith(id) { pending[id] = nil }
        safe = [safe, pending.values.min() ?? newest].compactMap { $0 }.max()
    }

    /// Where to list from; `nil` the first time.
    func from(overlapMinutes: Int) -> Date? { safe?.addingTimeInterval(Double(-60 * overlapMinutes)) }

    /// Notes an order of the list. `isSafe` when nothing has to happen to it any more.
    mutating func passed(_ order: JSONValue, isSafe: Bool) {
        guard let date = order["date_modified"]?.text.flatMap(ShopDate.parse) else { return }
        newest = max(newest ?? date, date)
        guard !isSafe, let id = order["id"]?.integer else { return }
        pending[id] = date
    }

    /// Keeps the state for the next download.
    func save(_ state: StateStore) throws {
        if let safe { try state.setWatermark("orders/\(store)", to: ShopDate.query(safe)) }
        var facts = [store: encoded]
        if let newest { facts["\(store)/newest"] = ShopDate.query(newest) }
        try state.record(facts: facts, kind: OrderWatermark.pendingKind)
    }

    /// `1042=1772529302 1043=…`: id and seconds since 1970.
    private var encoded: String {
        pending.sorted { $0.key < $1.key }.map { "\($0.key)=\(Int($0.value.timeIntervalSince1970))" }.joined(separator: " ")
    }

    /// Reads what ``encoded`` wrote; what it cannot read is left out.
    private static func decode(_ text: String) -> [Int: Date] {
        var result: [Int: Date] = [:]
        for entry in text.split(separator: " ") {
            let parts = entry.split(separator: "=")
            guard parts.count == 2, let id = Int(parts[0]), let seconds = Double(parts[1]) else { continue }
            result[id] = Date(timeIntervalSince1970: seconds)
        }
        return result
    }
}
