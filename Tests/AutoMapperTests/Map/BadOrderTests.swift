import Foundation
import Testing
import Workflow
import XSLT

@testable import AutoMapper

/// Orders that cannot be right among good ones: each is held with its reason, the rest of the file goes through.
struct BadOrderTests {
    /// What is changed in a good order, and the code it must be held with.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: String
        let find: String
        let replacement: String

        init(_ description: String, _ code: String, _ find: String, _ replacement: String) {
            (testDescription, self.code, self.find, self.replacement) = (description, code, find, replacement)
        }

        func order(_ id: Int) -> String {
            var order = Order.mug
            order.id = String(id)
            return order.xml.replacing(find, with: replacement)
        }
    }

    static let faults = [
        Fault("letters", "E-AMOUNT", "<price_inc_tax>12.0000", "<price_inc_tax>twelve"),
        Fault("letters after digits", "E-AMOUNT", "<price_ex_tax>10.0000", "<price_ex_tax>10abc"),
        Fault("exponent", "E-AMOUNT", "<price_inc_tax>12.0000", "<price_inc_tax>1.2e1"),
        Fault("NaN", "E-AMOUNT", "<total_inc_tax>12.0000", "<total_inc_tax>NaN"),
        Fault("infinity", "E-AMOUNT", "<total_inc_tax>12.0000", "<total_inc_tax>Infinity"),
        Fault("thousands separator", "E-AMOUNT", "<total_inc_tax>12.0000", "<total_inc_tax>1,200.00"),
        Fault("decimal comma", "E-AMOUNT", "<price_ex_tax>10.0000", "<price_ex_tax>10,00"),
        Fault(
            "too large for any ledger", "E-AMOUNT", "<total_inc_tax>12.0000",
            "<total_inc_tax>\(String(repeating: "9", count: 40))"),
        Fault("quantity of letters", "E-AMOUNT", "<quantity>1", "<quantity>one"),
        Fault("negative quantity", "E-QUANTITY", "<quantity>1", "<quantity>-1"),
        Fault("more refunded than ordered", "E-QUANTITY", "<quantity>1", "<quantity_refunded>2</quantity_refunded><quantity>1"),
        Fault("total contradicts the lines", "E-TOTAL-MISMATCH", "<total_inc_tax>12.0000", "<total_inc_tax>15.0000"),
        Fault("total missing", "E-TOTAL", "<total_inc_tax>12.0000", "<total_inc_tax>NULL"),
        Fault("total below zero", "E-TOTAL", "<total_inc_tax>12.0000", "<total_inc_tax>-12.0000"),
        Fault("tax missing", "E-TAX", "<price_inc_tax>12.0000", "<price_inc_tax>"),
        Fault("rate without code", "E-TAXCODE", "<price_ex_tax>10.0000", "<price_ex_tax>10.2128"),
        Fault("country unknown", "E-COUNTRY", "<country_iso2>GB", "<country_iso2>ZZ"),
        Fault("country by name", "E-COUNTRY", "<country_iso2>GB", "<country_iso2>France"),
        Fault("country missing", "E-COUNTRY", "<country_iso2>GB</country_iso2>", ""),
        Fault("currency unknown", "E-CURRENCY", "<default_currency_code>GBP", "<default_currency_code>XQZ"),
        Fault("currency without hundredths", "E-CURRENCY", "<default_currency_code>GBP", "<default_currency_code>JPY"),
        Fault(
            "discount larger than the order", "E-DISCOUNT", "<sku>MUG</sku>",
            "<sku>MUG</sku><applied_discounts><discount><amount>24.0000</amount></discount></applied_discounts>"),
        Fault("date unreadable", "E-DATE", "Tue, 03 Mar 2026", "Tue, 31 Feb 2026"),
        Fault("no SKU", "E-NOSKU", "<sku>MUG</sku>", "<sku/>"),
        Fault("no lines", "E-NOLINES", "<products>", "<lines><products>".replacing("<products>", with: "")),
    ]

    /// The input of all faults, good orders between them.
    static var file: String {
        let orders = faults.enumerated().map { index, fault in
            var good = Order.mug
            good.id = String(1000 + index)
            return good.xml
                + fault.order(2000 + index).replacing("</products>", with: fault.code == "E-NOLINES" ? "</lines>" : "</products>")
        }
        return "<orders store=\"demo\">\(orders.joined())</orders>"
    }

    @Test func badOrdersAreHeldWithTheirReasonsAndTheRestGoesThrough() async throws {
        let (outcome, codes, written, log) = try await run(Self.file)
        #expect(outcome.recordsIn == 2 * Self.faults.count && outcome.failed == Self.faults.count)
        #expect(written == Self.faults.indices.map { String(1000 + $0) })
        for (index, fault) in Self.faults.enumerated() {
            #expect(codes[String(2000 + index)] == fault.code, "\(fault.testDescription)")
        }
        #expect(!log.contains { $0.contains("Ann") || $0.contains("High St") })
    }

    @Test func ordersThatWaitForOneAnswerAskItOnce() async throws {
        let orders = (1...12).map { Self.faults[15].order($0) }
        let (_, _, _, log) = try await run("<orders store=\"demo\">\(orders.joined())</orders>")
        let questions = log.filter { $0.contains("E-TAXCODE") }
        #expect(questions.count == 1)
        #expect(questions.first?.contains("demo/1, demo/2, ") == true)
        #expect(questions.first?.contains("and 2 more: E-TAXCODE: no tax code for goods at 17.5 % in zone uk (GB)") == true)
    }

    private func run(_ input: String) async throws -> (TaskOutcome, [String: String], [String], [String]) {
        try await withTemporaryFolder { folder in
            try write(input, to: folder.appendingPathComponent("orders.xml"))
            let run = try await MapRun.run(in: folder)
            func root(_ name: String) throws -> XMLElement { try XMLDocument(file: folder.appendingPathComponent(name)).root }
            let failed = try root("sales-orders.map-fail.xml").all("order")
            let codes = failed.map { ($0.text("id") ?? "", $0.text("Errors", "Error", "Name") ?? "") }
            let written = try root("sales-orders.xml").first("SalesOrders")?.all("SalesOrder") ?? []
            return (run.outcome, Dictionary(codes) { $1 }, written.compactMap { $0.text("Id") }, run.log)
        }
    }
}
