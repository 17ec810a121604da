import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// Two ways into a ledger, one total.
@Suite struct RouteTests {
    @Test(arguments: GoldenOrder.all)
    func theExactRouteKeepsNetAndTaxAsGiven(_ golden: GoldenOrder) async throws {
        let bench = try Bench()
        let imported = try await bench.run(golden.order)
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        #expect(try bench.ledgerAmounts() == golden.exact)
        #expect(imported.adjustments.isEmpty)
        try expectTotal(golden, bench, imported)
    }

    @Test(arguments: GoldenOrder.all)
    func thePlainRouteReachesTheSameTotalInALedgerThatComputesTheTax(_ golden: GoldenOrder) async throws {
        let bench = try Bench(fixesTax: false)
        let imported = try await bench.run(golden.order)
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        #expect(try bench.ledgerLines() == golden.plain)
        #expect(imported.adjustments.map { $0.attribute("kind") } == golden.adjustments)
        try expectTotal(golden, bench, imported)
    }

    private func expectTotal(_ golden: GoldenOrder, _ bench: Bench, _ imported: Imported) throws {
        let gross = try Amount(parsing: bench.value("SELECT INVOICE_GROSS FROM SALES_ORDER") ?? "")
        #expect(gross == (try Amount(parsing: golden.total)))
        #expect(imported.success.first?.text("LedgerTotal") == golden.total)
        #expect(imported.success.first?.first("LedgerTotal")?.namespace == "urn:crosswalk")
        let taxes = imported.success.first?.all("LedgerTax") ?? []
        let sums = try taxes.flatMap { tax in try ["net", "tax"].map { try Amount(parsing: tax.attribute($0) ?? "") } }
        #expect(sums.sum() == gross, "lines that the ledger adds are in the sum by tax code")
    }

    @Test func aLedgerThatFixesTaxTakesThePlainRouteOnlyWhenAsked() async throws {
        let bench = try Bench()
        try await bench.run(GoldenOrder.all[0].order) { $0.route = .plain }
        #expect(try bench.ledgerLines() == GoldenOrder.all[0].plain)
    }

