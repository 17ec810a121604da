import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// Rows of zynk-workflow.md section 9 that the importer answers for, by their names; the mapping's are tested with the mapping.
@Suite struct ReferenceDefectTests {
    @Test func m1FiftyLinesOfTwoPenceCarryTheTaxTheShopCharged() async throws {
        let bench = try Bench()
        let ten = String(repeating: OrderText.line("MUG-1", net: "0.02", tax: "0.01", code: "1"), count: 10)
        let forty = String(repeating: OrderText.line("MUG-1", net: "0.02", tax: "0.00", code: "1"), count: 40)
        let imported = try await bench.run(OrderText.order(total: "1.10", lines: ten + forty))
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        #expect(try bench.value("SELECT INVOICE_GROSS FROM SALES_ORDER") == "1.1")
    }

    @Test func m3ADiscountedLineKeepsItsTotalWhateverItsUnitPriceSays() async throws {
        let bench = try Bench()
        let line = OrderText.line("MUG-1", quantity: "3", price: "20.00", net: "51.67", tax: "10.33", code: "1")
        try await bench.run(OrderText.order(total: "62.00", lines: line))
        #expect(try bench.value("SELECT INVOICE_GROSS FROM SALES_ORDER") == "62")
    }

    @Test(arguments: ["NaN", "Infinity", "3.33333333333333e-06", ""])
    func m4ANumberThatIsNoneSpoilsItsOwnOrderOnly(_ amount: String) async throws {
        let line =
            "<Item><Sku>MUG-1</Sku><QtyOrdered>1</QtyOrdered><UnitPrice>8</UnitPrice>"
            + "<UnitDiscountAmount>\(amount)</UnitDiscountAmount></Item>"
        let imported = try await Bench().run(
            OrderText.order(id: "1", lines: line), OrderText.order(id: "2", lines: OrderText.mug))
        #expect(imported.codes == ["E-VALUE"])
        #expect(imported.success.map { $0.text("Id") } == ["2"])
    }

    @Test func m6EveryRateHasItsOwnCode() async throws {
        let bench = try Bench()
        let lines =
            OrderText.line("MUG-1", net: "100.00", tax: "5.00", code: "5") + OrderText.line("MUG-1", price: "10", code: "1")
        try await bench.run(OrderText.order(total: "117.00", lines: lines))
        #expect(try bench.values("SELECT TAX_CODE FROM SOP_ITEM ORDER BY ITEM_NUMBER") == ["T5", "T1"])
    }

    @Test func m8CarriageTakesItsOwnTax() async throws {
        let bench = try Bench()
        let carriage = "<Carriage><UnitPrice>4.125</UnitPrice><TotalNet>4.13</TotalNet><TotalTax>0.82</TotalTax></Carriage>"
        try await bench.run(OrderText.order(total: "16.95", lines: OrderText.mug, more: carriage))
        #expect(try bench.value("SELECT CARR_NET || ' ' || CARR_TAX FROM SALES_ORDER") == "4.13 0.82")
    }

    @Test func m10TheOrdersOwnRateWinsOverTheLedgers() async throws {
        let bench = try Bench()
        let more = "<Currency>EUR</Currency><CurrencyUsed>true</CurrencyUsed><ForeignRate>1.16</ForeignRate>"
        try await bench.run(OrderText.order(account: "EURO001", lines: OrderText.mug, more: more))
        #expect(try bench.value("SELECT FOREIGN_RATE FROM SALES_ORDER") == "1.16")
    }

