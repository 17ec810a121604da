import Foundation
import GRDB
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// A company with three products and two accounts in a folder of its own, and what a task needs around it.
final class Bench {
    let folder: URL
    let company: EmbeddedCompany
    /// A test may put another one in its place, as if the file had been lost.
    var state: StateStore
    let log = LogKeeper()
    /// 3 March 2026, 09:15 UTC.
    static let now = Date(timeIntervalSince1970: 1_772_529_300)

    /// - Parameter fixesTax: `false` for a company that computes the tax of every line itself.
    init(fixesTax: Bool = true) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("sage50-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("company.sqlite")
        try FileManager.default.copyItem(at: try Bench.template.get(), to: file)
        company = try EmbeddedCompany(at: file, patience: .milliseconds(50), fixesTax: fixesTax, now: { Bench.now })
        state = try StateStore(file: nil)
    }

    /// Made once and copied: creating a company forces the disk.
    private static let template = Result {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("sage50-template-\(UUID().uuidString).sqlite")
        try EmbeddedCompany.create(
            at: file, products: Fixture.url("products.xml"), customers: Fixture.url("customers.xml"), now: { Bench.now })
        return file
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var file: URL { folder.appendingPathComponent("company.sqlite") }

    /// Runs SQL on the company, for instance to close a period.
    func sql(_ sql: String) throws { try company.database.write { try $0.execute(sql: sql) } }

    /// The first value of a query as text.
    func value(_ sql: String) throws -> String? {
        try company.database.read { try DatabaseValue.fetchOne($0, sql: sql).flatMap { String.fromDatabaseValue($0) ?? $0.text } }
    }

    /// The first column of a query's rows.
    func values(_ sql: String) throws -> [String] { try company.database.read { try String.fetchAll($0, sql: sql) } }

    func count(_ table: String) throws -> Int {
        try company.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)") ?? 0 }
    }

    func context(_ mode: RunMode = .live, timeZone: TimeZone = .gmt, stop: StopSignal = StopSignal()) -> TaskContext {
        TaskContext(
            taskName: "import", run: RunIdentity(id: "run-1", workflow: "test", customer: nil), mode: mode, workingFolder: folder,
            integration: IntegrationFolder(root: folder), customer: nil, parameters: [:],
            connections: ConnectionSet([
                Connection(name: "ledger", type: "sage50-embedded", values: SettingValues(["file": "company.sqlite"]))
            ]), state: state, log: log.log, progress: SilentProgress(), now: { Bench.now }, timeZone: timeZone, stop: stop)
    }

    func task(_ change: (inout ImportSettings) -> Void = { _ in }) -> ImportSalesOrders {
        var settings = ImportSettings()
        settings.posting.connection = "ledger"
        change(&settings)
        let company = company
        return ImportSalesOrders(settings: settings) { _, _ in company }
    }

    /// Imports orders, each the inside of a `SalesOrder` element.
    @discardableResult
    func run(_ orders: String..., mode: RunMode = .live, change: (inout ImportSettings) -> Void = { _ in }) async throws
        -> Imported
    {
        try write(orders)
        let outcome = try await task(change).run(context(mode))
        return try imported(outcome)
    }

    /// Writes the input file, each order the inside of a `SalesOrder` element.
    func write(_ orders: [String]) throws {
        let records = orders.map { "<SalesOrder>\($0)</SalesOrder>" }.joined()
        let text = "<Company xmlns:x=\"urn:crosswalk\"><SalesOrders>\(records)</SalesOrders></Company>"
        try text.write(to: folder.appendingPathComponent("sales-orders.xml"), atomically: true, encoding: .utf8)
    }

    func imported(_ outcome: TaskOutcome) throws -> Imported {
        Imported(
            outcome: outcome, success: try records("sales-orders.success.xml"), fail: try records("sales-orders.fail.xml"))
    }

    private func records(_ name: String) throws -> [XMLElement] {
        let root = try XMLDocument(file: folder.appendingPathComponent(name)).root
        return root.first("SalesOrders")?.all("SalesOrder") ?? []
    }
}

/// What an import left behind.
struct Imported {
    let outcome: TaskOutcome
    let success: [XMLElement]
    let fail: [XMLElement]

    /// Codes of all errors of the first failed record.
    var codes: [String] { fail.first?.first("Errors")?.all("Error").compactMap { $0.text("Name") } ?? [] }
    /// Sentences of all errors of the first failed record.
    var sentences: String {
        fail.first?.first("Errors")?.all("Error").compactMap { $0.text("Description") }.joined(separator: "\n") ?? ""
    }
}

/// Keeps log lines of one test.
final class LogKeeper: Sendable {
    private let lines = Locked<[String]>([])
    var log: RunLog { RunLog { [lines] level, message in lines.change { $0.append("\(level.rawValue): \(message)") } } }
    var text: String { lines.value.joined(separator: "\n") }
}

/// A value behind a lock.
final class Locked<Value: Sendable>: @unchecked Sendable {
    // Every access holds the lock.
    private var stored: Value
    private let lock = NSLock()
    init(_ value: Value) { stored = value }
    var value: Value { lock.withLock { stored } }
    func change(_ body: (inout Value) -> Void) { lock.withLock { body(&stored) } }
}

extension DatabaseValue {
    var text: String { description.trimmingCharacters(in: CharacterSet(charactersIn: "\"")) }
}

/// Files of this suite and the published samples beside the project.
enum Fixture {
    static func url(_ name: String) -> URL {
        Bundle.module.bundleURL.appendingPathComponent("Fixtures").appendingPathComponent(name)
    }

    /// A published sample; `nil` when the folder is not on this machine.
    static func sample(_ name: String) -> URL? {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folders = [package.deletingLastPathComponent(), package.deletingLastPathComponent().deletingLastPathComponent()]
        let files = folders.map { $0.appendingPathComponent("shared/data/zynk-samples/\(name)") }
        return files.first { FileManager.default.fileExists(atPath: $0.path) }
    }

    static let hasSamples = sample("sage50-demo-products.xml") != nil
}
