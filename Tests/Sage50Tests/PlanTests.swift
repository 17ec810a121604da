import Foundation
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct PlanTests {
    static let orders = [
        OrderText.order(id: "1", total: "12.00", lines: OrderText.line("MUG-1", quantity: "1", price: "10")),
        OrderText.order(id: "2", total: "12.01", lines: OrderText.mug),
        OrderText.order(id: "1", total: "12.00", lines: OrderText.mug),
    ]

    private func write(_ orders: [String], _ bench: Bench) throws {
        let records = orders.map { "<SalesOrder>\($0)</SalesOrder>" }.joined()
        try "<Company xmlns:x=\"urn:crosswalk\"><SalesOrders>\(records)</SalesOrders></Company>"
            .write(to: bench.folder.appendingPathComponent("sales-orders.xml"), atomically: true, encoding: .utf8)
    }

    @Test func aDryRunWritesTheWouldBeFilesAndNothingElse() async throws {
        let bench = try Bench()
        let before = try bench.dump()
        let imported = try await bench.run(Self.orders[0], Self.orders[1], Self.orders[2], mode: .dryRun)
        #expect(imported.success.map { $0.text("Id") } == ["1", "1"])
        #expect(imported.success.map { $0.text("AlreadyInLedger") } == [nil, "true"])
        #expect(imported.success.first?.text("SalesOrderNumber") == nil)
        #expect(imported.success.first?.text("SalesOrderItems", "Item", "QtyAllocated") == "1")
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(try bench.dump() == before)
        #expect(try bench.state.held().isEmpty)
        #expect(try bench.state.pendingMessages(channel: "order-status").isEmpty)
    }

    @Test func aPlanNamesWhatWouldBeCreatedHeldAndSkippedWithAmounts() async throws {
        let bench = try Bench()
        try write(Self.orders, bench)
        let plan = try await bench.task().plan(bench.context(.dryRun))
        #expect(plan.actions.map(\.kind) == [.create, .hold, .skip])
        #expect(plan.actions.map(\.amount) == ["12.00", nil, nil])
        #expect(plan.actions.first?.currency == "GBP")
        #expect(plan.actions.first?.reason == "sales order on account WEBSALES, 1 lines")
        #expect(plan.outcome.recordsIn == 3)
    }

    @Test func applyingAPlanGivesTheLedgerThatADirectRunGives() async throws {
        let (direct, planned) = (try Bench(), try Bench())
        let change: @Sendable (inout ImportSettings) -> Void = {
            $0.createsCustomers = true
            $0.createsProducts = true
            $0.references = AccountReferenceRules()
        }
        let orders = (1...5).map { number in
            OrderText.order(
                id: "\(number)", account: nil,
                lines: OrderText.line("NEW-\(number % 2)", quantity: "2", price: "3") + OrderText.mug,
                more: OrderText.person("Joe", "Harrison"))
        }
        try write(orders, direct)
        _ = try await direct.task(change).run(direct.context())
        try write(orders, planned)
        let plan = try await planned.task(change).plan(planned.context(.dryRun))
        let text = try JSONDecoder().decode(TaskPlan.self, from: JSONEncoder().encode(plan))
        let outcome = try await planned.task(change).apply(text, planned.context())
        #expect(outcome.recordsOut == 5)
        #expect(try planned.dump() == direct.dump())
    }

    @Test func aPlanWhoseGroundHasMovedIsRefusedBeforeTheFirstOrder() async throws {
        let bench = try Bench()
        try write(
            [
                OrderText.order(id: "1", lines: OrderText.line("BOOK-1")),
                OrderText.order(id: "2", lines: OrderText.line("MUG-1")),
            ], bench)
        let plan = try await bench.task().plan(bench.context(.dryRun))
        try bench.sql("UPDATE STOCK SET SALES_PRICE = '9.00' WHERE STOCK_CODE = 'MUG-1'")
        let error = await #expect(throws: TaskFailure.self) { try await bench.task().apply(plan, bench.context()) }
        #expect(error?.description.contains("order 2 is no longer what was planned") == true)
        #expect(try bench.count("SALES_ORDER") == 0)
    }

    @Test func otherOrdersAreNoReasonToRefuse() async throws {
        let bench = try Bench()
        try write([Self.orders[0]], bench)
        let plan = try await bench.task().plan(bench.context(.dryRun))
        try await bench.run(OrderText.order(id: "9", lines: OrderText.line("MUG-1", quantity: "8", price: "1")))
        #expect(try await bench.task().apply(plan, bench.context()).recordsOut == 1)
    }

    @Test func moreOrdersThanOneGroupArriveInTheirOrder() async throws {
        let bench = try Bench()
        let orders = (1...(ImportSession.groupSize * 2 + 3)).map {
            OrderText.order(id: "\($0)", lines: OrderText.line("S1", price: "1"))
        }
        try write(orders + [orders[0]], bench)
        let imported = try bench.imported(try await bench.task().run(bench.context()))
        #expect(imported.success.map { $0.text("SalesOrderNumber") } == (1...203).map { "\($0)" } + ["1"])
        #expect(try bench.count("SALES_ORDER") == 203)
    }

    @Test func theTaskTypesTakeTheirSettingsByName() throws {
        let types = Dictionary(uniqueKeysWithValues: Sage50Tasks.taskTypes.map { ($0.name, $0) })
        #expect(types.keys.sorted() == ["sage50.export-stock", "sage50.hand-over-sales-orders", "sage50.import-sales-orders"])
        let task = try types["sage50.import-sales-orders"]?.make(
            SettingValues(["connection": "ledger", "auto_create_products": "true", "match_fields": ["email", "postcode"]]))
        let settings = try #require(task as? ImportSalesOrders).settings
        #expect(settings.createsProducts && settings.preventsDuplicates && settings.allocatesStock)
        #expect(settings.matchFields == [.email, .postcode])
        #expect(throws: TaskFailure.self) {
            try ImportSettings(SettingValues(["connection": "ledger", "match_fields": ["shoe_size"]]))
        }
        #expect(throws: TaskFailure.self) { try VATSettings(["base_sale": "1"]) }
    }
}
