import Foundation
import Workflow

/// What the download can be asked without downloading.
extension DownloadOrdersTask: RecordSource, PreviewedTask {
    /// Orders that have left the statuses that this task takes, or were deleted: a retry must not post them.
    func withdrawn(_ records: [String], _ context: TaskContext) async throws -> [String: String] {
        try await StoreClient.withStore(connection, context, environment) { store in
            var ids: [Int: [String]] = [:]
            for record in records {
                let parts = record.split(separator: "/")
                guard parts.count >= 2, parts[0] == store.address.store, let id = Int(parts[1]) else { continue }
                ids[id, default: []].append(record)
            }
            guard !ids.isEmpty else { return [:] }
            let wanted = try await WantedStatuses.resolve(statuses, at: store)
            let present = try await StatusReader(store).statuses(of: Array(ids.keys))
            var withdrawn: [String: String] = [:]
            for (id, records) in ids {
                guard let reason = reason(against: present[id], id, wanted) else { continue }
                for record in records { withdrawn[record] = reason }
            }
            return withdrawn
        }
    }

    private func reason(against status: ShopStatus?, _ id: Int, _ wanted: WantedStatuses) -> String? {
        guard let status else { return "the shop has no order \(id) any more" }
        if status.isArchived { return "order \(id) was archived in the shop" }
        guard !wanted.takes(status.statusID) else { return nil }
        return "order \(id) is in another status than \(wanted.names) now (number \(status.statusID))"
    }

    /// Counts the orders that a run would list now.
    func preview(_ context: TaskContext) async throws -> String {
        let createdFrom = try OrderQuery.createdFrom(startDate, context)
        return try await StoreClient.withStore(connection, context, environment) { store in
            let wanted = try await WantedStatuses.resolve(statuses, at: store)
            var (count, oldest) = (0, Date?.none)
            for statusID in wanted.ids {
                var lister = OrderLister(
                    store, OrderQuery(statusID: statusID, createdFrom: createdFrom, pageSize: pageSize, includesLines: false))
                while let page = try await lister.next() {
                    let taken = page.filter { wanted.accepts($0) }
                    count += taken.count
                    let dates = taken.compactMap { $0["date_created"]?.text.flatMap(ShopDate.parse) }
                    oldest = (dates + [oldest].compactMap { $0 }).min()
                }
            }
            let since = oldest.map { ", the oldest of \(ShopDate.query($0))" } ?? ""
            return "a first run would take \(count) order\(count == 1 ? "" : "s") in status \(wanted.names)\(since)"
        }
    }
}
