import Money
import Testing

@testable import Sage50

/// What the ledger makes of quantity, price and rate when no tax is given (sage50.md 4).
@Suite struct LedgerRulesTests {
    struct Line: Sendable, CustomTestStringConvertible {
        let quantity: String
        let price: String
        var rate = "20"
        var decimals = 2
        let net: String
        let tax: String
        var testDescription: String { "\(quantity) × \(price) at \(rate) %, \(decimals) decimals" }

        static let all = [
            Line(quantity: "3", price: "8.325", net: "24.99", tax: "5.00"),
            Line(quantity: "3", price: "8.325", decimals: 4, net: "24.98", tax: "5.00"),
            Line(quantity: "7", price: "16.658333", net: "116.62", tax: "23.32"),
            Line(quantity: "100", price: "0.825", net: "83.00", tax: "16.60"),
            Line(quantity: "100", price: "0.825", decimals: 4, net: "82.50", tax: "16.50"),
            Line(quantity: "50", price: "0.02", net: "1.00", tax: "0.20"),
            Line(quantity: "1", price: "0.02", net: "0.02", tax: "0.00"),
            Line(quantity: "2.5", price: "0.33", net: "0.83", tax: "0.17"),
            Line(quantity: "1", price: "100", rate: "5", net: "100.00", tax: "5.00"),
        ]
    }

    @Test(arguments: Line.all)
    func netIsQuantityTimesRoundedPriceAndTaxIsRoundedPerLine(_ line: Line) throws {
        var company = LedgerCodes.CompanySettings()
        company.unitDecimals = line.decimals
        let priced = LedgerRules.PricedLine(
            quantity: try Amount(parsing: line.quantity), unitPrice: try Amount(parsing: line.price))
        let amounts = try LedgerRules.amounts(priced, rate: Amount(parsing: line.rate), company: company)
        #expect(amounts.net.formatted(decimals: 2) == line.net)
        #expect(amounts.tax.formatted(decimals: 2) == line.tax)
    }

    @Test func aGrossLineIsNettedOnceAndNotPerUnit() throws {
        var priced = LedgerRules.PricedLine(quantity: Amount(7), unitPrice: try Amount(parsing: "19.99"))
        priced.includesTax = true
        let amounts = try LedgerRules.amounts(priced, rate: Amount(20), company: LedgerCodes.CompanySettings())
        #expect(amounts.net.description == "116.61")
        #expect(amounts.tax.description == "23.32")
    }

    @Test(arguments: [("5", "8", "5"), ("5", "3", "3"), ("5", "0", "0"), ("5", "-22", "0"), ("2.5", "2", "2")])
    func allocationTakesWhatIsFree(_ wanted: String, _ free: String, _ taken: String) throws {
        #expect(LedgerRules.allocation(of: try Amount(parsing: wanted), free: try Amount(parsing: free)).description == taken)
    }

    @Test func givenTaxMayDifferFromTheRatesByOnePennyOnly() throws {
        let net = Amount(10)
        for (tax, accepted) in [("1.99", true), ("2.00", true), ("2.01", true), ("2.02", false), ("1.98", false)] {
            #expect(try LedgerRules.accepts(tax: Amount(parsing: tax), on: net, rate: Amount(20)) == accepted)
        }
    }
}
