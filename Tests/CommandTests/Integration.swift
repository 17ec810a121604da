import Crosswalk
import Dispatch
import Foundation
import GRDB
import Workflow

/// An integration in a scratch folder, run by the built command: orders only, one company file.
final class Integration: Sendable {
    let root: URL

    /// - Parameter url: where the shop answers.
    init(url: String) throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("crosswalk-bad-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try write("workflow.yaml", Integration.definition(url: url))
        let products = root.appendingPathComponent("products.xml")
        try SandboxCatalogue(products: Shopfront.products, seed: Shopfront.seed).write(to: products)
        try write("customers.xml", Integration.customers)
        _ = try SandboxCompany.make(company.path, products: products.path, customers: file("customers.xml").path)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var company: URL { file("company.sqlite") }
    var environment: [String: String] { ["TOKEN": "sandbox-token"] }

    func file(_ name: String) -> URL { root.appendingPathComponent(name) }

    func write(_ name: String, _ text: String) throws {
        let file = file(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Puts one text of the workflow file in place of another, which must be there.
    func change(_ old: String, to new: String) throws {
        let text = try String(contentsOf: file("workflow.yaml"), encoding: .utf8)
        guard text.contains(old) else { throw CocoaError(.fileReadCorruptFile) }
        try write("workflow.yaml", text.replacingOccurrences(of: old, with: new))
    }

    /// `crosswalk workflow run`.
    ///
    /// - Parameter hindrance: what the system denies it.
    func run(
        _ more: String..., environment: [String: String]? = nil, hindrance: Hindrance? = nil
    ) async throws -> CommandRun {
        try await command("workflow", "run", more, environment: environment, hindrance: hindrance)
    }

    /// `crosswalk workflow check`.
    func check(_ more: String..., environment: [String: String]? = nil) async throws -> CommandRun {
        try await command("workflow", "check", more, environment: environment)
    }

    /// `crosswalk workflow run`, still running.
    ///
    /// - Parameters:
    ///   - workflow: the workflow file.
    ///   - errors: where what it says is kept.
    func start(_ workflow: String = "workflow.yaml", errors: String = "errors.txt") throws -> StartedCommand {
        try StartedCommand(["workflow", "run", file(workflow).path], environment: environment, errors: file(errors))
    }

    /// A verb of a command on the workflow file; `nil` for a command without verbs.
    ///
    /// Off the threads of Swift's concurrency: the sandbox store needs them to answer.
    func command(
        _ noun: String, _ verb: String?, _ more: [String] = [], environment: [String: String]? = nil, hindrance: Hindrance? = nil
    ) async throws -> CommandRun {
        let arguments = [noun] + (verb.map { [$0] } ?? []) + [file("workflow.yaml").path] + more
        let environment = environment ?? self.environment
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try CommandRun(arguments, environment: environment, hindrance: hindrance) })
            }
        }
    }

    /// Numbers of the shop's orders in the ledger, read by this file's own SQL.
    func ledger() throws -> [Int] {
        try DatabaseQueue(path: company.path).read { db in
            try Int.fetchAll(db, sql: "SELECT CAST(CUST_ORDER_NUMBER AS INTEGER) FROM SALES_ORDER ORDER BY 1")
        }
    }

    /// Changes the company behind the command's back.
    func sql(_ sql: String) throws { try DatabaseQueue(path: company.path).write { try $0.execute(sql: sql) } }

    /// Every row of the company as text, without the times at which rows were written.
    func dump() throws -> [String] {
        try DatabaseQueue(path: company.path).read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { row in
                    let cells = row.filter { name, _ in !name.hasPrefix("RECORD_") && name != "CREATED" }
                    return table + cells.map { " \($0.0)=\($0.1)" }.joined()
                }.sorted()
            }
        }
    }

    func held() throws -> [HeldRecord] { try RunHistory(at: root.path, customer: nil).held() }

    private static let customers = """
        <Company><Customers><Customer><AccountReference>WEBSALES</AccountReference><CompanyName>Web shop</CompanyName>
        <Currency>GBP</Currency><TaxCode>1</TaxCode></Customer></Customers></Company>
        """

    private static func definition(url: String) -> String {
        """
        version: 1
        name: orders
        start_date: 2026-01-01
        connections:
          shop: {type: bigcommerce, url: "\(url)", store_hash: sandbox, token: "${TOKEN}", attempts: 2}
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
                settings: {connection: ledger, input: sales-orders.xml, success: sales-orders.success.xml, fail: sales-orders.fail.xml}
              - name: map-updates
                type: map
                settings: {mapping: Zynk Sales Orders..BigCommerce Order Updates, input: sales-orders.success.xml, output: order-updates.xml}
              - name: update-orders
                type: bigcommerce.update-orders
                settings: {connection: shop, input: order-updates.xml, status: Awaiting Shipment, source_statuses: [Awaiting Fulfillment]}
        """
    }
}
