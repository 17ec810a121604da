import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// Names, fields and the folder itself.
@Suite struct HandOverFolderTests {
    @Test func aFolderThatIsNotThereIsASystemThatCannotBeReached() async throws {
        let bench = try HandOverBench()
        try FileManager.default.removeItem(at: bench.folder)
        let error = await #expect(throws: TaskFailure.self) { try await bench.run([HandOverOrder.order("1")]) }
        #expect(error?.failureClass == .transient)
        #expect(try bench.entry("1") == nil)
    }

    @Test func aFixedFileNameWaitsUntilItsAnswerHasBeenRead() async throws {
        let bench = try HandOverBench()
        let fields: [String: SettingValue] = ["file": "sales-orders.xml", "wait": "0"]
        try await bench.run([HandOverOrder.order("1")], fields: fields)
        let second = try await bench.run([HandOverOrder.order("1"), HandOverOrder.order("2")], fields: fields)
        #expect(second.outcome.notes.contains { $0.contains("1 orders stay for the next run") })
        try bench.importer.look()
        try await bench.run([HandOverOrder.order("1"), HandOverOrder.order("2")], fields: fields)
        try bench.importer.look()
        try await bench.run([], fields: fields)
        #expect(bench.importer.sales.value.map(\.id) == ["1", "2"])
        #expect(try bench.told() == ["1", "2"])
    }

    @Test func theNameComesFromTheContent() async throws {
        let names = try await withThrowingTaskGroup(of: [String].self) { group in
            for id in ["1", "1", "2"] {
                group.addTask {
                    let bench = try HandOverBench()
                    try await bench.run([HandOverOrder.order(id)], fields: ["wait": "0"])
                    return bench.names
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        #expect(names.count == 3 && Set(names).count == 2)
        #expect(names.allSatisfy { $0.wholeMatch(of: /sales-orders-[12]-[0-9a-f]{16}\.xml/) != nil })
    }

    @Test func anIdWithASlashOrAPathMakesAPlainName() {
        let name = HandOverNames().fileName(first: "harbour/1042/../é\\", count: 3, digest: "ab")
        #expect(name == "sales-orders-harbour-1042-------ab.xml")
    }

    @Test func aDigestTellsPartsApart() {
        #expect(HandOverNames.digest(["ab", "c"]) != HandOverNames.digest(["a", "bc"]))
        #expect(HandOverNames.digest([]) == "cbf29ce484222325")
    }

    @Test(
        arguments: [
            ["file": "../orders.xml"], ["file": ".orders.xml"], ["file": "orders-{date}.xml"], ["success_file": "{file}"],
            ["success_file": "same.xml", "fail_file": "same.xml"], ["unit_decimals": "9"], ["orders_per_file": "0"],
            ["carriage_tax_code": "3"], ["tax_codes": .map(["T1": "twenty"])], ["tax_codes": .map(["VAT": "20"])],
        ] as [[String: SettingValue]])
    func aFieldThatCannotBeUsedStopsTheTaskBeforeTheFirstWrite(_ fields: [String: SettingValue]) async throws {
        let bench = try HandOverBench()
        let error = await #expect(throws: TaskFailure.self) { try await bench.run([HandOverOrder.order("1")], fields: fields) }
        #expect(error?.failureClass == .configuration)
        #expect(error?.description.contains(fields.keys.sorted().last ?? "") == true)
        #expect(bench.names == [])
    }

    @Test func theSettingsAreTakenByName() throws {
        let type = try #require(Sage50Tasks.taskTypes.first { $0.name == "sage50.hand-over-sales-orders" })
        let task = try type.make(
            SettingValues([
                "connection": "sage", "order_prefix": "HB-", "retry_refused": "false", "hand_over_again": .map(["a/1": "2"]),
            ]))
        let settings = try #require(task as? HandOverSalesOrders).settings
        #expect(settings.prefix == "HB-" && !settings.retriesRefused && settings.allowedTimes == ["a/1": 2])
        #expect(throws: TaskFailure.self) {
            try HandOverSettings(SettingValues(["connection": "sage", "hand_over_again": .map(["a/1": "yes"])]))
        }
    }

    @Test func aTotalIsReadOnlyWhereEveryLineTellsOne() throws {
        func total(_ inside: String) throws -> Amount? {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("answer-\(UUID().uuidString).xml")
            defer { try? FileManager.default.removeItem(at: file) }
            try
                "<Company xmlns:x=\"urn:crosswalk\"><SalesOrders><SalesOrder><Id>1</Id>\(inside)</SalesOrder></SalesOrders></Company>"
                .write(to: file, atomically: true, encoding: .utf8)
            guard case .imported(let order)? = try AnswerReader.read(file, success: true, timeZone: .gmt).first?.answer else {
                return nil
            }
            return order.total
        }
        func item(_ more: String) -> String { "<SalesOrderItems><Item><Sku>A</Sku>\(more)</Item></SalesOrderItems>" }
        let both = "<TotalNet>10</TotalNet><TotalTax>2.00</TotalTax>"
        #expect(try total(item(both)) == Amount(12))
        #expect(try total(item("<TotalNet>10</TotalNet>")) == nil)
        #expect(try total(item("<TotalNet>0</TotalNet><TotalTax>0</TotalTax>")) == nil)
        #expect(try total(item(both) + "<Carriage><UnitPrice>3</UnitPrice></Carriage>") == nil)
        #expect(try total(item(both) + "<Carriage><UnitPrice>3</UnitPrice>\(both)</Carriage>") == Amount(24))
        #expect(try total(item("") + "<x:LedgerTotal>7.50</x:LedgerTotal>") == (try Amount(parsing: "7.50")))
    }
}
