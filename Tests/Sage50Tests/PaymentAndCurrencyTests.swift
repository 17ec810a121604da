import Foundation
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct PaymentTests {
    private func pay(_ amount: String?, bank: String? = "1260", type: String? = "SalesReceipt", more: String = "") -> String {
        let fields = [("PaymentRef", "ch_1"), ("PaymentAmount", amount), ("BankAccount", bank), ("PaymentType", type)]
        let inside = fields.compactMap { name, value in value.map { "<\(name)>\($0)</\(name)>" } }.joined()
        return OrderText.order(total: "12.00", lines: OrderText.mug, more: inside + more)
    }

    private static let columns =
        "SELECT AMOUNT_PREPAID || ' ' || BANK_REF || ' ' || PAYMENT_TYPE || ' ' || PAYMENT_REF FROM SALES_ORDER"

    @Test func aCompletePaymentGoesToTheOrder() async throws {
        let bench = try Bench()
        try await bench.run(pay("12.00"))
        #expect(try bench.value(Self.columns) == "12 1260 3 ch_1")
    }

    @Test func alreadyReceivedHasItsOwnType() async throws {
        let bench = try Bench()
        try await bench.run(pay("12.00", type: "PaymentAlreadyReceived"))
        #expect(try bench.value("SELECT PAYMENT_TYPE || BANK_REF FROM SALES_ORDER") == "01260")
    }

    @Test func amountsAreRoundedToPennies() async throws {
        let bench = try Bench()
        try await bench.run(pay("11.995"))
        #expect(try bench.value("SELECT AMOUNT_PREPAID FROM SALES_ORDER") == "12")
    }

    @Test(arguments: [("0", "SalesReceipt"), ("0.00", "SalesReceipt"), ("12.00", nil)])
    func withoutAmountOrTypeNothingIsRecorded(_ amount: String, _ type: String?) async throws {
        let bench = try Bench()
        #expect(try await bench.run(pay(amount, type: type)).outcome.recordsOut == 1)
        #expect(try bench.value("SELECT AMOUNT_PREPAID || BANK_REF FROM SALES_ORDER") == "0")
        #expect(try bench.count("X_RECEIPT") == 0)
    }

    @Test func theDefaultBankStandsInForAMissingOne() async throws {
        let bench = try Bench()
        try await bench.run(pay("12.00", bank: nil))
        #expect(try bench.value("SELECT BANK_REF FROM SALES_ORDER") == "1200")
        let other = try Bench()
        try await other.run(pay("12.00", bank: nil)) { $0.defaultBank = "1250" }
        #expect(try other.value("SELECT BANK_REF FROM SALES_ORDER") == "1250")
    }

    @Test(arguments: [("4000", "is not a bank of the company"), ("1270", "is kept in EUR, the order in GBP")])
    func aBankThatCannotTakeThePaymentHoldsTheOrder(_ bank: String, _ says: String) async throws {
        let bench = try Bench()
        let imported = try await bench.run(pay("12.00", bank: bank))
        #expect(imported.codes == ["E-BANK"])
        #expect(imported.sentences.contains(says))
    }

    @Test func aNegativePaymentIsARefundAndHeld() async throws {
        #expect(try await Bench().run(pay("-1.00")).codes == ["E-PAYMENT"])
    }

    @Test func giftCertificatesAreReceiptsBesideTheCards() async throws {
        let bench = try Bench()
        let more = "<x:Payments><x:Payment bank=\"1250\" reference=\"Gift certificate\">10.00</x:Payment></x:Payments>"
        try await bench.run(pay("2.00", more: more))
        #expect(try bench.value("SELECT AMOUNT_PREPAID || ' ' || BANK_REF FROM SALES_ORDER") == "2 1260")
        #expect(try bench.value("SELECT group_concat(BANK_REF || ':' || AMOUNT, ' ') FROM X_RECEIPT") == "1260:2 1250:10")
    }

    @Test func anInstrumentBringsItsBankReferenceAndType() async throws {
        let bench = try Bench()
        let more = """
            <x:Payments><x:Payment instrument="store-credit" amount="10.00" bank="1250" reference="Credit 7"
            type="PaymentAlreadyReceived"/></x:Payments>
            """
        try await bench.run(pay("2.00", more: more))
        #expect(
            try bench.values(
                "SELECT BANK_REF || ' ' || AMOUNT || ' ' || PAYMENT_REF || ' ' || PAYMENT_TYPE FROM X_RECEIPT ORDER BY RECEIPT_NUMBER"
            )
                == ["1260 2 ch_1 3", "1250 10 Credit 7 0"])
    }

    @Test func aCardListedAmongTheInstrumentsIsTheOrdersOwnPayment() async throws {
        let bench = try Bench()
        let card = "<x:Payments><x:Payment instrument=\"card\" amount=\"12.00\" bank=\"1260\" reference=\"ch_1\"/></x:Payments>"
        try await bench.run(pay("12.00", more: card))
        #expect(try bench.count("X_RECEIPT") == 1)
        let alone = try Bench()
        try await alone.run(pay(nil, bank: nil, type: nil, more: card))
        #expect(try alone.value(Self.columns) == "12 1260 3 ch_1")
        let imported = try await Bench().run(pay("11.00", more: card))
        #expect(imported.codes.contains("E-PAYMENT"))
    }

    @Test func aCertificateWithoutClearingAccountStaysOpen() async throws {
        let bench = try Bench()
        let more = "<x:Payments><x:Payment instrument=\"gift-certificate\" amount=\"10.00\"/></x:Payments>"
        #expect(try await bench.run(pay("2.00", more: more)).outcome.recordsOut == 1)
        #expect(try bench.values("SELECT AMOUNT FROM X_RECEIPT") == ["2"])
    }

    @Test(arguments: ["instrument=\"cheque\" amount=\"1.00\"", "instrument=\"card\" amount=\"1e1\"", "instrument=\"card\""])
    func anInstrumentThatCannotBeReadHoldsTheOrder(_ attributes: String) async throws {
        let more = "<x:Payments><x:Payment \(attributes)/></x:Payments>"
        #expect(try await Bench().run(pay("2.00", more: more)).codes.contains("E-VALUE"))
    }

    @Test(arguments: [("4000", "is not a bank of the company"), ("1270", "is kept in EUR, the order in GBP")])
    func aClearingAccountMustBeABankOfTheOrdersCurrency(_ bank: String, _ says: String) async throws {
        let more = "<x:Payments><x:Payment instrument=\"store-credit\" amount=\"10.00\" bank=\"\(bank)\"/></x:Payments>"
        let imported = try await Bench().run(pay("2.00", more: more))
        #expect(imported.codes == ["E-BANK"])
        #expect(imported.sentences.contains(says))
    }
}

