import Foundation
import Synchronization
import Testing
import Workflow

@testable import AutoMapper

/// One run of the `map` task over `orders.xml` of a folder.
enum MapRun {
    /// Maps web orders to `sales-orders.xml` in the same folder.
    static func run(in folder: URL) async throws -> (outcome: TaskOutcome, log: [String]) {
        let log = Mutex<[String]>([])
        let context = TaskContext(
            taskName: "map-orders", run: RunIdentity(id: "r1", workflow: "w", customer: nil), mode: .live,
            workingFolder: folder, integration: IntegrationFolder(root: folder), customer: nil, parameters: [:],
            connections: ConnectionSet([]), state: try StateStore(file: nil),
            log: RunLog { level, text in log.withLock { $0.append("\(level): \(text)") } }, progress: SilentProgress(),
            now: { Date(timeIntervalSince1970: 1_772_529_302) }, timeZone: try #require(TimeZone(identifier: "Europe/London")))
        let type = try #require(AutoMapperTasks.taskTypes(base: Fixture.base).first)
        let task = try type.make(
            SettingValues([
                "mapping": "BigCommerce Orders..Zynk Sales Orders", "input": "orders.xml", "output": "sales-orders.xml",
            ]))
        return (try await task.run(context), log.withLock { $0 })
    }
}
