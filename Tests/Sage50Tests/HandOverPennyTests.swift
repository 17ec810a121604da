import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// What the importer computes from unit prices is what the shopper paid.
@Suite struct HandOverPennyTests {
    /// A basket of the golden cases, with the exact amounts of the mapping.
    struct Golden: Sendable, CustomTestStringConvertible {
        var name: String
        var total: String
        /// SKU, quantity, net, tax, code.
        var lines: [(sku: String, quantity: String, net: String, tax: String, code: String)]
        var carriage: (net: String, tax: String)?
        var testDescription: String { name }

        var text: String {
            let items = lines.map { HandOverOrder.line($0.sku, net: $0.net, tax: $0.tax, quantity: $0.quantity, code: $0.code) }
            let postage = carriage.map {
                "<Carriage><TotalNet>\($0.net)</TotalNet><TotalTax>\($0.tax)</TotalTax><TaxCode>1</TaxCode></Carriage>"
            }
            return HandOverOrder.order("1", total: total, lines: items.joined(), more: postage ?? "")
        }
    }

    static let golden = [
        Golden(name: "3 × 9.99", total: "29.97", lines: [("A", "3", "24.98", "4.99", "1")]),
        Golden(name: "7 × 19.99", total: "139.93", lines: [("A", "7", "116.61", "23.32", "1")]),
        Golden(name: "100 × 0.99", total: "99.00", lines: [("A", "100", "82.50", "16.50", "1")]),
        Golden(name: "9.99 and postage", total: "14.94", lines: [("A", "1", "8.33", "1.66", "1")], carriage: ("4.13", "0.82")),
        Golden(
            name: "several lines", total: "68.89",
            lines: [("A", "2", "24.98", "5.00", "1"), ("B", "3", "12.48", "2.49", "1"), ("C", "1", "16.66", "3.33", "1")],
            carriage: ("3.29", "0.66")),
        Golden(name: "12.99 alone", total: "12.99", lines: [("A", "1", "10.83", "2.16", "1")]),
        Golden(name: "coupon", total: "108.00", lines: [("A", "1", "90.00", "18.00", "1")]),
        Golden(name: "3 × 24.00 less 10.00", total: "62.00", lines: [("A", "3", "51.67", "10.33", "1")]),
        Golden(
            name: "handling and wrapping", total: "66.60",
            lines: [("A", "1", "50.00", "10.00", "1"), ("S1", "1", "3.00", "0.60", "1")],
            carriage: ("2.50", "0.50")),
        Golden(name: "5 %", total: "105.00", lines: [("A", "1", "100.00", "5.00", "5")]),
        Golden(
            name: "book and mug", total: "25.44",
            lines: [("BOOK", "1", "12.50", "0.00", "0"), ("MUG", "1", "7.49", "1.50", "1")],
            carriage: ("3.29", "0.66")),
        Golden(name: "gift certificate", total: "120.00", lines: [("A", "1", "100.00", "20.00", "1")]),
        Golden(name: "export", total: "50.00", lines: [("A", "1", "50.00", "0.00", "0")]),
    ]

    @Test(arguments: golden, [2, 4]) func theImportersTotalIsTheShops(_ golden: Golden, decimals: Int) async throws {
        let bench = try HandOverBench()
        bench.importer.ways.change { $0.company.unitDecimals = decimals }
        bench.importerAnswersWhileWaiting()
        let result = try await bench.run([golden.text], fields: ["unit_decimals": .text(String(decimals))])
        #expect(result.sentences == "")
        #expect(bench.importer.sales.value.map { $0.gross.formatted(decimals: 2) } == [golden.total])
        #expect(result.success.first?.text("LedgerTotal") == golden.total)
    }

    @Test(arguments: [2, 4]) func basketsNobodyThoughtOfArriveToThePenny(decimals: Int) async throws {
        let bench = try HandOverBench()
        bench.importer.ways.change { $0.company.unitDecimals = decimals }
        bench.importerAnswersWhileWaiting()
        var dice = Dice(state: 20_260_303)
        let baskets = try (1...150).map { try dice.basket(id: String($0)) }
        let result = try await bench.run(
            baskets.map(\.text), fields: ["unit_decimals": .text(String(decimals)), "orders_per_file": "150"])
        #expect(result.outcome.failed == 0 && result.outcome.recordsOut == 150)
        #expect(bench.importer.sales.value.map(\.gross) == baskets.map(\.total))
    }

    /// Numbers that are the same in every run.
    private struct Dice {
        var state: UInt64

        mutating func number(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int(state >> 33) % range.count
        }

