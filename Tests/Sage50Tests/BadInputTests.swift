import Foundation
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct BadInputTests {
    struct BadOrder: Sendable, CustomTestStringConvertible {
        let what: String
        let order: String
        let code: String
        let says: String
        var testDescription: String { what }

        static let all: [BadOrder] = [
            .init(
                what: "letters in a price", order: OrderText.order(lines: OrderText.line("MUG-1", price: "12abc")),
                code: "E-VALUE", says: "line 1 (MUG-1): UnitPrice: '12abc' is not a plain decimal"),
            .init(
                what: "thousands separator", order: OrderText.order(lines: OrderText.line("MUG-1", price: "1,234.50")),
                code: "E-VALUE", says: "'1,234.50'"),
            .init(
                what: "NaN", order: OrderText.order(lines: OrderText.line("MUG-1", price: "NaN")), code: "E-VALUE", says: "'NaN'"),
            .init(
                what: "empty price", order: OrderText.order(lines: OrderText.line("MUG-1", price: "")),
                code: "E-VALUE", says: "the element is empty"),
            .init(what: "no lines", order: OrderText.order(lines: ""), code: "E-NO-LINES", says: "the order has no lines"),
            .init(
                what: "no items element", order: "<Id>7</Id><AccountReference>WEBSALES</AccountReference>",
                code: "E-NO-LINES", says: "no lines"),
            .init(
                what: "negative quantity", order: OrderText.order(lines: OrderText.line("MUG-1", quantity: "-1", price: "1")),
                code: "E-QUANTITY", says: "credit note"),
            .init(
                what: "quantity 0", order: OrderText.order(lines: OrderText.line("MUG-1", quantity: "0", price: "1")),
                code: "E-QUANTITY", says: "quantity 0"),
            .init(
                what: "R10 no quantity", order: OrderText.order(lines: OrderText.line("MUG-1", quantity: nil, price: "1")),
                code: "E-QUANTITY", says: "no QtyOrdered"),
            .init(
                what: "a third decimal of quantity",
                order: OrderText.order(lines: OrderText.line("MUG-1", quantity: "1.125", price: "1")),
                code: "E-QUANTITY", says: "2 decimals"),
            .init(
                what: "R6 a stock code of 31 characters",
                order: OrderText.order(lines: OrderText.line("ABCDEFGHIJABCDEFGHIJABCDEFGHIJ1", price: "1")),
                code: "E-FIELD-LENGTH", says: "has 31 characters, the ledger takes 30"),
            .init(
                what: "R1 an account reference of 9 characters",
                order: OrderText.order(account: "WEBSALES9", lines: OrderText.mug),
                code: "E-FIELD-LENGTH", says: "9 characters, the ledger takes 8"),
            .init(
                what: "unknown account", order: OrderText.order(account: "NOBODY", lines: OrderText.mug),
                code: "E-ACCOUNT-UNKNOWN", says: "account NOBODY is not in the sales ledger"),
            .init(
                what: "no account at all", order: OrderText.order(account: nil, lines: OrderText.mug),
                code: "E-ACCOUNT-UNKNOWN", says: "names no account"),
            .init(
                what: "account on hold", order: OrderText.order(account: "HELD001", lines: OrderText.mug),
                code: "E-ONHOLD", says: "HELD001 is on hold"),
            .init(
                what: "R10 unknown product", order: OrderText.order(lines: OrderText.line("CUP-9", price: "1")),
                code: "E-STOCK-UNKNOWN", says: "product CUP-9 is not in the ledger"),
            .init(
                what: "R10 no stock code", order: OrderText.order(lines: OrderText.line(nil, price: "1")),
                code: "E-STOCK-UNKNOWN", says: "line 1 has no stock code"),
            .init(
                what: "R16 unknown tax code", order: OrderText.order(lines: OrderText.line("MUG-1", price: "1", code: "77")),
                code: "E-TAXCODE", says: "tax code 77 is not in the company"),
            .init(
                what: "R16 unknown nominal code",
                order: OrderText.order(lines: OrderText.line("MUG-1", price: "1", more: "<NominalCode>4777</NominalCode>")),
                code: "E-NOMINAL", says: "nominal code 4777"),
            .init(
                what: "R16 unknown department",
                order: OrderText.order(lines: OrderText.line("MUG-1", price: "1", more: "<Department>77</Department>")),
                code: "E-DEPARTMENT", says: "department 77"),
            .init(
                what: "tax that is not the rate's",
                order: OrderText.order(lines: OrderText.line("MUG-1", net: "10.00", tax: "1.00", code: "1")),
                code: "E-TAX", says: "tax 1.00 on net 10.00 is not what code T1 makes (20 % = 2.00)"),
            .init(
                what: "net without tax", order: OrderText.order(lines: OrderText.line("MUG-1", net: "10.00")),
                code: "E-TAX", says: "go together"),
            .init(
                what: "fractions of a penny", order: OrderText.order(lines: OrderText.line("MUG-1", net: "10.001", tax: "2")),
                code: "E-TAX", says: "whole pennies"),
            .init(
                what: "money on a message line", order: OrderText.order(lines: OrderText.line("M", price: "5")),
                code: "E-VALUE", says: "message line but carries money"),
            .init(
                what: "negative price of a product", order: OrderText.order(lines: OrderText.line("MUG-1", price: "-5")),
                code: "E-VALUE", says: "negative amount -5"),
            .init(
                what: "S1 without a price", order: OrderText.order(lines: OrderText.line("S1")), code: "E-VALUE",
                says: "no UnitPrice"),
            .init(
                what: "a date that does not exist",
                order: OrderText.order(lines: OrderText.mug, more: "<SalesOrderDate>2026-02-30T00:00:00</SalesOrderDate>"),
                code: "E-VALUE", says: "is not a date"),
            .init(
                what: "unknown payment type",
                order: OrderText.order(lines: OrderText.mug, more: "<PaymentType>Cash</PaymentType>"), code: "E-VALUE",
                says: "'Cash'"),
            .init(
                what: "a boolean in words",
                order: OrderText.order(lines: OrderText.mug, more: "<VatInclusive>yes</VatInclusive>"), code: "E-VALUE",
                says: "'yes'"),
            .init(
                what: "a currency the company does not keep",
                order: OrderText.order(lines: OrderText.mug, more: "<Currency>THB</Currency>"), code: "E-CURRENCY",
                says: "no currency THB"),
            .init(
                what: "a currency without hundredths",
                order: OrderText.order(lines: OrderText.mug, more: "<Currency>JPY</Currency>"), code: "E-CURRENCY",
                says: "hundredths"),
            .init(
                what: "amounts beyond any ledger",
                order: OrderText.order(lines: OrderText.line("MUG-1", quantity: "999999999999", price: "999999999999")),
                code: "E-VALUE", says: "cannot be computed"),
            .init(
                what: "an exponent", order: OrderText.order(lines: OrderText.line("MUG-1", price: "1e3")), code: "E-VALUE",
                says: "'1e3' is not a plain decimal"),
            .init(
                what: "infinity", order: OrderText.order(lines: OrderText.line("MUG-1", net: "Infinity", tax: "0")),
                code: "E-VALUE",
                says: "'Infinity'"),
            .init(
                what: "a discount larger than the order",
                order: OrderText.order(lines: OrderText.mug, more: "<NetValueDiscount>10.01</NetValueDiscount>"), code: "E-VALUE",
                says: "the whole-order discount 10.01 is not between 0 and the order's goods"),
            .init(
                what: "a discount line larger than the order",
                order: OrderText.order(
                    total: "-2.40", lines: OrderText.mug + OrderText.line("S1", net: "-12.00", tax: "-2.40", code: "1")),
                code: "E-VALUE", says: "the order comes to -2.40"),
            .init(
                what: "a total with letters", order: OrderText.order(total: "ten", lines: OrderText.mug), code: "E-VALUE",
                says: "OrderTotal"),
        ]
    }

    @Test(arguments: BadOrder.all)
    func aBadOrderGoesToTheFailFileAndTheRestGoesOn(_ bad: BadOrder) async throws {
        let bench = try Bench()
        let imported = try await bench.run(bad.order, OrderText.order(id: "8", lines: OrderText.mug))
        #expect(imported.codes == [bad.code])
        #expect(imported.sentences.contains(bad.says), "\(imported.sentences)")
        #expect(imported.outcome.failed == 1)
        #expect(imported.outcome.recordsOut == 1)
        #expect(imported.success.first?.text("Id") == "8")
        #expect(try bench.count("SALES_ORDER") == 1)
        #expect(try bench.state.held().map(\.record) == ["7"])
        #expect(try bench.state.held().first?.code == bad.code)
    }

    @Test func everyFaultOfAnOrderIsReportedAtOnce() async throws {
        let bench = try Bench()
        let lines = OrderText.line("CUP-9", price: "1") + OrderText.line("MUG-1", quantity: "-1", price: "1")
        let imported = try await bench.run(OrderText.order(account: "NOBODY", lines: lines))
        #expect(imported.codes == ["E-ACCOUNT-UNKNOWN", "E-STOCK-UNKNOWN", "E-QUANTITY"])
    }

    @Test func errorsStandRightAfterTheIdWithDateNameAndDescription() async throws {
        let bench = try Bench()
        let imported = try await bench.run(OrderText.order(lines: ""))
        #expect(imported.fail.first?.elements.map(\.name).prefix(2) == ["Id", "Errors"])
        #expect(imported.fail.first?.text("Errors", "Error", "Date") == "2026-03-03T09:15:00Z")
    }

    @Test func aRecordTakenFromAFailFileLosesItsOldErrors() async throws {
        let bench = try Bench()
        let old = "<Errors><Error><Name>Old</Name></Error></Errors>"
        let imported = try await bench.run("<Id>7</Id>\(old)<AccountReference>NOBODY</AccountReference>")
        #expect(imported.fail.first?.all("Errors").count == 1)
        #expect(imported.codes == ["E-NO-LINES", "E-ACCOUNT-UNKNOWN"])
    }

    @Test func unknownElementsAreIgnored() async throws {
        let bench = try Bench()
        let line = OrderText.line("MUG-1", price: "1", more: "<Colour>blue</Colour>")
        let imported = try await bench.run(OrderText.order(lines: line, more: "<Novelty><Deep>x</Deep></Novelty>"))
        #expect(imported.outcome.recordsOut == 1)
    }

    @Test func aNilElementCountsAsAbsent() async throws {
        let bench = try Bench()
        let more = """
            <Courier xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>
            <ForeignRate xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>
            """
        #expect(try await bench.run(OrderText.order(lines: OrderText.mug, more: more)).outcome.failed == 0)
    }

    @Test func aFileOfAnotherRootIsRefusedBeforeAnythingIsWritten() async throws {
        let bench = try Bench()
        try "<orders/>".write(to: bench.folder.appendingPathComponent("sales-orders.xml"), atomically: true, encoding: .utf8)
        await #expect { try await bench.task().run(bench.context()) } throws: { error in
            (error as? TaskFailure)?.failureClass == .configuration && "\(error)".contains("Company")
        }
    }

    @Test func aFileThatBreaksOffStillTellsOfTheOrdersBeforeTheBreak() async throws {
        let bench = try Bench()
        let text = "<Company><SalesOrders><SalesOrder>\(OrderText.order(lines: OrderText.mug))</SalesOrder><SalesOrder><Id>"
        try text.write(to: bench.folder.appendingPathComponent("sales-orders.xml"), atomically: true, encoding: .utf8)
        await #expect(throws: TaskFailure.self) { try await bench.task().run(bench.context()) }
        #expect(try bench.count("SALES_ORDER") == 1)
        #expect(try bench.imported(TaskOutcome()).success.map { $0.text("Id") } == ["7"])
        #expect(try bench.state.pendingMessages(channel: "order-status").count == 1)
    }

    @Test func logsNameFieldsAndNumbersButNoPersonsData() async throws {
        let bench = try Bench()
        let secret = String(repeating: "Secretname ", count: 8)
        let address = OrderText.person(secret, "Person")
        try await bench.run(OrderText.order(lines: OrderText.mug, more: address))
        #expect(bench.log.text.contains("was shortened to"))
        #expect(!bench.log.text.contains("Secretname"))
    }
}
