import Foundation
import Workflow

/// Counts what shoppers have ordered and the ledger does not know yet, for the stock export to subtract.
///
/// The ledger's free stock still holds these pieces; setting it in the shop would offer them a second time. Orders that are held
/// count, orders in the ledger or closed by a person do not. The count is written whole: a shop that fails half way leaves the last
/// one as it was, and the failure stops the phase before old figures are used.
struct CountOpenOrdersTask: WorkflowTask {
    /// Paid or not, the goods of these are still to leave.
    static let openStatuses = [
        "Pending", "Awaiting Payment", "Awaiting Fulfillment", "Awaiting Shipment", "Awaiting Pickup", "Partially Shipped",
        "Manual Verification Required",
    ]

    /// Name of the connection to the store.
    let connection: String
    /// Ids, system names or labels.
    let statuses: [String]
    /// `YYYY-MM-DD` in the run's time zone; `nil` takes the workflow's start date.
    let startDate: String?
    /// Clock, pauses and network; tests hand in their own.
    var environment = ClientEnvironment.live

    /// Lists the orders of each status that has some, lines included. The state of a dry run is a copy, so that one writes, too.
    func run(_ context: TaskContext) async throws -> TaskOutcome {
        let createdFrom = try OrderQuery.createdFrom(startDate, context)
        return try await StoreClient.withStore(connection, context, environment) { store in
            let wanted = try await WantedStatuses.resolve(statuses, at: store)
            var count = Count(standing: OrderStanding(state: context.state, store: store.address.store), store: store)
            for statusID in try await filled(wanted.ids, at: store) {
                let query = OrderQuery(statusID: statusID, createdFrom: createdFrom)
                var lister = OrderLister(store, query)
                while let page = try await lister.next() {
                    try context.stopIfAsked()
                    for order in page where wanted.accepts(order) && query.accepts(order) { try await count.add(order) }
                }
            }
            try count.quantities.save(context.state, store: store.address.store)
            return outcome(count, store, context)
        }
    }

    /// The statuses that have orders: one request instead of an empty list for each of the others.
    private func filled(_ ids: [Int?], at store: StoreClient) async throws -> [Int?] {
        let request = StoreRequest(path: "v2/orders/count", endpoint: "order count", scope: .readOrders)
        let counts = try await store.send(request).json?["statuses"]?.elements ?? []
        let empty = Set(counts.filter { $0["count"]?.integer == 0 }.compactMap { $0["id"]?.integer })
        return ids.filter { id in id.map { !empty.contains($0) } ?? true }
    }

    /// The counting of one run.
    private struct Count {
        let standing: OrderStanding
        var quantities = OpenOrderQuantities()
        /// Orders whose lines the shop does not give completely.
        var incomplete: [Int] = []
        private var assembler: OrderAssembler
        private var seen: Set<Int> = []

        init(standing: OrderStanding, store: StoreClient) {
            self.standing = standing
            assembler = OrderAssembler(store, withTransactions: false)
        }

        /// Counts an order of the list, once, unless it is dealt with.
        mutating func add(_ listed: JSONValue) async throws {
            guard let id = listed["id"]?.integer, id > 0, seen.insert(id).inserted, try !standing.isDealtWith(id) else { return }
            let order = try await assembler.withLines(ShopOrder(id: id, fields: listed))
            if !order.linesAddUp { incomplete.append(id) }
            quantities.add(order.lines)
        }
    }

    /// Counts and remarks.
    private func outcome(_ count: Count, _ store: StoreClient, _ context: TaskContext) -> TaskOutcome {
        let quantities = count.quantities
        var outcome = TaskOutcome(recordsIn: quantities.orders, recordsOut: quantities.orders)
        if quantities.orders > 0 {
            let pieces = quantities.pieces.values.reduce(0, +)
            outcome.notes.append(
                "\(quantities.orders) orders of the shop are not in the ledger yet: \(pieces) pieces of "
                    + "\(quantities.pieces.count) codes are kept for them")
        }
        if !count.incomplete.isEmpty {
            let ids = count.incomplete.prefix(5).map(String.init).joined(separator: ", ")
            let text =
                "the shop does not give all lines of order \(ids)\(count.incomplete.count > 5 ? ", …" : ""): too few pieces may be "
                + "kept for them. Open them in the shop."
            outcome.notes.append(text)
            context.log.warning(text)
        }
        outcome.notes.append(store.requests.note)
        return outcome
    }
}
