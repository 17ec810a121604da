import Workflow
import XSLT

/// What became of each order, for the success and fail files.
struct UpdateReport {
    /// One order and what was done.
    struct Entry {
        let id: Int
        /// `updated`, `already`, `superseded`; `nil` for a failure.
        let outcome: String?
        let code: String
        let reason: String
    }

    private let context: TaskContext
    private let store: String
    private let unreadable: [XMLElement]
    /// In the order in which they were done.
    private(set) var entries: [Entry] = []

    /// A report of nothing yet.
    init(_ context: TaskContext, store: String, unreadable: [XMLElement]) {
        self.context = context
        self.store = store
        self.unreadable = unreadable
    }

    /// Notes an order that the shop shows as wanted, or that was left.
    mutating func add(_ id: Int, _ outcome: String, _ reason: String = "") {
        entries.append(Entry(id: id, outcome: outcome, code: "", reason: reason))
    }

    /// Notes an order that could not be set.
    mutating func fail(_ id: Int, _ code: String, _ reason: String) {
        entries.append(Entry(id: id, outcome: nil, code: code, reason: reason))
    }

    /// Records of the fail file.
    var failed: Int { entries.count { $0.outcome == nil } + unreadable.count }
    /// Records of the success file.
    var succeeded: Int { entries.count { $0.outcome != nil } }

    /// Orders of one outcome.
    func count(_ outcome: String) -> Int { entries.count { $0.outcome == outcome } }

    /// Writes both files: `orders/order{id, outcome[, reason]}`, and the failures with their `Errors`.
    func write(success: String, fail: String) throws {
        try write(success, entries.filter { $0.outcome != nil }.map(element))
        let failures = entries.filter { $0.outcome == nil }.map { entry in
            element(entry).failed(code: entry.code, reason: entry.reason, at: context.now())
        }
        let unread = unreadable.map {
            $0.failed(
                code: "NoOrderNumber", reason: "The record names no order of the shop: its 'id' is missing or no number.",
                at: context.now())
        }
        try write(fail, failures + unread)
    }

    /// One order of either file.
    private func element(_ entry: Entry) -> XMLElement {
        var order = XMLElement("order")
        order.append(XMLElement("id", text: String(entry.id)))
        if let outcome = entry.outcome {
            order.append(XMLElement("outcome", text: outcome))
            if !entry.reason.isEmpty { order.append(XMLElement("reason", text: entry.reason)) }
        }
        return order
    }

    /// One file.
    private func write(_ name: String, _ orders: [XMLElement]) throws {
        let writer = try XMLWriter(file: context.file(name))
        try writer.startDocument()
        try writer.start("orders", attributes: [("store", store)])
        for order in orders { try writer.write(order) }
        try writer.end()
        try writer.finish()
    }
}
