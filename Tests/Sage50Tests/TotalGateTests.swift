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

    /// The golden cases of zynk-workflow.md 9.8, route "exact": net and tax given, the total is the shop's.
    struct Golden: Sendable, CustomTestStringConvertible {
        let what: String
        let total: String
        let lines: [(net: String, tax: String, code: String)]
        var carriage: (net: String, tax: String)?
        var testDescription: String { what }

        static let all: [Golden] = [
            .init(what: "3 × 9.99", total: "29.97", lines: [("24.98", "4.99", "1")]),
            .init(what: "7 × 19.99", total: "139.93", lines: [("116.61", "23.32", "1")]),
            .init(what: "100 × 0.99", total: "99.00", lines: [("82.50", "16.50", "1")]),
            .init(what: "9.99 and postage", total: "14.94", lines: [("8.33", "1.66", "1")], carriage: ("4.13", "0.82")),
            .init(
                what: "a basket", total: "68.89",
                lines: [("24.98", "5.00", "1"), ("12.48", "2.49", "1"), ("16.66", "3.33", "1")],
                carriage: ("3.29", "0.66")),
            .init(what: "12.99 alone", total: "12.99", lines: [("10.83", "2.16", "1")]),
            .init(what: "a coupon", total: "108.00", lines: [("90.00", "18.00", "1")]),
            .init(what: "3 × 24.00 less 10.00", total: "62.00", lines: [("51.67", "10.33", "1")]),
            .init(
                what: "handling and wrapping", total: "66.60", lines: [("50.00", "10.00", "1"), ("3.00", "0.60", "1")],
                carriage: ("2.50", "0.50")),
            .init(what: "5 %", total: "105.00", lines: [("100.00", "5.00", "5")]),
            .init(
                what: "book, mug, postage", total: "25.44", lines: [("12.50", "0.00", "0"), ("7.49", "1.50", "1")],
                carriage: ("3.29", "0.66")),
            .init(what: "export", total: "50.00", lines: [("50.00", "0.00", "0")]),
        ]
    }

    @Test(arguments: Golden.all)
    func exactAmountsReachTheShopsTotal(_ golden: Golden) async throws {
        let bench = try Bench()
        let lines = golden.lines.map { OrderText.line("MUG-1", net: $0.net, tax: $0.tax, code: $0.code) }.joined()
        let carriage =
            golden.carriage.map { "<Carriage><TotalNet>\($0.net)</TotalNet><TotalTax>\($0.tax)</TotalTax></Carriage>" } ?? ""
        let imported = try await bench.run(OrderText.order(total: golden.total, lines: lines, more: carriage))
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        #expect(try Amount(parsing: bench.value("SELECT INVOICE_GROSS FROM SALES_ORDER") ?? "") == Amount(parsing: golden.total))
    }
}
