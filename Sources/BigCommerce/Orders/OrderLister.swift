import Foundation
import Workflow

/// Which orders to list.
struct OrderQuery: Sendable {
    /// `nil` lists every status; the shop takes one status per request.
    var statusID: Int?
    /// Inclusive.
    var createdFrom: Date?
    /// Inclusive.
    var modifiedFrom: Date?
    /// 1 to 250.
    var pageSize = 250
    /// Whether lines and fees come with the orders.
    var includesLines = true

    /// The cut-over: a task's setting `start_date`, else the workflow's.
    static func createdFrom(_ setting: String?, _ context: TaskContext) throws -> Date? {
        guard let setting else { return context.startDate }
        guard let date = ShopDate.startOfDay(setting, in: context.timeZone) else {
            throw TaskFailure(
                .configuration, "setting 'start_date': '\(setting)' is no calendar date; expected for instance 2026-03-01")
        }
        return date
    }

    /// Whether an order is from the cut-over on: a date that the shop cannot read is ignored there without a word.
    func accepts(_ order: JSONValue) -> Bool {
        guard let createdFrom, let created = order["date_created"]?.text.flatMap(ShopDate.parse) else { return true }
        return created >= createdFrom
    }
}

/// Lists orders page by page, oldest first, with lines and fees included unless the query says otherwise.
///
/// Each page begins after the last id of the one before: page numbers would shift while orders change their status. Only after a
/// full page on which no order has a number is the next page asked for by number.
struct OrderLister {
    private static let endpoint = "order list"
    /// Pages without a single number after which the shop is taken to repeat itself.
    private static let mostUnnumberedPages = 20

    private let store: StoreClient
    private let query: OrderQuery
    /// The lowest id of the next page.
    private var firstID = 1
    /// The page from there on, above 1 only after pages without numbers.
    private var page = 1
    /// Whether the last page was not full.
    private var isAtEnd = false

    /// A lister before its first page.
    init(_ store: StoreClient, _ query: OrderQuery) {
        self.store = store
        self.query = query
    }

    /// The next page; `nil` at the end. The shop answers 204 when nothing is left.
    mutating func next() async throws -> [JSONValue]? {
        guard !isAtEnd else { return nil }
        let orders = try await store.send(request).records
        isAtEnd = orders.count < query.pageSize
        guard !orders.isEmpty else { return nil }
        try moveOn(after: orders)
        return orders
    }

    /// The request for the next page.
    private var request: StoreRequest {
        var items = [
            (name: "limit", value: String(query.pageSize)), ("sort", "id:asc"), ("min_id", String(firstID)),
        ]
        if query.includesLines {
            items += [("include", "consignments.line_items,fees"), ("consignment_structure", "object")]
        }
        if page > 1 { items.append(("page", String(page))) }
        if let statusID = query.statusID { items.append(("status_id", String(statusID))) }
        if let date = query.createdFrom { items.append(("min_date_created", ShopDate.query(date))) }
        if let date = query.modifiedFrom { items.append(("min_date_modified", ShopDate.query(date))) }
        return StoreRequest(path: "v2/orders", query: items, endpoint: OrderLister.endpoint, scope: .readOrders)
    }

    /// Where the next page begins. Numbers below the one asked for mean that the shop ignored the bound: going on would never end.
    private mutating func moveOn(after orders: [JSONValue]) throws {
        let ids = orders.compactMap { $0["id"]?.integer }.filter { $0 > 0 }
        guard let lowest = ids.min(), let highest = ids.max() else {
            page += 1
            guard page <= OrderLister.mostUnnumberedPages || isAtEnd else {
                throw StoreError.unexpected(
                    endpoint: OrderLister.endpoint, what: "\(page - 1) pages in a row hold no order with a number.")
            }
            return
        }
        guard lowest >= firstID else {
            throw StoreError.unexpected(
                endpoint: OrderLister.endpoint, what: "asked for orders from \(firstID) on, the shop answered order \(lowest).")
        }
        firstID = highest + 1
        page = 1
    }
}