        /// A basket as the mapping writes it: gross prices of the shop, netted once per line.
        mutating func basket(id: String) throws -> (text: String, total: Amount) {
            var (lines, total): (String, Amount) = ("", .zero)
            for _ in 1...number(1...6) {
                let (code, rate) = [("1", 20), ("1", 20), ("5", 5), ("0", 0)][number(0...3)]
                let quantity = number(1...20)
                let gross = Amount(micros: Int128(number(1...9_999) * quantity) * Amount.penny.micros)
                let split = try gross.splitGross(percent: Amount(rate))
                lines += HandOverOrder.line(
                    "A", net: split.net.formatted(decimals: 2), tax: split.tax.formatted(decimals: 2), quantity: String(quantity),
                    code: code)
                total += gross
            }
            return (HandOverOrder.order(id, total: total.formatted(decimals: 2), lines: lines), total)
        }
    }

    @Test func aPennyLineStandsBesideALineThatNoPriceReaches() async throws {
        let bench = try HandOverBench()
        try await bench.run([Self.golden[5].text], fields: ["wait": "0"])
        let items = try bench.handedOver().first?.first("SalesOrderItems")?.all("Item") ?? []
        #expect(items.map { $0.text("Sku") } == ["A", "S1"])
        #expect(items.map { $0.text("Name") } == [nil, "Rounding"])
        #expect(items.map { $0.text("UnitPrice") } == ["10.82", "0.01"])
    }

