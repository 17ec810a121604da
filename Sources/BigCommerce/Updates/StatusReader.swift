import Workflow

/// Reads the present status of many orders with few requests.
struct StatusReader {
    /// The most orders on a page.
    private static let pageSize = 250
    private let store: StoreClient

    /// A reader of one store.
    init(_ store: StoreClient) { self.store = store }

    /// Statuses by order id; an order that the shop does not know is absent.
    ///
    /// Ids that lie within one page of each other are read as a range, a lone id by itself: at most one request per order.
    func statuses(of ids: [Int]) async throws -> [Int: ShopStatus] {
        var result: [Int: ShopStatus] = [:]
        for group in StatusReader.groups(ids) {
            if group.count > 1 {
                for order in try await range(group[0], group[group.count - 1]) {
                    if let id = order["id"]?.integer { result[id] = ShopStatus(order) }
                }
            }
            // Archived and unfinished orders may be hidden from lists, yet can be read by their id.
            for id in group where result[id] == nil { result[id] = try await single(id) }
        }
        return result
    }

    /// Sorted ids in groups that span less than a page, so that each group is one request.
    static func groups(_ ids: [Int]) -> [[Int]] {
        var groups: [[Int]] = []
        for id in Set(ids).sorted() {
            if let first = groups.last?.first, (0..<UInt(pageSize)).contains(UInt(bitPattern: id &- first)) {
                groups[groups.count - 1].append(id)
            } else {
                groups.append([id])
            }
        }
        return groups
    }

    /// The orders of a range of ids that fits on a page.
    private func range(_ first: Int, _ last: Int) async throws -> [JSONValue] {
        try await store.send(
            StoreRequest(
                path: "v2/orders",
                query: [
                    ("min_id", String(first)), ("max_id", String(last)), ("limit", String(StatusReader.pageSize)),
                    ("sort", "id:asc"),
                ],
                endpoint: "order status list", scope: .readOrders)
        ).records
    }

    /// One order; `nil` when the shop does not know it.
    private func single(_ id: Int) async throws -> ShopStatus? {
        do {
            let answer = try await store.send(
                StoreRequest(path: "v2/orders/\(id)", endpoint: "order status", scope: .readOrders))
            return answer.json.flatMap(ShopStatus.init)
        } catch StoreError.notFound {
            return nil
        }
    }
}
