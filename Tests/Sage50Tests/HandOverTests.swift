import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// From the mapped orders to the importer's answer.
@Suite struct HandOverTests {
    private let bench: HandOverBench

    init() throws { bench = try HandOverBench() }

    @Test func anAnsweredOrderIsTruthAndTheShopIsTold() async throws {
        bench.importerAnswersWhileWaiting()
        let result = try await bench.run([HandOverOrder.order("1042", store: "harbour")])
        #expect(result.outcome.recordsIn == 1 && result.outcome.recordsOut == 1 && result.outcome.failed == 0)
        #expect(bench.importer.sales.value.map(\.gross) == [try Amount(parsing: "29.97")])
        let record = try #require(result.success.first)
        #expect(record.text("Id") == "1042")
        #expect(record.text("SalesOrderNumber") == "90130")
        #expect(record.text("Store") == "harbour")
        #expect(record.text("LedgerTotal") == "29.97")
        #expect(try bench.state.truth(kind: "SalesOrder", externalID: "harbour/1042")?.internalID == "90130")
        #expect(try bench.told() == ["harbour/1042"])
    }

    @Test func answeredFilesGoToTheRunsOwnFolder() async throws {
        bench.importer.ways.change { $0.leavesFile = true }
        bench.importerAnswersWhileWaiting()
        let result = try await bench.run([HandOverOrder.order("1042")])
        #expect(bench.names == [])
        let moved = result.outcome.files.filter { $0.hasPrefix("sales-orders-1042-") }
        #expect(moved.count == 2 && moved.allSatisfy { $0.hasSuffix(".xml.answered") })
        #expect(
            moved.allSatisfy { FileManager.default.fileExists(atPath: bench.root.appendingPathComponent("run-1/\($0)").path) })
        #expect(try HandOverBook(state: bench.state).files(connection: "sage").isEmpty)
    }

    @Test func theImporterGetsOnlyUnitPriceQuantityAndCode() async throws {
        try await bench.run([HandOverOrder.order("1042")], fields: ["wait": "0"])
        let order = try #require(try bench.handedOver().first)
        let items = order.first("SalesOrderItems")?.all("Item") ?? []
        #expect(items.map { $0.text("UnitPrice") }.sorted { ($0 ?? "") < ($1 ?? "") } == ["8.32", "8.33"])
        #expect(items.allSatisfy { $0.text("TotalNet") == nil && $0.text("TotalTax") == nil })
        #expect(items.compactMap { $0.text("QtyOrdered") }.sorted() == ["1", "2"])
        // A total that came back unread would look like the ledger's own.
        #expect(order.first("LedgerTotal") == nil && order.text("OrderTotal") == "29.97")
    }

    @Test func theSuccessRecordTellsWhatTheLedgerHoldsAndWhatWasChanged() async throws {
        bench.importerAnswersWhileWaiting()
        let result = try await bench.run([HandOverOrder.order("1042")])
        let record = try #require(result.success.first)
        let item = try #require(record.first("SalesOrderItems")?.first("Item"))
        #expect(record.first("SalesOrderItems")?.all("Item").count == 1)
        #expect(item.text("TotalNet") == "24.97" && item.text("TotalTax") == "5.00")
        #expect(item.text("QtyAllocated") == "2", "one for each of its two pieces")
        let adjustment = try #require(record.first("Adjustments")?.first("Adjustment"))
        #expect(adjustment.attribute("kind") == "split-line" && adjustment.attribute("line") == "1")
        #expect(result.outcome.notes.contains("1 order adjusted: 1 line split"))
    }

    @Test func aRefusedRecordIsTheOneThatCame() async throws {
        bench.importer.ways.change { $0.accounts = [] }
        bench.importerAnswersWhileWaiting()
        let record = try #require(try await bench.run([HandOverOrder.order("1042")]).fail.first)
        #expect(record.text("LedgerTotal") == nil && record.text("VatInclusive") == nil)
        #expect(record.first("SalesOrderItems")?.first("Item")?.text("TotalNet") == "24.98")
    }

    @Test func aPaymentGoesWhereTheImporterLooksForItAndOthersAreForAPerson() async throws {
        let payments =
            "<x:Payments><x:Payment instrument=\"card\" amount=\"20.00\" bank=\"1200\" reference=\"CH-1\"/>"
            + "<x:Payment instrument=\"gift-certificate\" amount=\"9.97\" bank=\"1230\"/></x:Payments>"
        try await bench.run([HandOverOrder.order("1042", more: payments)], fields: ["wait": "0"])
        let order = try #require(try bench.handedOver().first)
        #expect(order.text("PaymentAmount") == "20.00" && order.text("BankAccount") == "1200")
        #expect(order.text("PaymentType") == "SalesReceipt" && order.text("PaymentRef") == "CH-1")
        #expect(bench.log.text.contains("enter the others by hand: gift certificate 9.97"))
    }

    @Test func anOrderThatIsInTheLedgerIsToldAgainAndNotHandedOver() async throws {
        bench.importerAnswersWhileWaiting()
        try await bench.run([HandOverOrder.order("1042")])
        let again = try await bench.run([HandOverOrder.order("1042")])
        #expect(again.success.first?.text("AlreadyInLedger") == "true")
        #expect(again.success.first?.text("SalesOrderNumber") == "90130")
        #expect(bench.importer.taken.value.count == 1 && bench.names == [])
    }

    @Test func aFileHoldsAsManyOrdersAsTheConnectionSays() async throws {
        let orders = (1...5).map { HandOverOrder.order("\($0)") }
        let result = try await bench.run(orders, fields: ["wait": "0", "orders_per_file": "2"])
        #expect(bench.names.count == 3)
        #expect(result.outcome.notes.filter { $0.contains("handed over in") }.count == 3)
    }

    @Test func theSameOrderTwiceInTheInputIsHandedOverOnce() async throws {
        bench.importerAnswersWhileWaiting()
        let result = try await bench.run([HandOverOrder.order("1042"), HandOverOrder.order("1042")])
        #expect(bench.importer.sales.value.count == 1)
        #expect(result.outcome.notes.contains { $0.contains("1042 is in the input twice") })
    }

    @Test func thePrefixTellsStoresOfOneCompanyApart() async throws {
        bench.importerAnswersWhileWaiting()
        let orders = [HandOverOrder.order("7", store: "harbour"), HandOverOrder.order("7", store: "mill")]
        let result = try await bench.run(orders) { $0.prefix = "{store}-" }
        #expect(bench.importer.sales.value.map(\.id) == ["harbour-7", "mill-7"])
        #expect(bench.importer.sales.value.map(\.orderNumber) == ["harbour-7", "mill-7"])
        #expect(result.success.map { $0.text("Id") } == ["7", "7"])
        #expect(try bench.told() == ["harbour/7", "mill/7"])
    }

    @Test func withoutAPrefixTwoOrdersOfOneIdAreNotMixedUp() async throws {
        let orders = [HandOverOrder.order("7", store: "harbour"), HandOverOrder.order("7", store: "mill")]
        let result = try await bench.run(orders, fields: ["wait": "0"])
        #expect(result.codes == ["E-DUPLICATE"])
        #expect(result.sentences.contains("order_prefix"))
    }

    @Test func aStopHandsOverWhatIsDecidedAndTakesNoMore() async throws {
        let stop = StopSignal()
        stop.request()
        let context = try bench.context(stop: stop)
        try HandOverBench.write([HandOverOrder.order("1")], context)
        let error = await #expect(throws: TaskFailure.self) { try await bench.task().run(context) }
        #expect(error?.failureClass == .cancelled)
        #expect(bench.names == [])
    }

    @Test func aDryRunShowsWhatWouldBeHandedOverAndWritesNothingOutside() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: ["wait": "0"])
        let before = bench.names
        let context = try bench.context(.dryRun)
        try HandOverBench.write(
            [HandOverOrder.order("1"), HandOverOrder.order("2"), HandOverOrder.order("3", total: "30.00")], context)
        let plan = try await bench.task().plan(context)
        #expect(plan.actions.map(\.kind) == [.skip, .create, .hold])
        #expect(plan.actions.map(\.amount) == [nil, "29.97", nil])
        #expect(bench.names == before)
        #expect(try bench.state.held().isEmpty && bench.entry("2") == nil)
    }

    @Test func aPlanIsAppliedAsItWasMadeOrNotAtAll() async throws {
        let context = try bench.context()
        try HandOverBench.write([HandOverOrder.order("2")], context)
        let plan = try await bench.task().plan(context)
        let text = try JSONDecoder().decode(TaskPlan.self, from: JSONEncoder().encode(plan))
        bench.importerAnswersWhileWaiting()
        #expect(try await bench.task().apply(text, context).recordsOut == 1)
        let error = await #expect(throws: TaskFailure.self) { try await bench.task().apply(text, bench.context()) }
        #expect(error?.description.contains("order 2 is no longer what was planned") == true)
        #expect(bench.importer.sales.value.count == 1)
    }
}
