import Foundation
import GRDB
import Money

/// Reads the company file with SQL of its own and adds up again: it believes no figure that can be computed from others.
final class LedgerAudit {
    /// An order as the ledger has it.
    struct Entry {
        /// Sum of the lines and the carriage.
        var gross: Amount
        /// What the order's head says.
        var headGross: Amount
        /// Receipts that came with it.
        var receipts: Amount
        /// Pieces by stock code.
        var pieces: [String: Amount] = [:]
        /// Every line is what Sage makes of its quantity, unit price and rate, and so is the carriage of its net.
        var isPlain = true
    }

    private let database: DatabaseQueue
    private let unitDecimals: Int
    private var last = 0

    /// Sets the company's decimals of unit prices, which its owner does once.
    init(_ file: URL, unitDecimals: Int) throws {
        self.unitDecimals = unitDecimals
        database = try DatabaseQueue(path: file.path)
        try database.write { try $0.execute(sql: "UPDATE COMPANY SET UNIT_DECIMAL_PLACE = ?", arguments: [unitDecimals]) }
    }

    /// Orders that came since the last call, by the shop's id.
    func newEntries() throws -> [Int: Entry] {
        try database.read { db in
            var entries: [Int: Entry] = [:], ids: [Int: Int] = [:]
            let heads = try Row.fetchCursor(
                db,
                sql: """
                    SELECT ORDER_NUMBER, CUST_ORDER_NUMBER, CARR_NET, CARR_TAX, INVOICE_GROSS, TAX_CODE.TAX_RATE AS CARR_RATE,
                        (SELECT GROUP_CONCAT(AMOUNT) FROM X_RECEIPT WHERE X_RECEIPT.ORDER_NUMBER = SALES_ORDER.ORDER_NUMBER) AS PAID
                    FROM SALES_ORDER LEFT JOIN TAX_CODE ON TAX_CODE = CARR_TAX_CODE
                    WHERE ORDER_NUMBER > ? ORDER BY ORDER_NUMBER
                    """, arguments: [last])
            while let head = try heads.next() {
                let id = Int(head["CUST_ORDER_NUMBER"] as String) ?? 0, number: Int = head["ORDER_NUMBER"]
                ids[number] = id
                entries[id] = try entry(head)
            }
            let lines = try Row.fetchCursor(
                db,
                sql: """
                    SELECT ORDER_NUMBER, STOCK_CODE, QTY_ORDER, UNIT_PRICE, NET_AMOUNT, TAX_AMOUNT, TAX_RATE FROM SOP_ITEM
                    WHERE ORDER_NUMBER > ? AND STOCK_CODE <> 'M'
                    """, arguments: [last])
            while let line = try lines.next() {
                guard let id = ids[line["ORDER_NUMBER"]] else { continue }
                try entries[id]?.add(line, unitDecimals: unitDecimals)
            }
            last = ids.keys.max() ?? last
            return entries
        }
    }

    private func entry(_ head: Row) throws -> Entry {
        let net = try head.amount("CARR_NET"), tax = try head.amount("CARR_TAX")
        let paid = (head["PAID"] as String? ?? "").split(separator: ",")
        var entry = Entry(gross: net + tax, headGross: try head.amount("INVOICE_GROSS"), receipts: .zero)
        for receipt in paid { entry.receipts += try Amount(parsing: receipt) }
        if !net.isZero { entry.isPlain = tax == (try net.percent(head.amount("CARR_RATE"), decimals: 2)) }
        return entry
    }
}

extension LedgerAudit.Entry {
    fileprivate mutating func add(_ line: Row, unitDecimals: Int) throws {
        let quantity = try line.amount("QTY_ORDER"), price = try line.amount("UNIT_PRICE")
        let net = try line.amount("NET_AMOUNT"), tax = try line.amount("TAX_AMOUNT")
        gross += net + tax
        pieces[line["STOCK_CODE"], default: .zero] += quantity
        let computed = try quantity.multiplied(by: price).rounded(to: 2)
        let computedTax = try computed.percent(line.amount("TAX_RATE"), decimals: 2)
        if !price.isWhole(decimals: unitDecimals) || net != computed || tax != computedTax { isPlain = false }
    }
}

extension Row {
    /// A decimal column, which the company keeps as text.
    fileprivate func amount(_ column: String) throws -> Amount { try Amount(parsing: self[column] as String) }
}
