import Foundation
import Money
import Workflow

/// The orders of a store for reconciliation: the same list as a download reads, without lines.
struct StoreOrders: ShopOrders {
    /// Statuses in which an order is none yet: unfinished, unpaid, or to be checked by the merchant.
    private static let early: Set<Int> = [0, 1, 7, 12]
    private static let calledOff: Set<Int> = [OrderStatuses.cancelled, OrderStatuses.declined]

    private let client: StoreClient
    private let statuses: OrderStatuses
    /// Ids of the statuses that the workflow takes orders from; `nil` takes any.
    private let sources: Set<Int>?
    /// Ids of the statuses that the workflow's update moves orders on from.
    private let untold: Set<Int>

    /// Opens the store of a connection and looks the statuses up.
    ///
    /// - Throws: ``StoreError``, or ``TaskFailure`` of class configuration for a connection or a status that cannot be.
    init(_ request: PortRequest, environment: ClientEnvironment = .live) async throws {
        let address = try StoreAddress(request.connection)
        let quota = QuotaFile(address, in: request.integration.root.appendingPathComponent("var/stores"))
        client = StoreClient(
            address, environment: environment, policy: try RetryPolicy(request.connection), quota: QuotaKeeper(quota.read()),
            log: request.log)
        do {
            let statuses = try await OrderStatuses.load(from: client)
            let isAny = request.sourceStatuses.map { $0.lowercased() } == ["any"]
            sources = isAny ? nil : Set(try request.sourceStatuses.map { try statuses.status($0, setting: "statuses").id })
            untold = Set(try request.untoldStatuses.map { try statuses.status($0, setting: "source_statuses").id })
            self.statuses = statuses
        } catch {
            await client.close()
            throw error
        }
    }

    /// The store's hash.
    var store: String { client.address.store }

    func close() async { await client.close() }

    func forEach(createdFrom: Date?, _ body: (ShopOrderView) throws -> Void) async throws {
        let query = OrderQuery(createdFrom: createdFrom, includesLines: false)
        var lister = OrderLister(client, query)
        while let page = try await lister.next() {
            for order in page where query.accepts(order) {
                if let view = view(order) { try body(view) }
            }
        }
    }

    /// Sum of the refunds; the order's own totals do not shrink.
    func refunded(_ id: String) async throws -> String {
        let refunds = try await client.send(
            StoreRequest(path: "v3/orders/\(id)/payment_actions/refunds", endpoint: "order refunds", scope: .readOrders)
        ).records
        return try refunds.map { try Amount(parsing: $0["total_amount"]?.text ?? "0") }.sum().formatted(decimals: 2)
    }

    /// What a listed order shows; `nil` for one without a number, which the download holds.
    private func view(_ listed: JSONValue) -> ShopOrderView? {
        guard let id = listed["id"]?.integer, id > 0 else { return nil }
        let order = ShopOrder(id: id, fields: listed)
        let status = order.statusID ?? -1
        return ShopOrderView(
            id: String(id), stage: stage(status, isDeleted: listed["is_deleted"]?.isTrue ?? false),
            status: statuses.name(status), isUntold: untold.contains(status),
            total: try? order.total().amount.formatted(decimals: 2),
            certificatesAndCredit: order.certificatesAndCredit.formatted(decimals: 2), currency: order.currency,
            modified: listed["date_modified"]?.text.flatMap(ShopDate.parse), mayHaveRefunds: order.mayHaveRefunds)
    }

    /// How far the shop has come with an order in a status.
    private func stage(_ status: Int, isDeleted: Bool) -> ShopOrderView.Stage {
        if isDeleted || StoreOrders.calledOff.contains(status) { return .calledOff }
        if status == OrderStatuses.refunded, sources?.contains(status) != true { return .refunded }
        if let sources { return sources.contains(status) ? .due : StoreOrders.early.contains(status) ? .notYet : .movedOn }
        return status == OrderStatuses.incomplete ? .notYet : .due
    }
}
