import Workflow

/// An order whose status the shop is to be told, and the messages that are settled with it.
struct OrderUpdate: Sendable, Equatable {
    /// The order's number in the shop.
    let id: Int
    /// Records of the outbox (`<store>/<order id>[/<part>]`) that wait for this order.
    var records: [String] = []
}

/// What is to be done with one order, decided on the status that the shop shows now.
enum OrderDecision: Sendable, Equatable {
    /// The status is to be set.
    case send
    /// The shop is in the wanted status already, for instance because an earlier answer was lost.
    case alreadyThere
    /// Somebody moved the order on; telling the shop now would turn that back.
    case superseded(String)
    /// The shop does not know the order.
    case missing
}

/// The rule of an update: from which statuses to which.
struct OrderUpdateRule: Sendable {
    /// The status to set.
    let target: OrderStatuses.Status
    /// Statuses it may be set from.
    let sources: [OrderStatuses.Status]
    /// All of the store, for names in messages.
    let statuses: OrderStatuses

    /// Looks the names of the settings up in the shop.
    static func resolve(target: String, sources: [String], at store: StoreClient) async throws -> OrderUpdateRule {
        let statuses = try await OrderStatuses.load(from: store)
        return OrderUpdateRule(
            target: try statuses.status(target, setting: "status"),
            sources: try sources.map { try statuses.status($0, setting: "source_statuses") }, statuses: statuses)
    }

    /// The rule itself. `nil` is an order that the shop does not know.
    func decide(_ order: ShopStatus?) -> OrderDecision {
        guard let order else { return .missing }
        if order.isArchived { return .superseded("the order was archived in the shop") }
        if order.statusID == target.id { return .alreadyThere }
        guard sources.contains(where: { $0.id == order.statusID }) else {
            return .superseded("the order is in status \(statuses.name(order.statusID)) now, so it is left there")
        }
        return .send
    }
}

/// What the shop shows of an order that matters here.
struct ShopStatus: Sendable, Equatable {
    /// The status by id.
    let statusID: Int
    /// Whether it was deleted in the shop.
    var isArchived = false

    /// Reads an order object; `nil` when it shows no status.
    init?(_ order: JSONValue) {
        guard let statusID = order["status_id"]?.integer else { return nil }
        self.statusID = statusID
        isArchived = order["is_deleted"]?.isTrue ?? false
    }
}