    @Test func theExactRouteIntoALedgerThatComputesTheTaxIsAMistakeInTheConfiguration() async throws {
        let bench = try Bench(fixesTax: false)
        try bench.write([GoldenOrder.all[0].order])
        await #expect { try await bench.task { $0.route = .exact }.run(bench.context()) } throws: { error in
            (error as? TaskFailure)?.failureClass == .configuration && "\(error)".contains("Set route: plain")
        }
        #expect(try bench.count("SALES_ORDER") == 0)
    }

    @Test func theConnectionSaysWhetherTheCompanyTakesTax() throws {
        let bench = try Bench()
        for (value, takesTax) in [("false", false), ("true", true)] {
            let fields = SettingValues(["file": "company.sqlite", "fixes_tax": .text(value)])
            let connection = Connection(name: "ledger", type: "sage50-embedded", values: fields)
            let ledger = try Sage50Tasks.openCompany(connection, bench.context())
            #expect(ledger.capabilities.contains(.fixesTax) == takesTax)
        }
    }

    @Test func aCompanyThatComputesTheTaxRefusesAnother() throws {
        let bench = try Bench(fixesTax: false)
        var posting = OrderPosting(record: "7", accountReference: "WEBSALES")
        var line = OrderLine(stockCode: "S1", kind: .unstocked)
        (line.quantity, line.unitPrice, line.net) = (Amount(3), try Amount(parsing: "8.33"), try Amount(parsing: "24.99"))
        (line.tax, line.taxCode, line.taxRate) = (try Amount(parsing: "4.98"), "T1", Amount(20))
        posting.lines = [line]
        let result = try #require(try bench.company.post([posting]).first)
        guard case .refused(let rejection) = result else {
            Issue.record("posted with a tax that is not the company's")
            return
        }
        #expect(rejection.code == .tax)
        #expect(rejection.text.contains("would book net 24.99 + VAT 5.00 instead of net 24.99 + VAT 4.98"))
        #expect(try bench.count("SALES_ORDER") == 0)
    }

    // MARK: What a plain order carries

    @Test func theSuccessRecordTellsOfEachAdjustmentInASentence() async throws {
        let bench = try Bench(fixesTax: false)
        let imported = try await bench.run(GoldenOrder.all[0].order)
        let adjustment = try #require(imported.adjustments.first)
        #expect(adjustment.attributes == [.init("kind", "split-line"), .init("line", "1"), .init("amount", "0.00")])
        #expect(
            adjustment.text
                == "line 1 (MUG-1) is posted as 2 × 8.32 and 1 × 8.33, because no one price gives 29.97")
        #expect(imported.success.first?.first("Adjustments")?.namespace == "urn:crosswalk")
    }

    @Test func aPennyThatMovedNamesGiverAndTaker() async throws {
        let imported = try await Bench(fixesTax: false).run(GoldenOrder.all[3].order)
        #expect(imported.adjustments.map(\.text) == ["0.01 of line 1 (MUG-1) is posted with carriage"])
        let item = try #require(imported.success.first?.first("SalesOrderItems")?.first("Item"))
        #expect(item.text("TotalNet") == "8.32" && item.text("TotalTax") == "1.66")
        #expect(imported.success.first?.text("Carriage", "TotalTax") == "0.83")
    }

    @Test func aPennyLineHasNoStockAndTheCodeAndNominalOfTheLineThatLacksIt() async throws {
        let bench = try Bench(fixesTax: false)
        try await bench.run(GoldenOrder.all[5].order)
        let columns = "STOCK_CODE || ' ' || DESCRIPTION || ' ' || TAX_CODE || ' ' || NOMINAL_CODE || ' ' || DEPT_NUMBER"
        #expect(
            try bench.values("SELECT \(columns) FROM SOP_ITEM ORDER BY ITEM_NUMBER")
                == ["MUG-1 Harbour mug T1 4000 1", "S1 Rounding T1 4000 1"])
    }

    @Test func theAllocationOfASplitLineIsReportedPerItem() async throws {
        let bench = try Bench(fixesTax: false)
        let imported = try await bench.run(GoldenOrder.all[1].order)
        #expect(imported.success.first?.text("SalesOrderItems", "Item", "QtyAllocated") == "7")
        #expect(try bench.values("SELECT QTY_ALLOCATED FROM SOP_ITEM ORDER BY ITEM_NUMBER") == ["6", "1"])
    }

    @Test func messageLinesStayWhereTheyAre() async throws {
        let bench = try Bench(fixesTax: false)
        let message = "<Item><Sku>M</Sku><Name>For Ann</Name></Item>"
        let lines = message + OrderText.line("MUG-1", quantity: "3", net: "24.98", tax: "4.99", code: "1") + message
        try await bench.run(OrderText.order(total: "29.97", lines: lines))
        #expect(try bench.values("SELECT STOCK_CODE FROM SOP_ITEM ORDER BY ITEM_NUMBER") == ["M", "MUG-1", "MUG-1", "M"])
    }

    @Test func aWholeOrderDiscountGoesIntoThePrices() async throws {
        let bench = try Bench(fixesTax: false)
        let order = OrderText.order(
            total: "21.60", lines: OrderText.line("MUG-1", quantity: "2", price: "10.00", code: "1"),
            more: "<NetValueDiscount>2.00</NetValueDiscount>")
        let imported = try await bench.run(order)
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        #expect(try bench.ledgerLines() == ["2 × 9.00 (18.00 + 3.60)"])
        #expect(try bench.value("SELECT NET_VALUE_DISCOUNT_NET FROM SALES_ORDER") == "0")
    }

    @Test func theShopsOwnPriceIsKeptWhereItReachesTheTotal() async throws {
        let bench = try Bench(fixesTax: false)
        try bench.sql("UPDATE COMPANY SET UNIT_DECIMAL_PLACE = 4")
        try await bench.run(
            OrderText.order(total: "29.98", lines: OrderText.line("MUG-1", quantity: "3", price: "8.3251", code: "1")))
        #expect(try bench.value("SELECT UNIT_PRICE FROM SOP_ITEM") == "8.3251")
    }

    @Test func theOutcomeCountsOrdersAndRemedies() async throws {
        let bench = try Bench(fixesTax: false)
        let orders = [0, 1, 5, 6].map { index in
            GoldenOrder.all[index].order.replacingOccurrences(of: "<Id>7</Id>", with: "<Id>\(index + 10)</Id>")
        }
        try bench.write(orders)
        let outcome = try await bench.task().run(bench.context())
        #expect(outcome.recordsOut == 4)
        #expect(outcome.notes.contains("3 orders adjusted: 2 line splits, 1 penny line"))
    }

    @Test func aPlanSaysWhatWouldBeAdjusted() async throws {
        let bench = try Bench(fixesTax: false)
        try bench.write([GoldenOrder.all[0].order])
        let plan = try await bench.task().plan(bench.context(.dryRun))
        #expect(plan.actions.first?.reason.contains("is posted as 2 × 8.32 and 1 × 8.33") == true)
        #expect(plan.outcome.notes == ["1 order adjusted: 1 line split"])
    }

    @Test func aLineThatNoPriceCanReachIsHeld() async throws {
        let bench = try Bench(fixesTax: false)
        // Nets of 1.5 pieces are 0.06, 0.08, 0.09: neither 0.09 nor 0.08 and a penny comes of them.
        let line = OrderText.line("MUG-1", quantity: "1.5", net: "0.08", tax: "0.01", code: "1")
        let imported = try await bench.run(OrderText.order(total: "0.09", lines: line))
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(imported.sentences.contains("make the ledger round the order to 0.09"))
        #expect(try bench.count("SALES_ORDER") == 0)
    }
}