@Suite struct CurrencyTests {
    private func order(_ account: String, _ currency: String, rate: String = "", total: String = "12.00", more: String = "")
        -> String
    {
        let header = "<Currency>\(currency)</Currency><CurrencyUsed>true</CurrencyUsed>\(rate)\(more)"
        let total = "<x:OrderTotal currency=\"\(currency)\">\(total)</x:OrderTotal>"
        return OrderText.order(account: account, lines: OrderText.line("S1", net: "10.00", tax: "2.00"), more: header + total)
    }

    @Test func r24AnOrderInAnotherCurrencyThanTheAccountsIsHeld() async throws {
        let imported = try await Bench().run(order("WEBSALES", "EUR"))
        #expect(imported.codes == ["E-CURRENCY"])
        #expect(
            imported.sentences.hasPrefix(
                "The Foreign Currency on the account does not match the Foreign Currency on the transaction"))
    }

    @Test func r25AmountsStandInBothCurrenciesAtTheGivenRate() async throws {
        let bench = try Bench()
        try await bench.run(order("EURO001", "EUR", rate: "<ForeignRate>1.2</ForeignRate>"))
        #expect(
            try bench.value(
                "SELECT FOREIGN_INVOICE_GROSS || ' ' || INVOICE_NET || ' ' || INVOICE_TAX || ' ' || FOREIGN_RATE FROM SALES_ORDER"
            ) == "12 8.33 1.67 1.2")
        #expect(try bench.value("SELECT CURRENCY FROM SALES_ORDER") == "2")
    }

    @Test func r25AMissingRateIsTheLedgersAndAMissingCurrencyTheAccounts() async throws {
        let bench = try Bench()
        try await bench.run(OrderText.order(account: "EURO001", lines: OrderText.line("S1", price: "11.50", code: "0")))
        #expect(
            try bench.value("SELECT FOREIGN_INVOICE_NET || ' ' || INVOICE_NET || ' ' || FOREIGN_RATE FROM SALES_ORDER")
                == "11.5 10 1.15")
    }

    @Test func aCurrencyWithoutRateIsHeld() async throws {
        let bench = try Bench()
        try bench.sql("UPDATE CURRENCY SET RATE = '0' WHERE CODE = 'EUR'")
        #expect(try await bench.run(order("EURO001", "EUR")).sentences.contains("no exchange rate for EUR"))
    }

    @Test func r25ConversionTakesTheOrderIntoTheAccountsCurrency() async throws {
        let bench = try Bench()
        let imported = try await bench.run(order("WEBSALES", "EUR")) { $0.convertsCurrency = true }
        #expect(imported.outcome.recordsOut == 1, "\(imported.sentences)")
        #expect(try bench.value("SELECT INVOICE_NET || ' ' || INVOICE_TAX || ' ' || CURRENCY FROM SALES_ORDER") == "8.7 1.74 1")
        #expect(bench.log.text.contains("converted to GBP"))
    }

    @Test func theGateComparesInTheCurrencyTheShopperPaidIn() async throws {
        let bench = try Bench()
        let imported = try await bench.run(order("WEBSALES", "EUR", total: "12.01")) { $0.convertsCurrency = true }
        #expect(imported.codes == ["E-TOTAL-MISMATCH"])
        #expect(imported.sentences.contains("difference: -0.01 EUR"))
    }
}
