import Foundation
import Testing
import Workflow
import XSLT

@testable import Sage50

/// The rules R1 to R30 of the import, one test each where the ledger shows it.
@Suite struct ImportRulesTests {
    private func post(_ order: String, _ change: (inout ImportSettings) -> Void = { _ in }) async throws -> Bench {
        let bench = try Bench()
        let imported = try await bench.run(order, change: change)
        #expect(imported.outcome.failed == 0, "\(imported.sentences)")
        return bench
    }

    @Test func r2NumbersAreTheNextFreeUnlessManual() async throws {
        let bench = try Bench()
        let orders = ["1", "2", "3"].map {
            OrderText.order(id: $0, lines: OrderText.mug, more: "<SalesOrderNumber>90</SalesOrderNumber>")
        }
        try await bench.run(orders[0])
        #expect(try bench.value("SELECT MAX(ORDER_NUMBER) FROM SALES_ORDER") == "1")
        try await bench.run(orders[1]) { $0.usesManualNumbers = true }
        #expect(try bench.value("SELECT MAX(ORDER_NUMBER) FROM SALES_ORDER") == "90")
        let again = try await bench.run(orders[2]) { $0.usesManualNumbers = true }
        #expect(again.codes == ["E-ORDERNO-USED"])
    }

    @Test func r2ANumberUsedTwiceInOneFileFailsTheSecondOrder() async throws {
        let bench = try Bench()
        let orders = ["1", "2"].map {
            OrderText.order(id: $0, lines: OrderText.mug, more: "<SalesOrderNumber>90</SalesOrderNumber>")
        }
        let imported = try await bench.run(orders[0], orders[1]) { $0.usesManualNumbers = true }
        #expect(imported.success.map { $0.text("Id") } == ["1"])
        #expect(imported.codes == ["E-ORDERNO-USED"])
    }

    @Test func r3TheShopsNumberStandsInTheCustomerOrderNumber() async throws {
        let bench = try await post(
            OrderText.order(lines: OrderText.mug, more: "<CustomerOrderNumber>W-1042</CustomerOrderNumber>"))
        #expect(try bench.value("SELECT CUST_ORDER_NUMBER FROM SALES_ORDER") == "W-1042")
    }

    @Test func r5TextsAreShortenedWithAWarning() async throws {
        let note = String(repeating: "n", count: 61)
        let bench = try await post(OrderText.order(lines: OrderText.mug, more: "<Notes1>\(note)</Notes1>"))
        #expect(try bench.value("SELECT length(NOTES_1) FROM SALES_ORDER") == "60")
        #expect(bench.log.text.contains("7: Notes1 has 61 characters and was shortened to 60"))
    }

    @Test func r7TheThirdLineAndTheTownAreJoinedAndTheCountryIsNoLine() async throws {
        let address = """
            <SalesOrderAddress><Company>Inn</Company><Address1>A</Address1><Address2>B</Address2><Address3>C</Address3>
            <Town>Town</Town><County>County</County><Postcode>YO1</Postcode><Country>GB</Country></SalesOrderAddress>
            """
        let bench = try await post(OrderText.order(lines: OrderText.mug, more: address))
        let columns = (1...5).map { "ADDRESS_\($0)" }.joined(separator: " || '|' || ")
        #expect(try bench.value("SELECT \(columns) FROM SALES_ORDER") == "A|B|C, Town|County|YO1")
    }

    @Test func r8TheNameIsTheCompanyElseThePerson() async throws {
        let person = try await post(OrderText.order(lines: OrderText.mug, more: OrderText.person("Joe", "Harrison")))
        #expect(try person.value("SELECT NAME || '/' || CONTACT_NAME FROM SALES_ORDER") == "Joe Harrison/Joe Harrison")
        let company = try await post(
            OrderText.order(lines: OrderText.mug, more: OrderText.person("Joe", "Harrison", company: "Inn")))
        #expect(try company.value("SELECT NAME || '/' || CONTACT_NAME FROM SALES_ORDER") == "Inn/Joe Harrison")
    }

