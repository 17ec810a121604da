import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// A customer may allow an order to be off by a few pennies, which then are booked to a nominal of their own.
@Suite struct ToleranceTests {
    private static let twoPence = RoundingTolerance(limit: Amount(micros: 20_000), nominal: "7999")

    private func order(_ total: String) -> String { OrderText.order(total: total, lines: OrderText.mug) }

    @Test(arguments: [("12.02", "0.02"), ("12.01", "0.01"), ("11.99", "-0.01"), ("11.98", "-0.02")], [true, false])
    func anOrderWithinTheToleranceGetsALineOfTheDifference(_ case: (total: String, difference: String), fixesTax: Bool)
        async throws
    {
        let bench = try Bench(fixesTax: fixesTax)
        let imported = try await bench.run(order(`case`.total)) { $0.posting.tolerance = Self.twoPence }
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        let columns = "STOCK_CODE || ' ' || NET_AMOUNT || ' ' || TAX_AMOUNT || ' ' || TAX_CODE || ' ' || NOMINAL_CODE"
        #expect(
            try bench.values("SELECT \(columns) FROM SOP_ITEM ORDER BY ITEM_NUMBER")
                == ["MUG-1 10 2 T1 4000", "S1 \(`case`.difference) 0 T9 7999"])
        #expect(imported.success.first?.text("LedgerTotal") == `case`.total)
        #expect(imported.adjustments.map { $0.attribute("kind") } == ["tolerance-line"])
        #expect(imported.adjustments.first?.attribute("amount") == `case`.difference)
        #expect(imported.outcome.notes.contains("1 order adjusted: 1 rounding difference booked"))
    }

    @Test(arguments: ["12.03", "11.97"])
    func beyondTheToleranceNothingIsPosted(_ total: String) async throws {
        let bench = try Bench()
        let imported = try await bench.run(order(total)) { $0.posting.tolerance = Self.twoPence }
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(try bench.count("SALES_ORDER") == 0)
    }

    @Test func withoutTheSettingAPennyHoldsTheOrder() async throws {
        #expect(try await Bench().run(order("12.01")).codes == ["E-TOTAL-MISMATCH"])
    }

    @Test func anOrderThatIsExactGetsNoLine() async throws {
        let bench = try Bench()
        let imported = try await bench.run(order("12.00")) { $0.posting.tolerance = Self.twoPence }
        #expect(try bench.count("SOP_ITEM") == 1)
        #expect(imported.adjustments.isEmpty)
    }

    @Test func theSettingIsReadFromItsMap() throws {
        let values = SettingValues([
            "connection": "ledger", "rounding": .map(["tolerance": "0.02", "nominal": "7999"]), "route": "plain",
        ])
        let settings = try ImportSettings(values)
        #expect(settings.posting.tolerance == Self.twoPence)
        #expect(settings.route == .plain)
    }

    @Test(arguments: [
        (["tolerance": "0.02"], "needs both tolerance and nominal"), (["nominal": "7999"], "needs both tolerance and nominal"),
        (["tolerance": "0.60", "nominal": "7999"], "not an amount from 0.01 to 0.50"),
        (["tolerance": "0", "nominal": "7999"], "not an amount from 0.01 to 0.50"),
        (["tolerance": "0.005", "nominal": "7999"], "not an amount from 0.01 to 0.50"),
        (["tolerance": "2p", "nominal": "7999"], "not an amount from 0.01 to 0.50"),
        (["tolerance": "0.02", "nominal": "7999", "limit": "1"], "'limit' is neither tolerance nor nominal"),
    ])
    func aSettingThatMakesNoSenseIsAMistakeInTheConfiguration(_ entries: [String: String], _ says: String) {
        #expect {
            try RoundingTolerance(entries)
        } throws: { ($0 as? TaskFailure)?.failureClass == .configuration && "\($0)".contains(says) }
    }

    @Test(arguments: [
        ("DELETE FROM NOMINAL_LEDGER WHERE ACCOUNT_REF = '7999'", "nominal 7999 is not in the nominal ledger"),
        ("UPDATE TAX_CODE SET TAX_RATE = '20' WHERE TAX_CODE = 'T9'", "outside VAT (T9) is missing or has a rate"),
    ])
    func theLedgerMustHaveTheNominalAndACodeWithoutVAT(_ sql: String, _ says: String) async throws {
        let bench = try Bench()
        try bench.sql(sql)
        try bench.write([order("12.00")])
        await #expect {
            try await bench.task { $0.posting.tolerance = Self.twoPence }.run(bench.context())
        } throws: { ($0 as? TaskFailure)?.failureClass == .configuration && "\($0)".contains(says) }
    }
}
