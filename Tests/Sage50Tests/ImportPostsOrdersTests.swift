import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct ImportPostsOrdersTests {
    static let mug = """
        <Id>1042</Id><AccountReference>WEBSALES</AccountReference><CustomerOrderNumber>1042</CustomerOrderNumber>
        <SalesOrderDate>2026-03-02T23:30:00</SalesOrderDate>
        <SalesOrderItems><Item><Sku>MUG-1</Sku><QtyOrdered>3</QtyOrdered><UnitPrice>8.3267</UnitPrice>
          <TotalNet>24.98</TotalNet><TotalTax>4.99</TotalTax><TaxCode>1</TaxCode></Item></SalesOrderItems>
        <x:OrderTotal currency="GBP">29.97</x:OrderTotal>
        """

    @Test func oneOrderArrivesWithItsNumberItsLinesAndItsTruth() async throws {
        let bench = try Bench()
        let imported = try await bench.run(Self.mug)
        #expect(imported.outcome.recordsOut == 1)
        #expect(imported.outcome.failed == 0)
        #expect(imported.success.first?.text("SalesOrderNumber") == "1")
        #expect(imported.success.first?.text("AccountReference") == "WEBSALES")
        #expect(imported.success.first?.text("SalesOrderItems", "Item", "QtyAllocated") == "3")
        #expect(try bench.value("SELECT INVOICE_GROSS FROM SALES_ORDER") == "29.97")
        #expect(try bench.value("SELECT TAX_AMOUNT FROM SOP_ITEM") == "4.99")
        #expect(try bench.value("SELECT QTY_ALLOCATED FROM STOCK WHERE STOCK_CODE = 'MUG-1'") == "5")
        #expect(try bench.value("SELECT INTERNAL_ID FROM X_TRUTH WHERE EXTERNAL_ID = '1042'") == "1")
        #expect(try bench.state.truth(kind: "SalesOrder", externalID: "1042")?.internalID == "1")
        #expect(try bench.state.pendingMessages(channel: "order-status").map(\.record) == ["1042"])
    }

    @Test func aStoppedImportKeepsTheOrderInHandAndGoesOnLater() async throws {
        let bench = try Bench()
        try bench.write([Self.mug, Self.mug.replacing("1042", with: "1043")])
        let stop = StopSignal()
        stop.request()
        await #expect(throws: TaskFailure.self) { try await bench.task().run(bench.context(stop: stop)) }
        #expect(try bench.count("SALES_ORDER") == 1)

        let resumed = try await bench.imported(bench.task().run(bench.context()))
        #expect(try bench.count("SALES_ORDER") == 2)
        #expect(resumed.success.map { $0.text("AlreadyInLedger") } == ["true", nil])
    }
}
