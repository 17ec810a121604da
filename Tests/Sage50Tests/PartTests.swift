import Testing
import Workflow
import XSLT

@testable import Sage50

/// A shop order with several delivery addresses comes as several orders; the shop hears of it once, when all are in the ledger.
@Suite struct PartTests {
    private func part(
        _ number: Int, of count: Int = 2, share: String, whole: String = "36.00", price: String? = nil, more: String = ""
    ) -> String {
        let lines = OrderText.line("MUG-1", quantity: "1", price: price ?? (share == "12.00" ? "10" : "20"))
        let own = """
            <CustomerOrderNumber>42</CustomerOrderNumber><x:Store>demo</x:Store><x:Part>\(number)</x:Part><x:Parts>\(count)</x:Parts>
            <x:WholeOrderTotal currency="GBP">\(whole)</x:WholeOrderTotal>
            """
        return OrderText.order(id: "42/\(number)", total: share, lines: lines, more: own + more)
    }

    private func outbox(_ bench: Bench) throws -> [String] {
        try bench.state.pendingMessages(channel: "order-status").map(\.record)
    }

    @Test func bothPartsOfOneRunAreTwoOrdersAndOneMessage() async throws {
        let bench = try Bench()
        try bench.state.record(facts: ["demo/42": "36.00 GBP"], kind: "order-total")
        let imported = try await bench.run(part(1, share: "12.00"), part(2, share: "24.00"))
        #expect(imported.outcome.recordsOut == 2, "\(imported.sentences)")
        #expect(try bench.values("SELECT CUST_ORDER_NUMBER FROM SALES_ORDER ORDER BY ORDER_NUMBER") == ["42/1", "42/2"])
        #expect(try bench.values("SELECT EXTERNAL_ID FROM X_TRUTH ORDER BY 1") == ["demo/42/1", "demo/42/2"])
        #expect(try outbox(bench) == ["demo/42"])
        #expect(imported.success.allSatisfy { $0.first("WaitingParts") == nil })
    }

    @Test func theShopIsToldInTheRunThatPostsTheLastPart() async throws {
        let bench = try Bench()
        let first = try await bench.run(part(1, share: "12.00"))
        #expect(try outbox(bench).isEmpty)
        #expect(first.success.first?.text("WaitingParts") == "demo/42/2")
        #expect(
            first.outcome.notes == ["demo/42/1 is in the ledger, demo/42/2 not yet: the shop is told when all parts are"])
        let second = try await bench.run(part(1, share: "12.00"), part(2, share: "24.00"))
        #expect(try outbox(bench) == ["demo/42"])
        #expect(second.success.map { $0.text("AlreadyInLedger") } == ["true", nil])
        #expect(try bench.count("SALES_ORDER") == 2)
    }

    @Test func aPartThatIsHeldKeepsTheShopWaiting() async throws {
        let bench = try Bench()
        let imported = try await bench.run(part(1, share: "12.00"), part(2, share: "24.00", price: "21"))
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(try outbox(bench).isEmpty)
        #expect(try bench.state.held().map(\.record) == ["demo/42/2"])
    }

    @Test func aPartThatAPersonEnteredDoesNotWait() async throws {
        let bench = try Bench()
        try await bench.run(part(2, share: "24.00", price: "21"))
        try bench.state.settle(record: "demo/42/2", reason: "entered-by-hand: order 9")
        try await bench.run(part(1, share: "12.00"))
        #expect(try outbox(bench) == ["demo/42"])
    }

    @Test func aPartEnteredByHandAfterTheOthersTellsTheShop() async throws {
        let bench = try Bench()
        try await bench.run(part(1, share: "12.00"), part(2, share: "24.00", price: "21"))
        #expect(try outbox(bench).isEmpty)
        try bench.state.settle(record: "demo/42/2", reason: "entered-by-hand: order 9")
        try await bench.run(part(2, share: "24.00", price: "21"))
        #expect(try outbox(bench) == ["demo/42"])
    }

    @Test func aWholeOrderThatSomebodyEnteredAsOneHoldsItsParts() async throws {
        let bench = try Bench()
        try await bench.run(
            OrderText.order(id: "9", lines: OrderText.mug, more: "<CustomerOrderNumber>42</CustomerOrderNumber>"))
        try bench.sql("DELETE FROM X_TRUTH")
        let imported = try await bench.run(part(1, share: "12.00"))
        #expect(imported.codes == ["E-DUPLICATE"])
        #expect(imported.sentences.contains("carries the customer order number 42 already, with 12.00; this is part 1 of 2"))
    }

    @Test func theWholeIsComparedWithWhatWasRecordedAtDownload() async throws {
        let bench = try Bench()
        try bench.state.record(facts: ["demo/42": "36.01 GBP"], kind: "order-total")
        let imported = try await bench.run(part(1, share: "12.00"))
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(imported.sentences.contains("the shop said 36.01 at download, the mapped order says 36.00"))
    }

    @Test func sharesThatDoNotAddUpHoldTheLastPart() async throws {
        let bench = try Bench()
        let imported = try await bench.run(part(1, share: "12.00"), part(2, share: "12.00"))
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(imported.sentences.contains("12.00 + 12.00 = 24.00, the shopper paid 36.00"))
        #expect(try bench.count("SALES_ORDER") == 1)
        let later = try await bench.run(part(2, share: "12.00"))
        #expect(later.codes == ["E-TOTAL-MISMATCH"])
    }

    @Test(arguments: [
        "<x:Part>1</x:Part>", "<x:Part>1</x:Part><x:Parts>2</x:Parts>",
        "<x:Part>3</x:Part><x:Parts>2</x:Parts><x:WholeOrderTotal>36.00</x:WholeOrderTotal>",
        "<x:Part>2</x:Part><x:Parts>2</x:Parts><x:WholeOrderTotal>36.00</x:WholeOrderTotal>",
        "<x:Part>one</x:Part><x:Parts>2</x:Parts><x:WholeOrderTotal>36.00</x:WholeOrderTotal>",
        "<x:Part>1</x:Part><x:Parts>2</x:Parts><x:WholeOrderTotal>lots</x:WholeOrderTotal>",
    ])
    func aPartMustSayWhichOfHowManyItIsAndOfWhat(_ own: String) async throws {
        let imported = try await Bench().run(OrderText.order(id: "42/1", total: "12.00", lines: OrderText.mug, more: own))
        #expect(imported.codes.contains("E-VALUE"))
        #expect(imported.sentences.contains("Part, Parts and WholeOrderTotal"))
    }
}
