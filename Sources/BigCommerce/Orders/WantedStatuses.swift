/// Which orders a download takes, by status.
struct WantedStatuses: Sendable {
    /// Statuses to list, one list each; `nil` as the only element lists all.
    let ids: [Int?]
    /// For messages.
    let names: String

    /// With `any`, orders that are none (incomplete) or no longer (cancelled, declined) are left out all the same.
    private static let neverTaken: Set<Int> = [OrderStatuses.incomplete, OrderStatuses.cancelled, OrderStatuses.declined]

    /// Looks the statuses up in the shop.
    ///
    /// - Throws: a failure of class configuration that lists the statuses of the store.
    static func resolve(_ texts: [String], at store: StoreClient) async throws -> WantedStatuses {
        if texts.count == 1, texts[0].trimmingWhitespace().lowercased() == "any" {
            return WantedStatuses(ids: [nil], names: "any")
        }
        let statuses = try await OrderStatuses.load(from: store)
        let found = try texts.map { try statuses.status($0, setting: "statuses") }
        var ids: [Int?] = []
        for status in found where !ids.contains(status.id) { ids.append(status.id) }
        return WantedStatuses(ids: ids, names: found.map(\.name).joined(separator: ", "))
    }

    /// Whether a listed order is one of them: a filter that the shop ignores must not let others in.
    func accepts(_ order: JSONValue) -> Bool {
        guard order["is_deleted"]?.isTrue != true else { return false }
        guard let status = order["status_id"]?.integer else { return true }
        return takes(status)
    }

    /// Whether orders in a status are downloaded.
    func takes(_ status: Int) -> Bool {
        ids.contains(nil) ? !WantedStatuses.neverTaken.contains(status) : ids.contains(status)
    }
}
