import Crosswalk
import Foundation
import GRDB
import Money
import Sage50
import StoreSandbox
import Testing

/// An integration in a scratch folder: the base mappings, one company file, no customers.
final class Bench {
    /// An order that the workflow must carry.
    struct DueOrder: Sendable {
        let id: Int
        /// What the shopper paid, two decimals.
        let total: String
    }

    /// An order as the ledger has it, read by this file's own SQL.
    struct LedgerOrder: Equatable {
        let customerOrderNumber: String
        let gross: String
    }

    static var options: SandboxOptions {
        var options = SandboxOptions()
        options.storeHash = "demo"
        return options
    }

    static let products = 40
    private let root: URL
    private let sandbox: Sandbox

    /// A store with generated orders.
    static func store(orders: Int) throws -> StoreState {
        let catalogue = try Catalogue(products: products, seed: 3)
        var state = catalogue.state()
        var generator = OrderGenerator(seed: 3, catalogue: catalogue)
        for order in try generator.orders(orders) { _ = state.add(order) }
        return state
    }

    init(_ sandbox: Sandbox) throws {
        self.sandbox = sandbox
        root = FileManager.default.temporaryDirectory.appendingPathComponent("crosswalk-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try Data(Bench.definition(url: sandbox.baseURL).utf8).write(to: file)
        let products = root.appendingPathComponent("products.xml")
        try SandboxCatalogue(products: Bench.products, seed: 3).write(to: products)
        let customers = root.appendingPathComponent("customers.xml")
        try Data(Bench.customers.utf8).write(to: customers)
        _ = try SandboxCompany.make(company.path, products: products.path, customers: customers.path)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var file: URL { root.appendingPathComponent("workflow.yaml") }
    var state: URL { root.appendingPathComponent("var/default/state.sqlite") }
    private var company: URL { root.appendingPathComponent("company.sqlite") }

    func run(_ mode: RunMode = .live, clock: @escaping @Sendable () -> Date = { Date() }) async throws -> RunResult {
        try await WorkflowRunner(registry: .crosswalk, environment: ["TOKEN": "sandbox-token"], now: clock)
            .run(file, customer: nil, options: RunOptions(mode: mode))
    }

    /// A run that remembers in a store which is handed in.
    func run(remembering state: StateStore) async throws -> RunResult {
        try await WorkflowRunner(registry: .crosswalk, environment: ["TOKEN": "sandbox-token"], openState: { _ in state })
            .run(file, customer: nil)
    }

    /// The orders in the source status of the workflow, not archived.
    func due(in store: Store) async -> [DueOrder] {
        await store.state.orders.filter { $0.facts.statusID == OrderStatus.awaitingFulfillment && !$0.facts.isDeleted }
            .map { DueOrder(id: $0.id, total: $0.facts.total.formatted(decimals: 2)) }
    }

    func ledgerOrders() throws -> [LedgerOrder] {
        try database().read { db in
            try Row.fetchAll(
                db, sql: "SELECT CUST_ORDER_NUMBER AS number, INVOICE_GROSS AS gross FROM SALES_ORDER ORDER BY ORDER_NUMBER"
            )
            .map {
                LedgerOrder(
                    customerOrderNumber: $0["number"], gross: try Amount(parsing: $0["gross"] as String).formatted(decimals: 2))
            }
        }
    }

    /// Gross of all orders, two decimals.
    func ledgerTotal() throws -> String {
        try ledgerOrders().map { try Amount(parsing: $0.gross) }.sum().formatted(decimals: 2)
    }

    /// In stock less allocated, whole pieces, by stock code.
    func freeStock() throws -> [String: Int] {
        try database().read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT STOCK_CODE, QTY_IN_STOCK, QTY_ALLOCATED FROM STOCK")
            return try Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    let free = try Amount(parsing: row[1] as String) - Amount(parsing: row[2] as String)
                    return (row[0] as String, Int(free.floor))
                })
        }
    }

    func held() throws -> [HeldRecord] { try RunHistory(at: root.path, customer: nil).held() }

    /// Posted orders have moved on in the shop, all others have not.
    func expectStatusesAgree(_ store: Store, posted: Set<String>, due: [Int]) async {
        for id in due {
            let status = await store.state.order(id)?.facts.statusID
            let expected = posted.contains(String(id)) ? 9 : OrderStatus.awaitingFulfillment
            #expect(status == expected, "order \(id)")
        }
    }

    func database() throws -> DatabaseQueue { try DatabaseQueue(path: company.path) }

    static let customers = """
        <Company><Customers><Customer><AccountReference>WEBSALES</AccountReference><CompanyName>Web shop</CompanyName>
        <Currency>GBP</Currency><TaxCode>1</TaxCode></Customer></Customers></Company>
        """

    private static func definition(url: URL) -> String {
        """
        version: 1
        name: bench
        start_date: 2026-01-01
        connections:
          shop: {type: bigcommerce, url: "\(url.absoluteString)", store_hash: demo, token: "${TOKEN}"}
          ledger: {type: sage50-embedded, file: company.sqlite}
        phases:
          - name: orders
            tasks:
              - name: download
                type: bigcommerce.download-orders
                settings: {connection: shop, statuses: [Awaiting Fulfillment], output: orders.xml}
              - name: map-orders
                type: map
                settings: {mapping: BigCommerce Orders..Zynk Sales Orders, input: orders.xml, output: sales-orders.xml}
              - name: import
                type: sage50.import-sales-orders
                settings: {connection: ledger, input: sales-orders.xml, success: sales-orders.success.xml, fail: sales-orders.fail.xml, auto_allocate_stock: true}
              - name: map-updates
                type: map
                settings: {mapping: Zynk Sales Orders..BigCommerce Order Updates, input: sales-orders.success.xml, output: order-updates.xml}
              - name: update-orders
                type: bigcommerce.update-orders
                settings: {connection: shop, input: order-updates.xml, status: Awaiting Shipment, source_statuses: [Awaiting Fulfillment]}
          - name: inventory
            tasks:
              - name: export-stock
                type: sage50.export-stock
                settings: {connection: ledger, output: products.xml}
              - name: map-inventory
                type: map
                settings: {mapping: Zynk Products..BigCommerce Inventory, input: products.xml, output: inventory.xml}
              - name: update-inventory
                type: bigcommerce.update-inventory
                settings: {connection: shop, input: inventory.xml}
          - name: archive
            tasks:
              - name: report
                type: report
              - name: archive
                type: archive
        """
    }
}