    @Test func aDifferenceWithinTheTolerancesIsBookedWithoutTax() async throws {
        let bench = try HandOverBench()
        bench.importerAnswersWhileWaiting()
        let tolerance = RoundingTolerance(limit: try Amount(parsing: "0.02"), nominal: "7999")
        let result = try await bench.run([HandOverOrder.order("1", total: "29.98")]) { $0.posting.tolerance = tolerance }
        #expect(bench.importer.sales.value.map(\.gross) == [try Amount(parsing: "29.98")])
        #expect(result.success.first?.text("LedgerTotal") == "29.98")
        let far = try await bench.run([HandOverOrder.order("2", total: "30.00")]) { $0.posting.tolerance = tolerance }
        #expect(far.codes == ["E-TOTAL-MISMATCH"])
        let error = await #expect(throws: TaskFailure.self) {
            try await bench.run([], fields: ["tax_codes": .map(["1": "20"])]) { $0.posting.tolerance = tolerance }
        }
        #expect(error?.description.contains("T9") == true)
    }

    @Test func partsOfAnOrderAreToldWhenAllOfThemAreInTheLedger() async throws {
        let bench = try HandOverBench()
        func part(_ number: Int, _ account: String = "WEBSALES") -> String {
            HandOverOrder.order(
                "1042/\(number)", store: "demo",
                more: "<x:Part>\(number)</x:Part><x:Parts>2</x:Parts>"
                    + "<x:WholeOrderTotal currency=\"GBP\">59.94</x:WholeOrderTotal>"
            ).replacing("WEBSALES", with: account)
        }
        try bench.state.record(facts: ["demo/1042": "59.94 GBP"], kind: "order-total")
        bench.importerAnswersWhileWaiting()
        let first = try await bench.run([part(1), part(2, "NOBODY")])
        #expect(first.success.first?.text("WaitingParts") == "demo/1042/2")
        #expect(try bench.told().isEmpty)
        bench.importerAnswersWhileWaiting()
        try await bench.run([part(1), part(2)])
        #expect(try bench.told() == ["demo/1042"])
        #expect(bench.importer.sales.value.map(\.id) == ["1042/1", "1042/2"])
    }

    @Test(arguments: ["1", "100"]) func partsThatDoNotAddUpToTheWholeAreHeld(_ ordersPerFile: String) async throws {
        let bench = try HandOverBench()
        let more = "<x:Parts>2</x:Parts><x:WholeOrderTotal currency=\"GBP\">60.00</x:WholeOrderTotal>"
        let parts = [1, 2].map { HandOverOrder.order("7/\($0)", more: more + "<x:Part>\($0)</x:Part>") }
        let result = try await bench.run(parts, fields: ["wait": "0", "orders_per_file": .text(ordersPerFile)])
        #expect(result.sentences.contains("29.97 + 29.97 = 59.94, the shopper paid 60.00"))
        #expect(bench.names.count == 1)
    }

    @Test func aTotalThatDiffersInTheLedgerIsHeldAndTheShopIsNotTold() async throws {
        let bench = try HandOverBench()
        // The rate of the code was raised in the company, and the connection still has the old one.
        bench.importer.ways.change { $0.rates["1"] = Amount(21) }
        bench.importerAnswersWhileWaiting()
        let result = try await bench.run([HandOverOrder.order("1")])
        #expect(result.codes == ["E-TOTAL-MISMATCH"])
        #expect(result.sentences.contains("sales order 90130 is in Sage with 30.21 GBP, the shopper paid 29.97: difference 0.24"))
        #expect(try bench.told().isEmpty)
        #expect(try bench.state.truth(kind: "SalesOrder", externalID: "1")?.internalID == "90130")
        let again = try await bench.run([HandOverOrder.order("1")], fields: ["wait": "0"])
        #expect(again.codes == ["E-TOTAL-MISMATCH"] && again.success.isEmpty)
        #expect(bench.importer.taken.value.count == 1 && bench.names == [])
        try bench.state.settle(record: "1", reason: "entered-by-hand: corrected")
        #expect(try await bench.run([HandOverOrder.order("1")]).outcome.recordsOut == 1)
        #expect(try bench.told() == ["1"])
    }

    @Test func anImporterThatTellsNoTotalsIsBelieved() async throws {
        let bench = try HandOverBench()
        bench.importer.ways.change { $0.tellsTotals = false }
        bench.importerAnswersWhileWaiting()
        #expect(try await bench.run([HandOverOrder.order("1")]).outcome.recordsOut == 1)
    }

    @Test func anOrderThatDoesNotAddUpIsHeldWithTheSum() async throws {
        let bench = try HandOverBench()
        let result = try await bench.run([HandOverOrder.order("1", total: "30.00")])
        #expect(result.codes == ["E-TOTAL-MISMATCH"])
        #expect(result.sentences.contains("ledger total: net 24.98 + VAT 4.99 = 29.97; shopper paid: 30.00"))
        #expect(bench.names == [])
    }

    @Test func theTotalRecordedAtDownloadDecides() async throws {
        let bench = try HandOverBench()
        try bench.state.record(facts: ["harbour/1": "31.00 GBP"], kind: "order-total")
        let result = try await bench.run([HandOverOrder.order("1", store: "harbour")])
        #expect(result.codes == ["E-TOTAL-MISMATCH"])
        #expect(bench.names == [])
    }

    @Test(arguments: [
        (
            lines: HandOverOrder.line("A", net: "10.00", tax: "2.00").replacing("<TaxCode>1</TaxCode>", with: ""),
            code: "E-TAXCODE"
        ),
        (lines: HandOverOrder.line("A", net: "10.00", tax: "2.00", code: "77"), code: "E-TAXCODE"),
        (lines: HandOverOrder.line("A", net: "10.00", tax: "3.00"), code: "E-TAX"),
        (lines: HandOverOrder.line("A", net: "10.00", tax: "2.00", quantity: "0"), code: "E-QUANTITY"),
        (lines: HandOverOrder.line("A", net: "10.00", tax: "2.00", quantity: "1.234"), code: "E-QUANTITY"),
        (lines: HandOverOrder.line("A", net: "-10.00", tax: "-2.00"), code: "E-VALUE"),
        (lines: HandOverOrder.line("M", net: "10.00", tax: "2.00"), code: "E-VALUE"),
        (lines: OrderText.line("A", code: "1"), code: "E-VALUE"), (lines: "", code: "E-NO-LINES"),
    ]) func whatCannotBePricedIsHeld(_ sample: (lines: String, code: String)) async throws {
        let bench = try HandOverBench()
        let result = try await bench.run(
            [HandOverOrder.order("1", lines: sample.lines), HandOverOrder.order("2")], fields: ["wait": "0"])
        #expect(result.codes == [sample.code])
        #expect(result.outcome.failed == 1 && bench.names.count == 1)
    }

    @Test func anotherCurrencyThanTheCompanysIsHeld() async throws {
        let bench = try HandOverBench()
        let euros = HandOverOrder.order("1", more: "<Currency>EUR</Currency>").replacing(
            "currency=\"GBP\"", with: "currency=\"EUR\"")
        #expect(try await bench.run([euros], fields: ["wait": "0"]).codes == ["E-CURRENCY"])
        let kept = try await bench.run([euros], fields: ["wait": "0", "currencies": ["EUR"]])
        #expect(kept.outcome.failed == 0 && bench.names.count == 1)
    }

    @Test func anOrderWithoutIdCouldNeverBeAnswered() async throws {
        let bench = try HandOverBench()
        let nameless = HandOverOrder.order("1").replacing("<Id>1</Id>", with: "")
        #expect(try await bench.run([nameless], fields: ["wait": "0"]).codes == ["E-VALUE"])
    }

    @Test func aWholeOrderDiscountIsHeldBecauseSageWouldComputeTheTaxAgain() async throws {
        let bench = try HandOverBench()
        let order = HandOverOrder.order("1", more: "<NetValueDiscount>5</NetValueDiscount>")
        #expect(try await bench.run([order], fields: ["wait": "0"]).codes == ["E-VALUE"])
    }
}
