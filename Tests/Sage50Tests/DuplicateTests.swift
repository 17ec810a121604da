import Foundation
import GRDB
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct DuplicateTests {
    static let order = OrderText.order(
        total: "12.00", lines: OrderText.mug, more: "<CustomerOrderNumber>7</CustomerOrderNumber><x:Store>demo</x:Store>")

    @Test func aSecondRunChangesNothingAndRepeatsTheNotification() async throws {
        let bench = try Bench()
        try await bench.run(Self.order)
        try bench.state.settle(
            channel: "order-status", records: ["demo/7"], as: .pending, error: "shop was down",
            at: Date(timeIntervalSince1970: 0))
        let before = try bench.dump()
        let again = try await bench.run(Self.order)
        #expect(again.outcome.failed == 0)
        #expect(again.outcome.recordsOut == 1)
        #expect(again.success.first?.text("AlreadyInLedger") == "true")
        #expect(again.success.first?.first("AlreadyInLedger")?.namespace == "urn:crosswalk")
        #expect(again.success.first?.text("SalesOrderNumber") == "1")
        #expect(try bench.dump() == before)
        #expect(try bench.state.pendingMessages(channel: "order-status").count == 1)
    }

    @Test func theSameOrderTwiceInOneFileIsPostedOnce() async throws {
        let bench = try Bench()
        let imported = try await bench.run(Self.order, Self.order)
        #expect(imported.success.map { $0.text("AlreadyInLedger") } == [nil, "true"])
        #expect(imported.success.map { $0.text("SalesOrderNumber") } == ["1", "1"])
        #expect(try bench.count("SALES_ORDER") == 1)
    }

    @Test func aCrashAfterTheLedgersCommitIsHealedFromTheLedgersOwnTruth() async throws {
        let bench = try Bench()
        try await bench.run(Self.order)
        let fresh = Bench.Restart(bench, state: try StateStore(file: nil))
        let outcome = try await bench.task().run(fresh.context)
        #expect(outcome.recordsOut == 1)
        #expect(try bench.count("SALES_ORDER") == 1)
        #expect(try fresh.state.truth(kind: "SalesOrder", externalID: "demo/7")?.internalID == "1")
        #expect(try fresh.state.pendingMessages(channel: "order-status").count == 1)
    }

    @Test func anOrderThatADeadProcessPostedIsNotedAndToldThoughItNeverComesAgain() async throws {
        let bench = try Bench()
        try await bench.run(Self.order)
        let fresh = Bench.Restart(bench, state: try StateStore(file: nil))
        // As the process left it that died between the ledger's commit and the state's.
        for id in ["demo/7", "demo/8"] { try fresh.context.records.advance([id], to: .intended) }
        try bench.write([])
        let outcome = try await bench.task().run(fresh.context)
        #expect(outcome.recordsIn == 0)
        #expect(try fresh.state.record("demo/7")?.number == "1")
        #expect(try fresh.state.pendingMessages(channel: "order-status").map(\.record) == ["demo/7"])
        #expect(try fresh.state.record("demo/8")?.state == .intended)
    }

    @Test func aNumberThatNoLedgerConfirmsHoldsThatOrderAndNoOther() async throws {
        let bench = try Bench()
        try bench.state.advance([RecordStep("demo/7", .inLedger, number: "99", at: Bench.now)], run: "old")
        let other = OrderText.order(
            id: "8", total: "12.00", lines: OrderText.mug,
            more: "<CustomerOrderNumber>8</CustomerOrderNumber><x:Store>demo</x:Store>")
        let imported = try await bench.run(Self.order, other)
        #expect(imported.sentences.contains("was posted as sales order 99"))
        #expect(imported.success.map { $0.text("Id") } == ["8"])
    }

    @Test func r4AnOrderEnteredByHandIsFoundByItsCustomerOrderNumberAndTotal() async throws {
        let bench = try Bench()
        try await bench.run(Self.order)
        try bench.sql("DELETE FROM X_TRUTH")
        let fresh = Bench.Restart(bench, state: try StateStore(file: nil))
        #expect(try await bench.task().run(fresh.context).recordsOut == 1)
        #expect(try bench.count("SALES_ORDER") == 1)
        #expect(try fresh.state.truth(kind: "SalesOrder", externalID: "demo/7")?.internalID == "1")
    }

    @Test func r4TheSameNumberWithAnotherTotalIsHeldForAPerson() async throws {
        let bench = try Bench()
        try await bench.run(Self.order)
        try bench.sql("DELETE FROM X_TRUTH")
        let other = OrderText.order(
            id: "8", total: "24.00", lines: OrderText.line("MUG-1", price: "20"),
            more: "<CustomerOrderNumber>7</CustomerOrderNumber>")
        let imported = try await bench.run(other)
        #expect(imported.codes == ["E-DUPLICATE"])
        #expect(imported.sentences.contains("with 12.00 instead of 24.00"))
    }

    @Test func theSameNumberOfAnotherStoreIsAnotherOrder() async throws {
        let bench = try Bench()
        try await bench.run(Self.order)
        let other = Self.order.replacing("demo", with: "second")
        #expect(try await bench.run(other).success.first?.text("SalesOrderNumber") == "2")
    }

    @Test func stateThatKnowsAnOrderTheLedgerHasLostHoldsIt() async throws {
        let bench = try Bench()
        try await bench.run(Self.order)
        try bench.sql("DELETE FROM X_TRUTH; DELETE FROM SOP_ITEM; DELETE FROM SALES_ORDER")
        let imported = try await bench.run(Self.order)
        #expect(imported.codes == ["E-DUPLICATE"])
        #expect(imported.sentences.contains("older copy"))
    }

    @Test func withoutPreventionTheOrderIsImportedAgain() async throws {
        let bench = try Bench()
        try await bench.run(Self.order)
        #expect(try await bench.run(Self.order) { $0.preventsDuplicates = false }.success.first?.text("SalesOrderNumber") == "2")
    }

    @Test func aRecordWithoutIdIsImportedWithAWarning() async throws {
        let bench = try Bench()
        let order = "<AccountReference>WEBSALES</AccountReference><SalesOrderItems>\(OrderText.mug)</SalesOrderItems>"
        try await bench.run(order)
        try await bench.run(order)
        #expect(try bench.count("SALES_ORDER") == 2)
        #expect(bench.log.text.contains("nothing protects it from being imported twice"))
    }

    @Test func aFailedOrderIsTriedAgainAndReleasedWhenItPasses() async throws {
        let bench = try Bench()
        let order = OrderText.order(lines: OrderText.line("CUP-9", price: "1"))
        try await bench.run(order)
        #expect(try bench.state.held().count == 1)
        #expect(try await bench.run(order) { $0.createsProducts = true }.outcome.recordsOut == 1)
        #expect(try bench.state.held().isEmpty)
        #expect(try bench.state.heldRecord("7")?.state == .released)
    }

    @Test(arguments: [("entered-by-hand: 1204", 1), ("ignored: test order", 0)])
    func anOrderThatAPersonSettledIsNeverPosted(_ reason: String, _ told: Int) async throws {
        let bench = try Bench()
        let order = OrderText.order(lines: OrderText.line("CUP-9", price: "1"))
        try await bench.run(order)
        try bench.state.settle(record: "7", reason: reason)
        let imported = try await bench.run(order) { $0.createsProducts = true }
        #expect(imported.success.count == told)
        #expect(imported.fail.isEmpty)
        #expect(try bench.count("SALES_ORDER") == 0)
        #expect(try bench.state.pendingMessages(channel: "order-status").count == told)
        #expect(imported.outcome.notes.first?.contains(reason) == true)
    }
}

extension Bench {
    /// Everything the ledger holds, time stamps masked.
    func dump() throws -> String {
        try company.database.read { db in
            try CompanySchema.tables.map { table in
                let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table.name)")
                return table.name + "\n"
                    + rows.map { row in
                        row.map { $0.hasPrefix("RECORD_") || $0 == "CREATED" ? "*" : $1.description }.joined(separator: ",")
                    }.joined(separator: "\n")
            }.joined(separator: "\n")
        }
    }

    /// The same company seen by a process that has lost its memory.
    struct Restart {
        let state: StateStore
        let context: TaskContext

        init(_ bench: Bench, state: StateStore) {
            self.state = state
            let old = bench.context()
            context = TaskContext(
                taskName: old.taskName, run: old.run, mode: .live, workingFolder: old.workingFolder, integration: old.integration,
                customer: nil, parameters: [:], connections: old.connections, state: state, log: old.log, progress: old.progress,
                now: old.now, timeZone: old.timeZone)
        }
    }
}
