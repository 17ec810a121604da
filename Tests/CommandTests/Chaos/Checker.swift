import Foundation
import FoundationNetworking
import GRDB

/// Compares shop, ledger and state after a round. It shares no code with the engine: own HTTP, own SQL, own arithmetic.
struct Checker {
    /// Where the store answers, without a path.
    let shop: String
    let company: URL
    let state: URL

    /// An order as the store's own document has it.
    private struct ShopOrder {
        let id: Int
        let status: Int
        let total: Decimal
        /// Pieces by SKU.
        let pieces: [String: Int]
    }

    /// A sales order as the company file has it.
    private struct LedgerOrder {
        let number: Int
        let gross: Decimal
        let lines: Int
    }

    /// Everything that is wrong, one sentence each; empty when nothing is lost, doubled or untold.
    func complaints() async throws -> [String] {
        let orders = try await shopOrders()
        let ledger = try ledgerOrders()
        let held = try states("SELECT record FROM heldRecord WHERE state IN ('held', 'retrying')")
        let pending = try states("SELECT record FROM outbox WHERE state = 'pending'")
        let truths = try DatabaseQueue(path: company.path).read { db in
            try Row.fetchAll(db, sql: "SELECT EXTERNAL_ID, INTERNAL_ID FROM X_TRUTH WHERE KIND = 'SalesOrder'")
        }
        var found = orders.compactMap { complaint($0, ledger[$0.id] ?? [], isHeld: held.contains("sandbox/\($0.id)")) }
        let strangers = Set(ledger.keys).subtracting(orders.map(\.id))
        found += strangers.sorted().map { "order \($0) is in the ledger and not in the shop" }
        found += pending.sorted().map { "\($0) waits in the outbox" }
        if truths.count != ledger.values.joined().count {
            found.append("\(truths.count) truths for \(ledger.count) sales orders")
        }
        found += try states("SELECT id FROM run WHERE ended IS NULL").map { "run \($0) has no end" }
        let open = orders.filter { ledger[$0.id] == nil }.map(\.pieces).reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        return found + (try allocation()) + (try await stock(without: open)) + (try halfArchives())
    }

    /// What is wrong with one order; the first thing counts.
    private func complaint(_ order: ShopOrder, _ posted: [LedgerOrder], isHeld: Bool) -> String? {
        guard order.status == 11 || order.status == 9 else { return "order \(order.id) is in status \(order.status)" }
        if posted.count > 1 { return "DOUBLED: order \(order.id) is sales order \(posted.map(\.number))" }
        guard let sale = posted.first else {
            if order.status == 9 { return "LOST: order \(order.id) has moved on and is not in the ledger" }
            return isHeld ? nil : "LOST: order \(order.id) is neither in the ledger nor held"
        }
        if sale.gross != order.total { return "order \(order.id): paid \(order.total), posted \(sale.gross)" }
        if sale.lines == 0 { return "order \(order.id) was posted without lines" }
        return order.status == 9 ? nil : "UNTOLD: order \(order.id) is in the ledger and still due in the shop"
    }

    // MARK: The three sides

    private func shopOrders() async throws -> [ShopOrder] {
        let orders = try await json("/sandbox/state")["orders"] as? [[String: Any]] ?? []
        return orders.compactMap { order in
            guard let id = order["id"] as? Int, let status = order["status_id"] as? Int,
                let total = (order["total_inc_tax"] as? String).flatMap({ Decimal(string: $0) })
            else { return nil }
            let lines = order["products"] as? [[String: Any]] ?? []
            let pieces = lines.map { ($0["sku"] as? String ?? "", $0["quantity"] as? Int ?? 0) }
            return ShopOrder(id: id, status: status, total: total, pieces: Dictionary(pieces, uniquingKeysWith: +))
        }
    }

