/// Completes listed orders: what the list carries is used, and only what is missing is asked for.
struct OrderAssembler {
    /// 10,000 lines are more than an order has; a shop that repeats a page would never end.
    private static let mostPages = 40

    private let store: StoreClient
    private let withTransactions: Bool
    /// Orders whose lines had to be asked for.
    private(set) var completed = 0

    /// An assembler for one run; it counts the orders it had to complete.
    init(_ store: StoreClient, withTransactions: Bool) {
        self.store = store
        self.withTransactions = withTransactions
    }

    /// The whole order behind a listed one.
    ///
    /// - Throws: ``ShopOrder/Hold`` when the order cannot be trusted, ``StoreError`` when the shop fails.
    mutating func assemble(_ listed: JSONValue) async throws -> ShopOrder {
        guard let id = listed["id"]?.integer, id > 0 else {
            throw ShopOrder.Hold(
                code: "NoOrderNumber", reason: "The shop sent an order without a number. Look at its newest orders.")
        }
        var order = try await withLines(ShopOrder(id: id, fields: listed))
        try await addAddresses(to: &order)
        try OrderAssembler.checkLines(of: order)
        if order.mayHaveCoupons { order.coupons = try await list("coupons", of: id) }
        order.fees = try await fees(of: listed, id)
        if order.mayHaveRefunds {
            order.refunds = try await v3("payment_actions/refunds", of: id, endpoint: "order refunds", .readOrders)
        }
        if withTransactions {
            order.transactions = try await v3("transactions", of: id, endpoint: "order transactions", .readTransactions)
        }
        return order
    }

    /// The order with its lines, from the consignments or, where those are cut, from their own list. They may still not add up.
    mutating func withLines(_ listed: ShopOrder) async throws -> ShopOrder {
        var order = listed
        let consignments = Consignments(order.fields["consignments"])
        order.lines = consignments.lines
        if consignments.areCut || !order.linesAddUp {
            completed += 1
            order.lines = try await list("products", of: order.id, endpoint: "order lines")
        }
        return order
    }

    /// Addresses from the consignments, or from their own list where those do not have all.
    private func addAddresses(to order: inout ShopOrder) async throws {
        let consignments = Consignments(order.fields["consignments"])
        order.addresses = consignments.addresses
        order.pickups = consignments.pickups
        let expected = order.fields["shipping_address_count"]?.integer ?? order.addresses.count
        if !consignments.namesItsAddresses || order.addresses.count != expected {
            order.addresses = try await list("shipping_addresses", of: order.id)
        }
    }

    /// - Throws: ``ShopOrder/Hold`` when the lines are not all that the shop counts.
    private static func checkLines(of order: ShopOrder) throws(ShopOrder.Hold) {
        guard !order.linesAddUp else { return }
        let counted = order.fields["items_total"]?.text ?? "?"
        let found = order.lines.reduce(0) { $0 + ($1["quantity"]?.integer ?? 0) }
        throw ShopOrder.Hold(
            code: "LinesIncomplete",
            reason:
                "The shop counts \(counted) items in order \(order.id), but its lines hold \(found). "
                + "Open the order in the shop; it is downloaded again by the next run.")
    }

    /// Fees as included, in either shape, or asked for when the shop answered a link.
    private func fees(of listed: JSONValue, _ id: Int) async throws -> [JSONValue] {
        guard let fees = listed["fees"] else { return [] }
        if fees["resource"] == nil { return fees.elements.isEmpty ? fees["fees"]?.elements ?? [] : fees.elements }
        let answer = try await store.send(
            StoreRequest(path: "v2/orders/\(id)/fees", endpoint: "order fees", scope: .readOrders))
        return answer.json?["fees"]?.elements ?? answer.records
    }

    /// A sublist of an order, page by page; 50 is its default length, 250 its greatest.
    private func list(_ name: String, of id: Int, endpoint: String? = nil) async throws -> [JSONValue] {
        var records: [JSONValue] = []
        var page = 1
        while true {
            let part = try await store.send(
                StoreRequest(
                    path: "v2/orders/\(id)/\(name)", query: [("limit", "250"), ("page", String(page))],
                    endpoint: endpoint ?? "order \(name.replacing("_", with: " "))", scope: .readOrders)
            ).records
            records += part
            guard part.count >= 250 else { return records }
            guard page < OrderAssembler.mostPages else {
                throw ShopOrder.Hold(
                    code: "ListNeverEnds",
                    reason: "The shop lists more than \(records.count) \(name.replacing("_", with: " ")) for order \(id). "
                        + "Open the order in the shop.")
            }
            page += 1
        }
    }

    /// A list of the V3 orders API.
    private func v3(_ name: String, of id: Int, endpoint: String, _ scope: Scope) async throws -> [JSONValue] {
        try await store.send(
            StoreRequest(path: "v3/orders/\(id)/\(name)", endpoint: endpoint, scope: scope)
        ).records
    }
}
