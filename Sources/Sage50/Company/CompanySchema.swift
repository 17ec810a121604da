internal import GRDB

/// Tables, indexes and the version of an embedded company.
enum CompanySchema {
    /// `Xwlk` in ASCII: how a company file is told from any other SQLite file.
    static let applicationID: Int32 = 0x5877_6C6B
    static let version = 1

    static let tables = [
        salesLedger, deliveryAddresses, salesOrder, orderItem, stock, stockComponents, stockMovements,
        taxCode, bank, nominal, currency, department, country, category, company, receipt, truth, state,
    ]

    private static let indexes = [
        "CREATE INDEX SALES_ORDER_CUSTOMER_ORDER ON SALES_ORDER (CUST_ORDER_NUMBER)",
        "CREATE INDEX SALES_ORDER_ACCOUNT ON SALES_ORDER (ACCOUNT_REF)",
        "CREATE INDEX X_TRUTH_INTERNAL ON X_TRUTH (KIND, INTERNAL_ID)",
        "CREATE INDEX STOCK_MODIFIED ON STOCK (RECORD_MODIFY_DATE)",
        "CREATE INDEX SALES_LEDGER_NAME ON SALES_LEDGER (NAME COLLATE NOCASE)",
        "CREATE INDEX SALES_LEDGER_E_MAIL ON SALES_LEDGER (E_MAIL COLLATE NOCASE)",
        "CREATE INDEX SALES_LEDGER_POSTCODE ON SALES_LEDGER (ADDRESS_5 COLLATE NOCASE)",
    ]

    /// Makes the tables of version 1. A released version is never edited; a later one is a new step after it.
    static func create(in db: Database) throws {
        for table in tables { try db.execute(sql: table.sql) }
        for index in indexes { try db.execute(sql: index) }
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(version)")
    }
}