    @Test func r9AnAbsentDeliveryAddressIsTheAccountsAndABlankOneIsBlank() async throws {
        let absent = try await post(OrderText.order(lines: OrderText.mug))
        #expect(try absent.value("SELECT DEL_NAME || '|' || DEL_ADDRESS_5 FROM SALES_ORDER") == "Web sales|YO21 1AA")
        let blank = try await post(OrderText.order(lines: OrderText.mug, more: "<SalesOrderDeliveryAddress/>"))
        #expect(try blank.value("SELECT DEL_NAME || '|' || DEL_ADDRESS_5 FROM SALES_ORDER") == "|")
    }

    @Test func r10ADefaultCodeReplacesAMissingCodeNotAnUnknownOne() async throws {
        let bench = try Bench()
        let missing = OrderText.order(id: "1", lines: OrderText.line(nil, price: "4"))
        let unknown = OrderText.order(id: "2", lines: OrderText.line("CUP-9", price: "4"))
        let imported = try await bench.run(missing, unknown) { $0.defaultProductCode = "S1" }
        #expect(imported.success.map { $0.text("Id") } == ["1"])
        #expect(try bench.value("SELECT STOCK_CODE FROM SOP_ITEM") == "S1")
        #expect(imported.codes == ["E-STOCK-UNKNOWN"])
    }

