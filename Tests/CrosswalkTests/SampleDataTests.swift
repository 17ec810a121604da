import Crosswalk
import Foundation
import GRDB
import Money
import Testing

/// Real sample files, made by nobody in this project, through the base mappings and the ledger.
@Suite(.enabled(if: SampleData.isPresent, "the sample data folder ../shared/data is not beside the project"))
struct SampleDataTests {
    @Test func thePublishedOrderIsPostedToThePenny() async throws {
        let bench = try FileBench(products: nil)
        let result = try await bench.run(
            file: "big_commerce_orders.xml", as: "orders.xml",
            """
                  - name: map-orders
                    type: map
                    settings: {mapping: BigCommerce Orders..Zynk Sales Orders, input: orders.xml, output: sales-orders.xml}
                  - name: import
                    type: sage50.import-sales-orders
                    settings: {connection: ledger, input: sales-orders.xml, success: success.xml, fail: fail.xml, auto_create_products: true}
            """)
        #expect(result.ending == .success, "\(result.message ?? "")")
        let amounts = try bench.ledger("SELECT INVOICE_NET, INVOICE_TAX, INVOICE_GROSS FROM SALES_ORDER")
        #expect(
            try amounts.map { try $0.map { try Amount(parsing: $0).formatted(decimals: 2) } } == [["489.00", "97.80", "586.80"]])
    }

    @Test func stockOfTheDemonstrationCompanyBecomesWholeLevels() async throws {
        let bench = try FileBench(products: SampleData.url("sage50-demo-products.xml"))
        let result = try await bench.run(
            file: nil, as: "",
            """
                  - name: export-stock
                    type: sage50.export-stock
                    settings: {connection: ledger, output: products.xml, export: all}
                  - name: map-inventory
                    type: map
                    settings: {mapping: Zynk Products..BigCommerce Inventory, input: products.xml, output: inventory.xml}
            """)
        #expect(result.tasks.first?.outcome.recordsOut == 105)
        let reader = try XMLRecordReader(
            file: URL(fileURLWithPath: result.folder).appendingPathComponent("inventory.xml"),
            recordPath: ["inventories", "inventory"])
        var levels: [String: Int] = [:]
        while let record = try reader.next() {
            let level = try #require(Int(record.text("inventory_level") ?? ""), "\(record.xml)")
            levels[record.text("sku") ?? ""] = level
            #expect(level >= 0)
        }
        let withoutStock = try SampleData.skus(ofTypes: ["NonStock", "Service"])
        #expect(!withoutStock.isEmpty)
        #expect(levels.count == 105 - withoutStock.count)
        #expect(withoutStock.isDisjoint(with: levels.keys))
        #expect(levels["BOARD002"] == 0, "22 pieces too few are none to sell")
    }
}

/// The sample files beside the project.
enum SampleData {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data/zynk-samples")

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

    static func skus(ofTypes types: Set<String>) throws -> Set<String> {
        let reader = try XMLRecordReader(file: url("sage50-demo-products.xml"), recordPath: ["Company", "Products", "Product"])
        var skus: Set<String> = []
        while let product = try reader.next() {
            if types.contains(product.text("ItemType") ?? "Stock") { skus.insert(product.text("Sku") ?? "") }
        }
        return skus
    }
}

/// A workflow over files, without a shop, on a company in a scratch folder.
final class FileBench {
    private let root: URL

    init(products: URL?) throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("crosswalk-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let customers = root.appendingPathComponent("customers.xml")
        try Data(Bench.customers.utf8).write(to: customers)
        _ = try SandboxCompany.make(
            root.appendingPathComponent("company.sqlite").path, products: products?.path, customers: customers.path)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// Runs tasks in YAML after putting a sample file into the run's folder.
    func run(file: String?, as name: String, _ tasks: String) async throws -> RunResult {
        let fetch = file == nil ? "" : "      - {name: fetch, type: fetch, settings: {output: \(name)}}\n"
        let definition = """
            version: 1
            name: files
            start_date: 2010-01-01
            connections:
              ledger: {type: sage50-embedded, file: company.sqlite}
            phases:
              - name: all
                tasks:

            """ + fetch + tasks
        let workflow = root.appendingPathComponent("workflow.yaml")
        try Data(definition.utf8).write(to: workflow)
        let registry = TaskRegistry(
            tasks: TaskRegistry.crosswalk.taskTypes + [FetchTask.type(file.map(SampleData.url))],
            connections: TaskRegistry.crosswalk.connectionTypes)
        return try await WorkflowRunner(registry: registry, environment: [:]).run(workflow, customer: nil)
    }

    /// Rows of a query as texts.
    func ledger(_ sql: String) throws -> [[String]] {
        try DatabaseQueue(path: root.appendingPathComponent("company.sqlite").path).read { db in
            try Row.fetchAll(db, sql: sql).map { row in row.databaseValues.map { String.fromDatabaseValue($0) ?? "" } }
        }
    }
}

/// Puts a file into the run's folder, in place of a download.
private struct FetchTask: WorkflowTask {
    let source: URL?
    let output: String

    static func type(_ source: URL?) -> TaskType {
        TaskType(
            name: "fetch", summary: "copies a file",
            settings: [SettingDeclaration("output", .outputFile, required: true, "the file")]
        ) { settings in FetchTask(source: source, output: try settings.requiredText("output")) }
    }

    func run(_ context: TaskContext) async throws -> TaskOutcome {
        if let source { try FileManager.default.copyItem(at: source, to: context.file(output)) }
        return TaskOutcome(files: [output])
    }
}