    private func ledgerOrders() throws -> [Int: [LedgerOrder]] {
        let rows = try DatabaseQueue(path: company.path).read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT CUST_ORDER_NUMBER, ORDER_NUMBER, FOREIGN_INVOICE_GROSS,
                        (SELECT COUNT(*) FROM SOP_ITEM WHERE SOP_ITEM.ORDER_NUMBER = SALES_ORDER.ORDER_NUMBER) FROM SALES_ORDER
                    """)
        }
        return Dictionary(grouping: rows) { Int($0[0] as String) ?? 0 }.mapValues { rows in
            rows.map { LedgerOrder(number: $0[1], gross: Decimal(string: $0[2]) ?? -1, lines: $0[3]) }
        }
    }

    private func states(_ sql: String) throws -> Set<String> {
        Set(try DatabaseQueue(path: state.path).read { try String.fetchAll($0, sql: sql) })
    }

    /// Pieces reserved in the stock records are those of the order lines: nothing was reserved twice.
    private func allocation() throws -> [String] {
        try DatabaseQueue(path: company.path).read { db in
            let lines = try Row.fetchAll(db, sql: "SELECT STOCK_CODE, QTY_ALLOCATED FROM SOP_ITEM")
            var sums: [String: Decimal] = [:]
            for line in lines { sums[line[0], default: 0] += Decimal(string: line[1]) ?? 0 }
            return try Row.fetchAll(db, sql: "SELECT STOCK_CODE, QTY_ALLOCATED FROM STOCK").compactMap { row in
                let (code, reserved) = (row[0] as String, Decimal(string: row[1] as String) ?? -1)
                return reserved == sums[code] ?? 0
                    ? nil : "\(code): \(reserved) pieces reserved, the lines hold \(sums[code] ?? 0)"
            }
        }
    }

    /// The shop shows the ledger's free stock of every code that it was ever told, less what open orders still need.
    private func stock(without open: [String: Int]) async throws -> [String] {
        let told = try states("SELECT key FROM fact WHERE kind = 'stock-acknowledged'")
        guard !told.isEmpty else { return ["the shop was told no stock level"] }
        let items = try await json("/stores/sandbox/v3/inventory/items?limit=1000")["data"] as? [[String: Any]] ?? []
        var shown: [String: Int] = [:]
        for item in items {
            let identity = item["identity"] as? [String: Any]
            let locations = item["locations"] as? [[String: Any]]
            guard let sku = identity?["sku"] as? String, let level = locations?.first?["available_to_sell"] as? Int else {
                continue
            }
            shown[sku] = level
        }
        let rows = try DatabaseQueue(path: company.path).read { db in
            try Row.fetchAll(db, sql: "SELECT STOCK_CODE, QTY_IN_STOCK, QTY_ALLOCATED FROM STOCK")
        }
        return rows.compactMap { row in
            let code = row[0] as String
            guard told.contains(code), let inStock = Decimal(string: row[1]), let reserved = Decimal(string: row[2]) else {
                return nil
            }
            let free = max(0, Int(truncating: (inStock - reserved) as NSDecimalNumber) - (open[code] ?? 0))
            return shown[code] == free ? nil : "\(code): \(free) pieces are free, the shop offers \(shown[code] ?? -1)"
        }
    }

    /// An archive is complete or absent.
    private func halfArchives() throws -> [String] {
        let archive = state.deletingLastPathComponent().appendingPathComponent("archive")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: archive.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.compactMap { name in
            let manifest = archive.appendingPathComponent(name).appendingPathComponent("manifest.json")
            let data = try? Data(contentsOf: manifest)
            return data.flatMap { try? JSONSerialization.jsonObject(with: $0) } == nil ? "archive \(name) has no manifest" : nil
        }
    }

    private func json(_ path: String) async throws -> [String: Any] {
        guard let url = URL(string: shop + path) else { return [:] }
        var request = URLRequest(url: url)
        request.setValue("sandbox-token", forHTTPHeaderField: "X-Auth-Token")
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        let (data, _) = try await URLSession.shared.data(for: request)
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}