    @Test func m12EachInstrumentIsAReceiptOfItsOwn() async throws {
        let bench = try Bench()
        let more = """
            <PaymentAmount>3.00</PaymentAmount><BankAccount>1260</BankAccount><PaymentType>SalesReceipt</PaymentType>
            <x:Payments><x:Payment instrument="gift-certificate" bank="1250">5.00</x:Payment>
            <x:Payment instrument="store-credit" bank="1210">4.00</x:Payment></x:Payments>
            """
        try await bench.run(OrderText.order(total: "12.00", lines: OrderText.mug, more: more))
        #expect(
            try bench.values("SELECT BANK_REF || ' ' || AMOUNT FROM X_RECEIPT ORDER BY RECEIPT_NUMBER") == [
                "1260 3", "1250 5", "1210 4",
            ])
    }

    @Test func m13TheReferenceOfThePaymentReachesTheOrder() async throws {
        let bench = try Bench()
        let more = """
            <PaymentRef>ch_3Nxyz</PaymentRef><PaymentAmount>12.00</PaymentAmount><BankAccount>1260</BankAccount>
            <PaymentType>SalesReceipt</PaymentType>
            """
        try await bench.run(OrderText.order(total: "12.00", lines: OrderText.mug, more: more))
        #expect(try bench.value("SELECT PAYMENT_REF FROM SALES_ORDER") == "ch_3Nxyz")
    }

    @Test func m14APaymentWithoutTypeIsNotRecordedAndSaidSo() async throws {
        let bench = try Bench()
        try await bench.run(OrderText.order(lines: OrderText.mug, more: "<PaymentAmount>12.00</PaymentAmount>"))
        #expect(try bench.count("X_RECEIPT") == 0)
        #expect(bench.log.text.contains("a payment without PaymentType is not recorded"))
    }

    @Test func a7GuestsWithCustomerZeroAreNotOneCustomer() async throws {
        let bench = try Bench()
        try await bench.run(OrderText.order(lines: OrderText.mug, more: "<CustomerId>0</CustomerId>"))
        #expect(try bench.values("SELECT KIND FROM X_TRUTH") == ["SalesOrder"])
    }

    @Test func l2AMissingStockCodeIsHeldUnlessOneIsSet() async throws {
        let order = OrderText.order(lines: OrderText.line(nil, price: "10", code: "0"))
        #expect(try await Bench().run(order).codes == ["E-STOCK-UNKNOWN"])
        let bench = try Bench()
        try await bench.run(order) { $0.defaultProductCode = "S2" }
        #expect(try bench.values("SELECT STOCK_CODE || TAX_CODE FROM SOP_ITEM") == ["S2T0"])
    }

    @Test func l3AStockCodeIsTrimmedNeverCutAndATypoIsNoNewProduct() async throws {
        let bench = try Bench()
        try await bench.run(OrderText.order(lines: OrderText.line(" MUG-1 ", price: "10")))
        #expect(try bench.values("SELECT STOCK_CODE FROM SOP_ITEM") == ["MUG-1"])
        let long = String(repeating: "A", count: 34)
        #expect(try await Bench().run(OrderText.order(lines: OrderText.line(long, price: "10"))).codes == ["E-FIELD-LENGTH"])
        #expect(try await Bench().run(OrderText.order(lines: OrderText.line("MUG-11", price: "10"))).codes == ["E-STOCK-UNKNOWN"])
    }

    @Test func l4ElementsTheFormatDoesNotKnowAreNoReasonToFail() async throws {
        let line = OrderText.line("MUG-1", price: "10", more: "<QtyDispatched>2</QtyDispatched>")
        #expect(try await Bench().run(OrderText.order(lines: line)).outcome.failed == 0)
    }

    @Test func i1TheShopsNumberIsNotTheLedgersUnlessAskedFor() async throws {
        let bench = try Bench()
        try await bench.run(OrderText.order(lines: OrderText.mug, more: "<SalesOrderNumber>9001</SalesOrderNumber>"))
        #expect(try bench.value("SELECT ORDER_NUMBER FROM SALES_ORDER") == "1")
    }

    @Test func i2TheSameIdOfTwoStoresIsTwoOrders() async throws {
        let bench = try Bench()
        for store in ["demo", "other"] {
            try await bench.run(OrderText.order(lines: OrderText.mug, more: "<x:Store>\(store)</x:Store>"))
        }
        #expect(try bench.values("SELECT EXTERNAL_ID FROM X_TRUTH ORDER BY 1") == ["demo/7", "other/7"])
    }
}
