import Foundation
import Synchronization
import Testing
import Workflow
import XSLT

@testable import AutoMapper

/// The `map` task: files of a run, bad records taken out.
struct MapTaskTests {
    /// What a test looks at after a run.
    struct Run {
        let outcome: TaskOutcome
        let folder: URL
        let state: StateStore
        let log: [String]

        func root(_ name: String) throws -> XMLElement { try XMLDocument(file: folder.appendingPathComponent(name)).root }
    }

    /// Runs the task over an input and hands the result to `body`.
    private func run(
        _ input: String, settings: [String: SettingValue] = [:], parameters: [String: String] = [:], customer: Customer? = nil,
        mode: RunMode = .live, state: StateStore? = nil, integration: URL? = nil, body: (Run) throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try write(input, to: folder.appendingPathComponent("orders.xml"))
            let log = Mutex<[String]>([])
            let store = try state ?? StateStore(file: nil)
            let context = TaskContext(
                taskName: "map-orders", run: RunIdentity(id: "r1", workflow: "w", customer: customer?.id), mode: mode,
                workingFolder: folder, integration: IntegrationFolder(root: integration ?? folder), customer: customer,
                parameters: parameters, connections: ConnectionSet([]), state: store,
                log: RunLog { level, text in log.withLock { $0.append("\(level): \(text)") } }, progress: SilentProgress(),
                now: { Date(timeIntervalSince1970: 1_772_529_302) },
                timeZone: try #require(TimeZone(identifier: "Pacific/Auckland")))
            let defaults: [String: SettingValue] = [
                "mapping": "BigCommerce Orders..Zynk Sales Orders", "input": "orders.xml", "output": "sales-orders.xml",
            ]
            let type = try #require(AutoMapperTasks.taskTypes(base: .embedded).first)
            let task = try type.make(SettingValues(defaults.merging(settings) { $1 }))
            try body(Run(outcome: try await task.run(context), folder: folder, state: store, log: log.withLock { $0 }))
        }
    }

    private func orders(_ count: Int, bad: Set<Int>) -> String {
        Order.file(
            (1...count).map { number in
                var order = Order.mug
                order.id = String(number)
                if bad.contains(number) { order.country = "Narnia" }
                return order
            })
    }

    @Test func goodFileIsTranslatedWhole() async throws {
        try await run(orders(3, bad: [])) { run in
            #expect(run.outcome == TaskOutcome(recordsIn: 3, recordsOut: 3, failed: 0, files: ["sales-orders.xml"]))
            let written = try run.root("sales-orders.xml")
            #expect(written.first("SalesOrders")?.all("SalesOrder").count == 3)
        }
    }

    @Test func badRecordsGoToTheFailFileAndTheRestGoesOn() async throws {
        try await run(orders(40, bad: [1, 17, 40])) { run in
            #expect(run.outcome.recordsIn == 40)
            #expect(run.outcome.recordsOut == 37)
            #expect(run.outcome.failed == 3)
            #expect(run.outcome.files == ["sales-orders.xml", "sales-orders.map-fail.xml"])
            let written = try run.root("sales-orders.xml").first("SalesOrders")?.all("SalesOrder") ?? []
            #expect(written.compactMap { $0.text("Id") } == (1...40).filter { ![1, 17, 40].contains($0) }.map(String.init))
            let fail = try run.root("sales-orders.map-fail.xml")
            #expect(fail.name == "orders" && fail.attribute("store") == "demo")
            #expect(fail.all("order").compactMap { $0.text("id") } == ["1", "17", "40"])
        }
    }

    @Test func failedRecordSaysWhatAndWhere() async throws {
        try await run(orders(2, bad: [2])) { run in
            let record = try #require(try run.root("sales-orders.map-fail.xml").first("order"))
            #expect(record.elements.prefix(2).map(\.name) == ["id", "Errors"])
            let error = try #require(record.first("Errors")?.first("Error"))
            #expect(error.text("Name") == "E-COUNTRY")
            #expect(error.text("Date") == "2026-03-03T09:15:02Z")
            #expect(error.text("Description")?.hasPrefix("order 2: 'NARNIA' is not a two-letter country code") == true)
            #expect(error.text("Place")?.contains("lib/messages.xsl:") == true)
            let held = try run.state.held()
            #expect(held.map(\.record) == ["demo/2"])
            #expect(held.first?.code == "E-COUNTRY")
            #expect(held.first?.payload.contains("<id>2</id>") == true)
        }
    }