    @Test func r10AnUnknownProductIsCreatedWithItsOrderWhenAllowed() async throws {
        let line = OrderText.line("cup-9", quantity: "2", price: "4.25", code: "5", more: "<Name>Cup</Name>")
        let bench = try await post(OrderText.order(lines: line + line)) { $0.createsProducts = true }
        #expect(
            try bench.value("SELECT STOCK_CODE || DESCRIPTION || SALES_PRICE || TAX_CODE FROM STOCK WHERE STOCK_CODE = 'CUP-9'")
                == "CUP-9Cup4.25T5")
        #expect(try bench.count("SOP_ITEM") == 2)
    }

    @Test func r11DescriptionAndPriceComeFromTheProduct() async throws {
        let bench = try await post(OrderText.order(total: "19.99", lines: OrderText.line("mug-1", quantity: "2")))
        #expect(
            try bench.value("SELECT STOCK_CODE || '/' || DESCRIPTION || '/' || NET_AMOUNT FROM SOP_ITEM")
                == "MUG-1/Harbour mug/16.66")
    }

    @Test(arguments: [("0", "26.98"), ("1", "26.97")])
    func r12ADiscountIsTakenOffTheLineOrOffTheRoundedUnitPrice(_ flag: String, _ net: String) async throws {
        let bench = try Bench()
        try bench.sql("UPDATE COMPANY SET INVOICE_DISC_UNIT_PRICE = \(flag)")
        let line = OrderText.line(
            "MUG-1", quantity: "3", price: "9.99", more: "<UnitDiscountPercentage>9.98</UnitDiscountPercentage>")
        try await bench.run(OrderText.order(lines: line))
        #expect(try bench.value("SELECT NET_AMOUNT FROM SOP_ITEM") == net)
        #expect(try bench.value("SELECT FULL_NET_AMOUNT FROM SOP_ITEM") == "29.97")
    }

    @Test func r13TheTaxCodeIsTheRecordsThenTheOverridingAccountsThenTheProducts() async throws {
        let bench = try Bench()
        let lines =
            OrderText.line("MUG-1", price: "1", code: "5") + OrderText.line("MUG-1", price: "1")
            + OrderText.line("S2", price: "1")
        try await bench.run(OrderText.order(id: "1", lines: lines), OrderText.order(id: "2", account: "ZERO001", lines: lines))
        let codes = "SELECT group_concat(TAX_CODE, ' ') FROM SOP_ITEM WHERE ORDER_NUMBER = "
        #expect(try bench.value(codes + "1") == "T5 T1 T0")
        #expect(try bench.value(codes + "2") == "T5 T0 T0")
    }

    @Test func r13VatSettingsWinOverTheRecord() async throws {
        let bench = try Bench()
        let vat = try VATSettings(["base_sales": "1", "row_sales": "0", "row_carriage": "0"])
        let line = OrderText.line("MUG-1", price: "10", code: "5")
        let carriage = "<Carriage><UnitPrice>5</UnitPrice><TaxCode>1</TaxCode></Carriage>"
        for (id, country) in [("1", "GB"), ("2", "US"), ("3", "ZZ")] {
            let order = OrderText.order(id: id, lines: line, more: carriage + OrderText.person("A", "B", country: country))
            try await bench.run(order) { $0.vat = vat }
        }
        #expect(try bench.value("SELECT group_concat(TAX_CODE, ' ') FROM SOP_ITEM") == "T1 T0 T5")
        #expect(try bench.value("SELECT group_concat(CARR_TAX_CODE, ' ') FROM SALES_ORDER") == "T1 T0 T1")
    }

    @Test func r14TheNominalCodeIsTheRecordsThenTheAccountsThenTheProducts() async throws {
        let bench = try Bench()
        let lines =
            OrderText.line("BOOK-1", price: "1") + OrderText.line("BOOK-1", price: "1", more: "<NominalCode>4100</NominalCode>")
        try await bench.run(
            OrderText.order(id: "1", lines: lines), OrderText.order(id: "2", account: "ZERO001", lines: OrderText.mug),
            OrderText.order(id: "3", lines: lines, more: "<GlobalNominalCode>4900</GlobalNominalCode>"))
        let codes = "SELECT group_concat(NOMINAL_CODE, ' ') FROM SOP_ITEM WHERE ORDER_NUMBER = "
        #expect(try bench.value(codes + "1") == "4001 4100")
        #expect(try bench.value(codes + "2") == "4100")
        #expect(try bench.value(codes + "3") == "4900 4900")
    }

    @Test func r15TheDepartmentIsTheRecordsElseTheCustomers() async throws {
        let lines =
            OrderText.line("BOOK-1", price: "1", more: "<Department>3</Department>") + OrderText.line("BOOK-1", price: "1")
        let bench = try await post(OrderText.order(account: "ZERO001", lines: lines))
        #expect(try bench.value("SELECT group_concat(DEPT_NUMBER, ' ') FROM SOP_ITEM") == "3 6")
        #expect(try bench.value("SELECT GLOBAL_DEPT_NUMBER FROM SALES_ORDER") == "6")
    }

    @Test func r17r18r19CarriageHasItsOwnCodesAndCountsOnce() async throws {
        let bench = try await post(
            OrderText.order(lines: OrderText.mug, more: "<Carriage><UnitPrice>4.95</UnitPrice></Carriage>"))
        #expect(
            try bench.value("SELECT CARR_NET || '+' || CARR_TAX || ' ' || CARR_TAX_CODE || ' ' || CARR_NOM_CODE FROM SALES_ORDER")
                == "4.95+0.99 T1 4905")
        #expect(try bench.value("SELECT ITEMS_GROSS || ' ' || INVOICE_GROSS FROM SALES_ORDER") == "12 17.94")
    }

    @Test func r21r23AWholeOrderDiscountIsSpreadAndTaxIsComputedAgain() async throws {
        let lines =
            OrderText.line("MUG-1", net: "20.00", tax: "4.01", code: "1")
            + OrderText.line("BOOK-1", net: "10.00", tax: "0", code: "0")
        let bench = try await post(OrderText.order(lines: lines, more: "<NetValueDiscount>3</NetValueDiscount>"))
        #expect(try bench.value("SELECT group_concat(NEGOTIATION_DISC_NET, ' ') FROM SOP_ITEM") == "2 1")
        #expect(
            try bench.value("SELECT INVOICE_NET || ' ' || INVOICE_TAX || ' ' || NET_VALUE_DISCOUNT_NET FROM SALES_ORDER")
                == "27 3.6 3")
    }

    @Test func r22OnAGrossOrderTheDiscountIsNettedDown() async throws {
        let line = OrderText.line("MUG-1", price: "24")
        let more = "<VatInclusive>true</VatInclusive><NetValueDiscount>6</NetValueDiscount>"
        let bench = try await post(OrderText.order(total: "18.00", lines: line, more: more))
        #expect(try bench.value("SELECT INVOICE_NET || ' ' || INVOICE_TAX FROM SALES_ORDER") == "15 3")
    }

    @Test func r28FreeStockIsAllocatedAndShortStockIsNoFailure() async throws {
        let lines = OrderText.line("MUG-1", quantity: "6", price: "1") + OrderText.line("MUG-1", quantity: "6", price: "1")
        let bench = try await post(
            OrderText.order(lines: lines + OrderText.line("ENGRAVE", price: "1") + OrderText.line("S1", price: "1")))
        #expect(try bench.value("SELECT group_concat(QTY_ALLOCATED, ' ') FROM SOP_ITEM") == "6 2 0 0")
        #expect(try bench.value("SELECT QTY_ALLOCATED FROM STOCK WHERE STOCK_CODE = 'MUG-1'") == "10")
        #expect(try bench.value("SELECT ALLOCATED_STATUS FROM SALES_ORDER") == "Part")
    }

    @Test func r29WithoutAllocationTheProductStaysAsItIs() async throws {
        let bench = try await post(OrderText.order(lines: OrderText.mug)) { $0.allocatesStock = false }
        #expect(try bench.value("SELECT QTY_ALLOCATED FROM STOCK WHERE STOCK_CODE = 'MUG-1'") == "2")
        #expect(try bench.value("SELECT ALLOCATED_STATUS FROM SALES_ORDER") == "")
    }

    @Test func messageAndServiceLinesMoveNoStockAndKeepTheirText() async throws {
        let lines =
            OrderText.mug + OrderText.line("M", quantity: nil, more: "<Name>Leave with neighbour</Name>")
            + OrderText.line("S3", price: "30", more: "<Text>Engraved: J &amp; M</Text>")
        let bench = try await post(OrderText.order(total: "48.00", lines: lines))
        #expect(
            try bench.value("SELECT DESCRIPTION || TAX_CODE || NET_AMOUNT FROM SOP_ITEM WHERE STOCK_CODE = 'M'")
                == "Leave with neighbour0")
        #expect(try bench.value("SELECT TEXT || SERVICE_FLAG FROM SOP_ITEM WHERE STOCK_CODE = 'S3'") == "Engraved: J & M1")
    }

    @Test func anOrderDatedInAClosedPeriodIsHeld() async throws {
        let bench = try Bench()
        try bench.sql("UPDATE COMPANY SET CLOSED_LEDGER_DATE_ENABLED = 1, CLOSED_LEDGER_CHECK_DATE = '2026-02-28'")
        let imported = try await bench.run(
            OrderText.order(lines: OrderText.mug, more: "<SalesOrderDate>2026-02-28T23:00:00</SalesOrderDate>"),
            OrderText.order(id: "8", lines: OrderText.mug, more: "<SalesOrderDate>2026-03-01</SalesOrderDate>"))
        #expect(imported.codes == ["E-CLOSED-PERIOD"])
        #expect(imported.outcome.recordsOut == 1)
    }

    @Test func theCustomersTimeZoneDecidesTheDayOfAnInstant() async throws {
        let bench = try Bench()
        let order = OrderText.order(lines: OrderText.mug, more: "<SalesOrderDate>2026-06-30T23:30:00+00:00</SalesOrderDate>")
        try "<Company><SalesOrders><SalesOrder>\(order)</SalesOrder></SalesOrders></Company>"
            .write(to: bench.folder.appendingPathComponent("sales-orders.xml"), atomically: true, encoding: .utf8)
        let london = try #require(TimeZone(identifier: "Europe/London"))
        _ = try await bench.task().run(bench.context(timeZone: london))
        #expect(try bench.value("SELECT ORDER_DATE FROM SALES_ORDER") == "2026-07-01")
    }

    @Test func theVatAnalysisListsTheHighestRateFirst() async throws {
        let lines =
            OrderText.line("BOOK-1", price: "10") + OrderText.line("S1", price: "20", code: "5")
            + OrderText.line("MUG-1", price: "30")
        let bench = try await post(OrderText.order(lines: lines))
        let columns = (1...3).map { "TAX_RATE_\($0) || ':' || NET_AMOUNT_\($0) || ':' || TAX_AMOUNT_\($0)" }.joined(
            separator: " || ' ' || ")
        #expect(try bench.value("SELECT \(columns) FROM SALES_ORDER") == "20:30:6 5:20:1 0:10:0")
    }
}
