internal import GRDB
internal import Money
internal import Workflow

/// The sales orders of an embedded company for reconciliation.
struct CompanyOrders: LedgerOrders {
    let company: EmbeddedCompany

    func all() throws -> [LedgerOrderView] { try company.salesOrders() }
}

extension EmbeddedCompany {
    /// Sales orders with the outside id under which they were posted. One that was posted and is not there any more is listed as
    /// deleted; quotations and proformas are left out.
    func salesOrders() throws -> [LedgerOrderView] {
        try reading { db in
            var externalIDs = try EmbeddedCompany.externalIDs(db)
            var orders: [LedgerOrderView] = []
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT ORDER_NUMBER, ACCOUNT_REF, CUST_ORDER_NUMBER, FOREIGN_INVOICE_GROSS, RECORD_DELETED
                    FROM SALES_ORDER WHERE ORDER_TYPE_CODE = 0 ORDER BY ORDER_NUMBER
                    """)
            while let row = try rows.next() {
                let number = String(row["ORDER_NUMBER"] as Int)
                orders.append(
                    LedgerOrderView(
                        number: number, account: row["ACCOUNT_REF"], customerOrderNumber: row["CUST_ORDER_NUMBER"],
                        gross: try row.amount("FOREIGN_INVOICE_GROSS").formatted(decimals: 2),
                        externalID: externalIDs.removeValue(forKey: number), isDeleted: row.flag("RECORD_DELETED")))
            }
            for (number, id) in externalIDs.sorted(by: { $0.key < $1.key }) {
                orders.append(
                    LedgerOrderView(
                        number: number, account: "", customerOrderNumber: "", gross: "0.00", externalID: id, isDeleted: true))
            }
            return orders
        }
    }

    /// Outside ids by order number, from the company's own truth.
    private static func externalIDs(_ db: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(db, sql: "SELECT INTERNAL_ID, EXTERNAL_ID FROM X_TRUTH WHERE KIND = 'SalesOrder'")
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }
}
