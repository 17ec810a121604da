import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// A folder with an importer behind it, a clock that moves when somebody waits, and what a task needs around it.
final class HandOverBench: Sendable {
    let root: URL
    let state: StateStore
    let log = LogKeeper()
    let importer: SimulatedImporter
    private let clock = Locked(Bench.now)
    /// What happens while the task waits for the first time; nothing after that.
    let whileWaiting = Locked<[@Sendable () throws -> Void]>([])
    /// Where the next run dies.
    let crash = Locked<HandOverEnvironment.Step?>(nil)
    private let runs = Locked(0)
    /// How long a run waits for another one that is at the folder.
    let patience = Locked(Duration.seconds(60))

    struct Crash: Error {}

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("hand-over-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: root.appendingPathComponent("exchange"), withIntermediateDirectories: true)
        state = try StateStore(file: nil)
        importer = SimulatedImporter(folder: root.appendingPathComponent("exchange"))
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var folder: URL { root.appendingPathComponent("exchange") }
    var now: Date { clock.value }
    func letPass(_ seconds: TimeInterval) { clock.change { $0 += seconds } }

    /// Names in the hand-over folder, hidden ones included, the lock left out.
    var names: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0 != ".crosswalk.lock" }.sorted()
    }

    func write(_ text: String, _ name: String) throws {
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    var environment: HandOverEnvironment {
        HandOverEnvironment(
            pause: { [clock, whileWaiting] duration in
                clock.change { $0 += TimeInterval(duration.components.seconds) }
                let next = Locked<(@Sendable () throws -> Void)?>(nil)
                whileWaiting.change { list in
                    if !list.isEmpty { let first = list.removeFirst(); next.change { $0 = first } }
                }
                try next.value?()
            },
            reached: { [crash] step in
                guard crash.value == step else { return }
                crash.change { $0 = nil }
                throw Crash()
            },
            patience: patience.value)
    }

    func context(
        _ mode: RunMode = .live, _ fields: [String: SettingValue] = [:], stop: StopSignal = StopSignal()
    ) throws -> TaskContext {
        runs.change { $0 += 1 }
        let working = root.appendingPathComponent("run-\(runs.value)")
        try FileManager.default.createDirectory(at: working, withIntermediateDirectories: true)
        var values = Dictionary(
            uniqueKeysWithValues: HandOverFields.declarations.compactMap { field in
                field.defaultValue.map { (field.name, $0) }
            })
        values["folder"] = "exchange"
        values.merge(fields) { $1 }
        return TaskContext(
            taskName: "hand-over", run: RunIdentity(id: "run-\(runs.value)", workflow: "test", customer: nil), mode: mode,
            workingFolder: working, integration: IntegrationFolder(root: root), customer: nil, parameters: [:],
            connections: ConnectionSet([
                Connection(name: "sage", type: HandOverFields.type, values: SettingValues(values))
            ]), state: state, log: log.log, progress: SilentProgress(), now: { [clock] in clock.value }, timeZone: .gmt,
            stop: stop)
    }

    func task(_ change: (inout HandOverSettings) -> Void = { _ in }) -> HandOverSalesOrders {
        var settings = HandOverSettings()
        settings.posting.connection = "sage"
        change(&settings)
        return HandOverSalesOrders(settings: settings, environment: environment)
    }

    /// One run with these orders, each the inside of a `SalesOrder` element.
    @discardableResult
    func run(
        _ orders: [String], _ mode: RunMode = .live, fields: [String: SettingValue] = [:],
        change: (inout HandOverSettings) -> Void = { _ in }
    ) async throws -> Imported {
        let context = try context(mode, fields)
        try HandOverBench.write(orders, context)
        let outcome = try await task(change).run(context)
        func records(_ name: String) throws -> [XMLElement] {
            try XMLDocument(file: context.file(name)).root.first("SalesOrders")?.all("SalesOrder") ?? []
        }
        return Imported(
            outcome: outcome, success: try records("sales-orders.success.xml"), fail: try records("sales-orders.fail.xml"))
    }

    static func write(_ orders: [String], _ context: TaskContext) throws {
        let records = orders.map { "<SalesOrder>\($0)</SalesOrder>" }.joined()
        try "<Company xmlns:x=\"urn:crosswalk\"><SalesOrders>\(records)</SalesOrders></Company>"
            .write(to: context.file("sales-orders.xml"), atomically: true, encoding: .utf8)
    }

    /// The importer looks into the folder the next time the task waits.
    func importerAnswersWhileWaiting() {
        let importer = importer
        whileWaiting.change { $0.append { try importer.look() } }
    }

    /// The orders in the files that wait in the folder.
    func handedOver() throws -> [XMLElement] {
        try names.filter { $0.hasSuffix(".xml") }.flatMap { name in
            try XMLDocument(file: folder.appendingPathComponent(name)).root.first("SalesOrders")?.all("SalesOrder") ?? []
        }
    }

    /// Correlation ids that the shop is to be told of.
    func told() throws -> [String] { try state.pendingMessages(channel: "order-status").map(\.record) }
    func entry(_ id: String) throws -> HandOverEntry? { try HandOverBook(state: state).entries(connection: "sage")[id] }
}

/// Builds orders as the mapping writes them.
enum HandOverOrder {
    /// An order of one store with lines that are exact to the penny.
    static func order(
        _ id: String, total: String? = nil, store: String? = nil, lines: String? = nil, more: String = ""
    ) -> String {
        let shop = store.map { "<x:Store>\($0)</x:Store>" } ?? ""
        let goods = lines ?? line("MUG-1", net: "24.98", tax: "4.99", quantity: "3")
        return "<Id>\(id)</Id><CustomerOrderNumber>\(id)</CustomerOrderNumber>"
            + OrderText.order(id: "x", total: total ?? (lines == nil ? "29.97" : nil), lines: goods, more: more + shop)
            .replacing("<Id>x</Id>", with: "")
    }

    static func line(
        _ sku: String, net: String, tax: String, quantity: String = "1", code: String = "1", price: String? = nil
    ) -> String {
        OrderText.line(sku, quantity: quantity, price: price, net: net, tax: tax, code: code)
    }
}