    @Test func errorOfAFunctionIsARecordsErrorToo() async throws {
        var order = Order.mug
        order.totalInc = "twelve"
        try await run(Order.file([order])) { run in
            #expect(run.outcome.failed == 1 && run.outcome.recordsOut == 0)
            let error = try run.root("sales-orders.map-fail.xml").first("order")?.first("Errors")?.first("Error")
            #expect(error?.text("Name") == "E-AMOUNT")
            let output = try run.root("sales-orders.xml")
            #expect(output.name == "Company")
        }
    }

    @Test func repeatOfACorrectedFileReleasesWhatWasHeld() async throws {
        let state = try StateStore(file: nil)
        try await run(orders(2, bad: [2]), state: state) { _ in }
        #expect(try state.held().count == 1)
        try await run(orders(2, bad: []), state: state) { run in
            #expect(!FileManager.default.fileExists(atPath: run.folder.appendingPathComponent("sales-orders.map-fail.xml").path))
        }
        #expect(try state.held().isEmpty)
    }

    @Test func dryRunWritesFilesButHoldsNothing() async throws {
        try await run(orders(2, bad: [2]), mode: .dryRun) { run in
            let held = try run.state.held()
            #expect(run.outcome.failed == 1 && held.isEmpty)
        }
    }

    @Test func filteredOrdersAreCountedApart() async throws {
        try await run(orders(2, bad: []).replacing("<id>2</id>", with: "<id>2</id><is_deleted>true</is_deleted>")) { run in
            #expect(run.outcome.recordsIn == 2 && run.outcome.recordsOut == 1 && run.outcome.failed == 0)
            #expect(run.outcome.notes == ["1 left out by the mapping's filter"])
        }
    }

    @Test func wrongFileStopsTheTask() async throws {
        await #expect { try await run("<products/>") { _ in } } throws: { error in
            let text = String(describing: error)
            return text.contains("cannot translate orders.xml") && text.contains("the root element is products, expected orders")
        }
    }

    @Test func brokenFileTellsLineAndColumn() async throws {
        await #expect { try await run("<orders>\n<order>\n</orders>") { _ in } } throws: {
            String(describing: $0).contains("orders.xml:3")
        }
    }

    @Test func mappingThatIsNotRecordLocalHoldsTheFile() async throws {
        try await withTemporaryFolder { integration in
            try write(
                """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping">
                <xsl:import href="base:bigcommerce-orders-to-zynk-sales-orders.xsl"/>
                <c:mapping record-local="false"/></xsl:stylesheet>
                """, to: integration.appendingPathComponent("stylesheets/bigcommerce-orders-to-zynk-sales-orders.xsl"))
            await #expect { try await run(orders(2, bad: [2]), integration: integration) { _ in } } throws: {
                String(describing: $0).contains("orders.xml is held whole, because mapping")
            }
        }
    }

    @Test func customerGoesBeforeTheTaskAndTheTaskBeforeTheWorkflow() async throws {
        let customer = Customer(id: "c", folder: URL(fileURLWithPath: "/nonexistent"), parameters: ["BankAccount": "1300"])
        let own: [String: SettingValue] = ["parameters": .map(["BankAccount": "1299", "StoreName": "Mugs"])]
        let workflow = ["BankAccount": "1300", "StoreName": "Shop", "AccountReference": "ONLINE"]
        try await run(orders(1, bad: []), settings: own, parameters: workflow, customer: customer) { run in
            let order = try #require(try run.root("sales-orders.xml").first("SalesOrders")?.first("SalesOrder"))
            #expect(order.text("BankAccount") == "1300")
            #expect(order.text("TakenBy") == "Mugs")
            #expect(order.text("AccountReference") == "ONLINE")
        }
    }

    @Test func runsZoneDecidesTheLedgersDay() async throws {
        let late = orders(1, bad: []).replacing("09:15:02", with: "12:15:02")
        try await run(late) { run in
            let order = try #require(try run.root("sales-orders.xml").first("SalesOrders")?.first("SalesOrder"))
            #expect(order.text("SalesOrderDate") == "2026-03-04")
        }
    }

    @Test func parametersOfOtherMappingsAreLeftOutButTyposAreNot() async throws {
        try await run(orders(1, bad: []), parameters: ["SafetyStock": "2"]) { #expect($0.outcome.recordsOut == 1) }
        await #expect { try await run(orders(1, bad: []), parameters: ["AcountReference": "X"]) { _ in } } throws: {
            String(describing: $0).contains("no mapping has a parameter 'AcountReference'; did you mean 'AccountReference'?")
        }
    }

    @Test func missingInputSaysWhichTaskToRun() async throws {
        await #expect { try await run(orders(1, bad: []), settings: ["input": "absent.xml"]) { _ in } } throws: {
            String(describing: $0).contains("its input absent.xml is not in")
        }
    }
}
