import Money
import Testing

/// An amount never loses its currency.
@Suite struct MonetaryAmountTests {
    @Test func whatIsWrittenIsReadBack() throws {
        let paid = MonetaryAmount(try Amount(parsing: "34.8"), "GBP")
        #expect(paid.description == "34.80 GBP")
        #expect(try MonetaryAmount(parsing: "34.80 GBP") == paid)
    }

    @Test(arguments: ["34.80", "GBP 34.80", "34.80 gbp", "34.80 POUND", "34,80 GBP", "", "34.80 GBP GBP"])
    func anythingElseIsNotMoney(_ text: String) {
        #expect(throws: AmountError.self) { try MonetaryAmount(parsing: text) }
    }

    @Test func twoCurrenciesAreNotAddedUp() throws {
        let pounds = MonetaryAmount(.one, "GBP")
        #expect(try pounds.adding(pounds).description == "2.00 GBP")
        #expect(throws: AmountError.twoCurrencies("GBP", "EUR")) { try pounds.adding(MonetaryAmount(.one, "EUR")) }
    }

    @Test func fractionsOfAPennyAreRoundedHalfAwayFromZero() throws {
        #expect(MonetaryAmount(try Amount(parsing: "0.125"), "GBP").rounded.description == "0.13 GBP")
        #expect(MonetaryAmount(try Amount(parsing: "-0.125"), "GBP").rounded.description == "-0.13 GBP")
    }
}
