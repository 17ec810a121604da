import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct TotalGateTests {
    static let plainMugs = OrderText.line("MUG-1", quantity: "3", price: "8.33", code: "1")

    @Test func anOrderThatDiffersByAPennyIsHeldWithItsArithmetic() async throws {
        let bench = try Bench()
        let carriage = "<Carriage><UnitPrice>4.13</UnitPrice><TaxCode>1</TaxCode></Carriage>"
        let imported = try await bench.run(OrderText.order(total: "34.92", lines: Self.plainMugs, more: carriage))
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(
            imported.sentences == """
                the ledger would hold 34.95 GBP, the shopper paid 34.92 GBP. line 1 MUG-1 3 × 8.33 at 20 %: net 24.99 + VAT 5.00 = \
                29.99; carriage at 20 %: net 4.13 + VAT 0.83 = 4.96; ledger total: net 29.12 + VAT 5.83 = 34.95; shopper paid: 34.92; \
                difference: 0.03 GBP. Give TotalNet and TotalTax per line in the stylesheet, or enter the order by hand; nothing was \
                posted.
                """)
        #expect(try bench.count("SALES_ORDER") == 0)
        #expect(try bench.count("X_TRUTH") == 0)
    }

    @Test func theTotalRecordedAtDownloadWinsOverTheStylesheets() async throws {
        let bench = try Bench()
        try bench.state.record(facts: ["demo/7": "29.97 GBP"], kind: "order-total")
        let order = OrderText.order(total: "29.99", lines: Self.plainMugs, more: "<x:Store>demo</x:Store>")
        let imported = try await bench.run(order)
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(imported.sentences.contains("the shop said 29.97 at download, the mapped order says 29.99"))
    }

    @Test func aRecordedTotalThatAgreesLetsTheOrderPass() async throws {
        let bench = try Bench()
        try bench.state.record(facts: ["demo/7": "29.99 GBP"], kind: "order-total")
        let order = OrderText.order(lines: Self.plainMugs, more: "<x:Store>demo</x:Store>")
        #expect(try await bench.run(order).outcome.recordsOut == 1)
        #expect(try bench.state.truth(kind: "SalesOrder", externalID: "demo/7") != nil)
    }

    @Test func anotherCurrencyThanTheShopRecordedIsHeld() async throws {
        let bench = try Bench()
        try bench.state.record(facts: ["7": "29.99 EUR"], kind: "order-total")
        let imported = try await bench.run(OrderText.order(lines: Self.plainMugs))
        #expect(imported.sentences.contains("the shopper paid 29.99 EUR, the order would be posted in GBP"))
    }

    @Test func withoutAnyTotalThereIsNoGateButAWarning() async throws {
        let bench = try Bench()
        #expect(try await bench.run(OrderText.order(lines: Self.plainMugs)).outcome.recordsOut == 1)
        #expect(bench.log.text.contains("7: nothing tells what the shopper paid"))
    }

    @Test func aFactThatCannotBeReadHoldsTheOrder() async throws {
        let bench = try Bench()
        try bench.state.record(facts: ["7": "about thirty"], kind: "order-total")
        #expect(try await bench.run(OrderText.order(lines: Self.plainMugs)).codes == ["E-TOTAL-MISMATCH"])
    }

    // MARK: Certificates, credit, refunds, tax, payments

    private static func instruments(_ amount: String) -> String {
        "<x:Payments><x:Payment instrument=\"store-credit\" amount=\"\(amount)\"/></x:Payments>"
    }

    @Test func aTotalThatLeavesOutStoreCreditLetsTheOrderPassAtItsFullValue() async throws {
        let bench = try Bench()
        let imported = try await bench.run(
            OrderText.order(total: "10.00", lines: OrderText.mug, more: Self.instruments("2.00")))
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        #expect(try bench.value("SELECT INVOICE_GROSS FROM SALES_ORDER") == "12")
        #expect(imported.success.first?.text("LedgerTotal") == "12.00")
        #expect(try bench.count("X_RECEIPT") == 0)
    }

    @Test func moreGivenBackThanATotalThatLeavesOutCreditLeavesWhatTheCreditPaid() async throws {
        let bench = try Bench()
        try bench.state.record(facts: ["7": "10.00 GBP"], kind: "order-total")
        let total = "<x:OrderTotal currency=\"GBP\" refunded=\"11.00\">-1.00</x:OrderTotal>"
        let imported = try await bench.run(OrderText.order(lines: OrderText.mug, more: total + Self.instruments("12.00")))
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        let less = try await Bench().run(OrderText.order(lines: OrderText.mug, more: total + Self.instruments("11.99")))
        #expect(less.codes.contains("E-TOTAL-MISMATCH"))
    }

    @Test func creditThatIsNotExactlyWhatIsMissingExplainsNothing() async throws {
        let order = OrderText.order(total: "10.00", lines: OrderText.mug, more: Self.instruments("1.99"))
        let imported = try await Bench().run(order)
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(imported.sentences.contains("by store credit: 1.99; shopper paid: 10.00; difference: 2.00 GBP"))
    }

    @Test func whatWasRefundedBeforeIsTakenOffTheRecordedTotal() async throws {
        let bench = try Bench()
        try bench.state.record(facts: ["7": "24.00 GBP"], kind: "order-total")
        let total = "<x:OrderTotal currency=\"GBP\" refunded=\"12.00\">12.00</x:OrderTotal>"
        #expect(try await bench.run(OrderText.order(lines: OrderText.mug, more: total)).outcome.recordsOut == 1)
        let other = try Bench()
        try other.state.record(facts: ["7": "24.00 GBP"], kind: "order-total")
        let wrong = "<x:OrderTotal currency=\"GBP\" refunded=\"11.00\">12.00</x:OrderTotal>"
        let imported = try await other.run(OrderText.order(lines: OrderText.mug, more: wrong))
        #expect(imported.sentences.contains("the mapped order says 12.00 and 11.00 refunded"))
    }

    @Test func aMismatchSaysThatARefundExplainsIt() async throws {
        let total = "<x:OrderTotal currency=\"GBP\" refunded=\"12.00\">24.00</x:OrderTotal>"
        let imported = try await Bench().run(OrderText.order(lines: OrderText.mug, more: total))
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(imported.sentences.contains("The difference is what the shop has refunded, 12.00 GBP"))
        #expect(imported.sentences.contains("a credit note for the refund"))
    }

    @Test func taxOfACodeMayLeaveItsRateByAPennyALineOnly() async throws {
        // 2 × 8.33 makes 3.332: given 1.68 a line, each within a penny of what it rounds to, it is 2.8 pence off.
        let line = OrderText.line("MUG-1", net: "8.33", tax: "1.68", code: "1")
        let imported = try await Bench().run(OrderText.order(total: "20.02", lines: line + line))
        #expect(imported.codes == ["E-TAX"])
        #expect(imported.sentences.contains("code T1 at 20 %: net 16.66 makes VAT 3.33, the order has 3.36 on 2 lines"))
    }

    @Test func paymentsAboveTheOrdersWorthHoldIt() async throws {
        let bench = try Bench()
        let card =
            "<PaymentAmount>10.00</PaymentAmount><BankAccount>1260</BankAccount><PaymentType>SalesReceipt</PaymentType>"
        let imported = try await bench.run(
            OrderText.order(total: "12.00", lines: OrderText.mug, more: card + Self.instruments("2.01")))
        #expect(imported.codes == ["E-PAYMENT"])
        #expect(imported.sentences.contains("card 10.00 + store credit 2.01 = 12.01 GBP, the order is worth 12.00"))
        #expect(try bench.count("SALES_ORDER") == 0)
    }

    @Test func totalsThatContradictTheirLinesAreHeldAndTheRestGoesThrough() async throws {
        let bench = try Bench()
        let imported = try await bench.run(
            OrderText.order(id: "1", total: "1200.00", lines: OrderText.mug),
            OrderText.order(id: "2", total: "0.00", lines: OrderText.mug),
            OrderText.order(id: "3", total: "-12.00", lines: OrderText.mug),
            OrderText.order(id: "4", total: "12.00", lines: OrderText.mug))
        #expect(imported.fail.map { $0.text("Errors", "Error", "Name") } == Array(repeating: "E-TOTAL-MISMATCH", count: 3))
        #expect(imported.success.map { $0.text("Id") } == ["4"])
    }
}
