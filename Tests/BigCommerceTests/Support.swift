import Foundation
import Synchronization
import Workflow
import XSLT

@testable import BigCommerce

/// Pauses that a client asked for; none of them is slept.
final class Pauses: Sendable {
    private let durations = Mutex<[Duration]>([])

    var all: [Duration] { durations.withLock { $0 } }
    var seconds: Double { all.reduce(0) { $0 + Double($1.components.seconds) + Double($1.components.attoseconds) / 1e18 } }
    func add(_ duration: Duration) { durations.withLock { $0.append(duration) } }
}

/// Lines a run logged.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    var log: RunLog { RunLog { [self] level, message in lines.withLock { $0.append("\(level): \(message)") } } }
}

/// A run's working folder, state and connection to one store, removed with ``remove()``.
struct Bench: Sendable {
    let folder: URL
    let state: StateStore
    let address: String
    let token: String
    let lines = LogLines()
    let pauses = Pauses()

    init(_ address: String, token: String = "sandbox-token") throws {
        self.token = token
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("bigcommerce-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        state = try StateStore(file: nil)
        self.address = address
    }

    /// Chance that always falls in the middle, and a sleep that returns at once and moves the clock on instead.
    var environment: ClientEnvironment {
        var environment = ClientEnvironment.live
        environment.random = { 0.5 }
        environment.now = { [pauses] in Date().addingTimeInterval(pauses.seconds) }
        environment.sleep = { [pauses] in pauses.add($0) }
        return environment
    }

    /// - Parameter state: another store than the bench's own, for instance the copy that the engine gives a dry run.
    func context(_ mode: RunMode = .live, state: StateStore? = nil, stop: StopSignal = StopSignal()) -> TaskContext {
        let values: [String: SettingValue] = ["url": .text(address), "store_hash": "sandbox", "token": .text(token)]
        return TaskContext(
            taskName: "a task", run: RunIdentity(id: "run-1", workflow: "w", customer: nil), mode: mode, workingFolder: folder,
            integration: IntegrationFolder(root: folder), customer: nil, parameters: [:],
            connections: ConnectionSet([Connection(name: "shop", type: "bigcommerce", values: SettingValues(values))]),
            state: state ?? self.state, log: lines.log, progress: SilentProgress(),
            now: { Date(timeIntervalSince1970: 1_772_529_302) }, timeZone: .gmt, stop: stop)
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    /// All records of an XML file of the run.
    func records(_ name: String, _ path: [String]) throws -> [XMLElement] {
        let reader = try XMLRecordReader(file: folder.appendingPathComponent(name), recordPath: path)
        var records: [XMLElement] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    func orders(_ name: String = "orders.xml") throws -> [XMLElement] { try records(name, ["orders", "order"]) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func client() throws -> StoreClient {
        StoreClient(
            try StoreAddress(base: address, store: "sandbox", token: token), environment: environment, log: lines.log)
    }

    func download(
        _ statuses: [String] = ["Awaiting Fulfillment"], startDate: String? = nil, pageSize: Int = 250, onlyChanged: Bool = false,
        overlapMinutes: Int = 10, withTransactions: Bool = false
    ) -> DownloadOrdersTask {
        DownloadOrdersTask(
            connection: "shop", statuses: statuses, startDate: startDate, output: "orders.xml", fail: "orders.fail.xml",
            pageSize: pageSize, withTransactions: withTransactions, onlyChanged: onlyChanged, overlapMinutes: overlapMinutes,
            environment: environment)
    }

    func updateOrders(_ status: String = "Awaiting Shipment") -> UpdateOrdersTask {
        UpdateOrdersTask(
            connection: "shop", input: "order-updates.xml", status: status, sources: ["Awaiting Fulfillment"],
            success: "order-updates.success.xml", fail: "order-updates.fail.xml", environment: environment)
    }

    func updateInventory(location: String? = nil, ignoring: [String] = []) -> UpdateInventoryTask {
        UpdateInventoryTask(
            connection: "shop", input: "inventory.xml", success: "inventory.success.xml", fail: "inventory.fail.xml",
            location: location, ignoredUnknown: ignoring, environment: environment)
    }
}

extension TaskOutcome {
    /// Records in, out and failed.
    var counts: [Int] { [recordsIn, recordsOut, failed] }
}
