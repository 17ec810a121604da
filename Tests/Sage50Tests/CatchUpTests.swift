import Foundation
import Testing
import Workflow

@testable import Sage50

/// The state store learns from the ledger what it should know: after a death, a loss, or an older copy put back.
@Suite struct CatchUpTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func order(_ id: Int) -> String {
        OrderText.order(id: String(id), lines: OrderText.mug, more: "<x:Store>demo</x:Store>")
    }

    private func posted() throws -> [Int] {
        try (1...9).filter { !(try bench.state.truths(kind: "SalesOrder", order: "demo/\($0)")).isEmpty }
    }

    @Test func aLostStateLearnsAllThatTheLedgerHolds() async throws {
        try await bench.run(order(1), order(2))
        bench.state = try StateStore(file: nil)
        try await bench.run(order(3))
        #expect(try posted() == [1, 2, 3])
        // The shop was told of them, or offers them again: only of the new one is there something to say.
        #expect(try bench.state.pendingMessages(channel: "order-status").map(\.record) == ["demo/3"])
        #expect(try bench.count("SALES_ORDER") == 3)
    }

    @Test func whatTheStateKnowsAsNotPostedIsNotedAndTold() async throws {
        try await bench.run(order(1), order(2))
        bench.state = try StateStore(file: nil)
        try bench.state.advance([RecordStep("demo/2", .seen, at: Bench.now)], run: "older")
        try await bench.run()
        #expect(try bench.state.record("demo/2")?.state == .inLedger)
        #expect(try bench.state.record("demo/1") == nil)
        #expect(try bench.state.pendingMessages(channel: "order-status").map(\.record) == ["demo/2"])
    }

    @Test func itReadsOnFromWhereItWasAndFromTheBeginningInAnotherLedger() async throws {
        try await bench.run(order(1), order(2))
        try await bench.run()
        #expect(try bench.state.watermark("ledger-truths:ledger") == "2 demo/2")
        // An older copy of the company is put back, and other orders are posted in it.
        try bench.sql("DELETE FROM X_TRUTH; DELETE FROM SALES_ORDER; DELETE FROM SOP_ITEM")
        let elsewhere = bench.state
        bench.state = try StateStore(file: nil)
        try await bench.run(order(7), order(8), order(9))
        bench.state = elsewhere
        try await bench.run()
        #expect(try posted() == [1, 2, 7, 8, 9])
        #expect(try bench.state.watermark("ledger-truths:ledger") == "3 demo/9")
    }

    @Test func manyAreReadPageByPage() async throws {
        try bench.sql(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 12000)
            INSERT INTO X_TRUTH (KIND, EXTERNAL_ID, INTERNAL_ID, CREATED) SELECT 'SalesOrder', 'other/' || n, n, '' FROM number
            """)
        try await bench.run(order(1))
        for last in ["other/1", "other/5000", "other/5001", "other/12000"] {
            #expect(try bench.state.truth(kind: "SalesOrder", externalID: last) != nil)
        }
    }
}
