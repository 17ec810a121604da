import GRDB
import Money
import Testing
import XSLT

@testable import Sage50

/// The golden cases of zynk-workflow.md 9.8 as the mapping hands them over, and what the ledger holds of them by each route.
struct GoldenOrder: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let total: String
    /// Quantity, net and tax as the shop charged them, tax code.
    let lines: [(quantity: String, net: String, tax: String, code: String)]
    var carriage: (net: String, tax: String)?
    var payments = ""
    /// Lines of the ledger by the plain route, `quantity × price (net + tax)`; carriage at the end.
    let plain: [String]
    var adjustments: [String] = []

    /// The inside of a `SalesOrder` element.
    var order: String {
        let items = lines.map { OrderText.line("MUG-1", quantity: $0.quantity, net: $0.net, tax: $0.tax, code: $0.code) }
        let carriage =
            carriage.map { "<Carriage><TotalNet>\($0.net)</TotalNet><TotalTax>\($0.tax)</TotalTax></Carriage>" } ?? ""
        return OrderText.order(total: total, lines: items.joined(), more: carriage + payments)
    }

    /// Lines of the ledger by the exact route.
    var exact: [String] { lines.map { "\($0.net) + \($0.tax)" } + (carriage.map { ["\($0.net) + \($0.tax)"] } ?? []) }

    static let all: [GoldenOrder] = [
        GoldenOrder(
            testDescription: "3 × 9.99", total: "29.97", lines: [("3", "24.98", "4.99", "1")],
            plain: ["2 × 8.32 (16.64 + 3.33)", "1 × 8.33 (8.33 + 1.67)"], adjustments: ["split-line"]),
        GoldenOrder(
            testDescription: "7 × 19.99", total: "139.93", lines: [("7", "116.61", "23.32", "1")],
            plain: ["6 × 16.66 (99.96 + 19.99)", "1 × 16.65 (16.65 + 3.33)"], adjustments: ["split-line"]),
        GoldenOrder(
            testDescription: "100 × 0.99", total: "99.00", lines: [("100", "82.50", "16.50", "1")],
            plain: ["50 × 0.82 (41.00 + 8.20)", "50 × 0.83 (41.50 + 8.30)"], adjustments: ["split-line"]),
        GoldenOrder(
            testDescription: "9.99 and postage", total: "14.94", lines: [("1", "8.33", "1.66", "1")], carriage: ("4.13", "0.82"),
            plain: ["1 × 8.32 (8.32 + 1.66)", "4.13 + 0.83"], adjustments: ["moved-penny"]),
        GoldenOrder(
            testDescription: "three lines and postage", total: "68.89",
            lines: [("2", "24.98", "5.00", "1"), ("3", "12.48", "2.49", "1"), ("1", "16.66", "3.33", "1")],
            carriage: ("3.29", "0.66"),
            plain: ["2 × 12.49 (24.98 + 5.00)", "3 × 4.16 (12.48 + 2.50)", "1 × 16.66 (16.66 + 3.33)", "3.28 + 0.66"],
            adjustments: ["moved-penny"]),
        GoldenOrder(
            testDescription: "12.99 alone", total: "12.99", lines: [("1", "10.83", "2.16", "1")],
            plain: ["1 × 10.82 (10.82 + 2.16)", "1 × 0.01 (0.01 + 0.00)"], adjustments: ["penny-line"]),
        GoldenOrder(
            testDescription: "120.00 less a coupon", total: "108.00", lines: [("1", "90.00", "18.00", "1")],
            plain: ["1 × 90.00 (90.00 + 18.00)"]),
        GoldenOrder(
            testDescription: "3 × 24.00 less 10.00", total: "62.00", lines: [("3", "51.67", "10.33", "1")],
            plain: ["2 × 17.23 (34.46 + 6.89)", "1 × 17.21 (17.21 + 3.44)"], adjustments: ["split-line"]),
        GoldenOrder(
            testDescription: "handling and wrapping", total: "66.60",
            lines: [("1", "50.00", "10.00", "1"), ("1", "3.00", "0.60", "1")], carriage: ("2.50", "0.50"),
            plain: ["1 × 50.00 (50.00 + 10.00)", "1 × 3.00 (3.00 + 0.60)", "2.50 + 0.50"]),
        GoldenOrder(
            testDescription: "100.00 net at 5 %", total: "105.00", lines: [("1", "100.00", "5.00", "5")],
            plain: ["1 × 100.00 (100.00 + 5.00)"]),
        GoldenOrder(
            testDescription: "book, mug, postage", total: "25.44",
            lines: [("1", "12.50", "0.00", "0"), ("1", "7.49", "1.50", "1")], carriage: ("3.29", "0.66"),
            plain: ["1 × 12.50 (12.50 + 0.00)", "1 × 7.49 (7.49 + 1.50)", "3.29 + 0.66"]),
        GoldenOrder(
            testDescription: "100.00 of 120.00 by gift certificate", total: "120.00", lines: [("1", "100.00", "20.00", "1")],
            payments: """
                <PaymentAmount>20.00</PaymentAmount><BankAccount>1260</BankAccount><PaymentType>SalesReceipt</PaymentType>
                <x:Payments><x:Payment instrument="gift-certificate" bank="1250" type="SalesReceipt">100.00</x:Payment></x:Payments>
                """, plain: ["1 × 100.00 (100.00 + 20.00)"]),
        GoldenOrder(
            testDescription: "export", total: "50.00", lines: [("1", "50.00", "0.00", "0")], plain: ["1 × 50.00 (50.00 + 0.00)"]),
    ]
}

extension Bench {
    /// Lines and carriage of the only order, `quantity × price (net + tax)`.
    func ledgerLines() throws -> [String] {
        let lines = try company.database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM SOP_ITEM ORDER BY ITEM_NUMBER").map { row in
                try "\(row.amount("QTY_ORDER")) × \(row.amount("UNIT_PRICE").formatted(decimals: 2)) ("
                    + "\(row.amount("NET_AMOUNT").formatted(decimals: 2)) + \(row.amount("TAX_AMOUNT").formatted(decimals: 2)))"
            }
        }
        return try lines + carriage()
    }

    /// Net and tax of lines and carriage of the only order.
    func ledgerAmounts() throws -> [String] {
        try ledgerLines().map { $0.split(separator: "(").last.map { String($0.filter { $0 != ")" }) } ?? "" }
    }

    private func carriage() throws -> [String] {
        try company.database.read { db in
            try Row.fetchAll(db, sql: "SELECT CARR_NET, CARR_TAX FROM SALES_ORDER WHERE CARR_NET <> '0'").map { row in
                try "\(row.amount("CARR_NET").formatted(decimals: 2)) + \(row.amount("CARR_TAX").formatted(decimals: 2))"
            }
        }
    }
}

extension Imported {
    /// Adjustments of the first success record.
    var adjustments: [XMLElement] { success.first?.first("Adjustments")?.all("Adjustment") ?? [] }
}
