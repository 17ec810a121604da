internal import GRDB
internal import Money

extension EmbeddedCompany {
    func codes() throws -> LedgerCodes {
        try reading { db in
            if let owner = try EmbeddedCompany.exclusiveOwner(db) { throw LedgerError.busy(reason: owner) }
            return LedgerCodes(
                taxCodes: try taxCodes(db), nominals: try names(db, "ACCOUNT_REF", of: "NOMINAL_LEDGER"),
                departments: try names(db, "NUMBER", of: "DEPARTMENT"), currencies: try currencies(db), banks: try banks(db),
                countries: try countries(db), company: try settings(db))
        }
    }

    private func taxCodes(_ db: Database) throws -> [String: LedgerCodes.TaxCode] {
        let rows = try Row.fetchAll(db, sql: "SELECT TAX_CODE, TAX_CODE_ID, TAX_RATE FROM TAX_CODE WHERE RECORD_DELETED = 0")
        let codes = try rows.map {
            LedgerCodes.TaxCode(code: $0["TAX_CODE"], id: $0["TAX_CODE_ID"], rate: try $0.amount("TAX_RATE"))
        }
        return Dictionary(codes.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func names<Key: Hashable & DatabaseValueConvertible>(
        _ db: Database, _ key: String, of table: String
    ) throws -> [Key: String] {
        let rows = try Row.fetchAll(db, sql: "SELECT \(key), NAME FROM \(table) WHERE RECORD_DELETED = 0")
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    private func currencies(_ db: Database) throws -> [LedgerCodes.Currency] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM CURRENCY WHERE RECORD_DELETED = 0 ORDER BY NUMBER")
        return try rows.map {
            LedgerCodes.Currency(
                number: $0["NUMBER"], code: $0["CODE"], rate: try $0.amount("RATE"), isBase: $0.flag("BASE_CURRENCY"))
        }
    }

    private func banks(_ db: Database) throws -> [String: Int] {
        let sql = "SELECT ACCOUNT_REF, CURRENCY FROM BANK WHERE RECORD_DELETED = 0 AND INACTIVE_FLAG = 0"
        let rows = try Row.fetchAll(db, sql: sql)
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    private func countries(_ db: Database) throws -> [String: LedgerCodes.Country] {
        let rows = try Row.fetchAll(db, sql: "SELECT CODE, EU_MEMBER FROM COUNTRY_CODE WHERE RECORD_DELETED = 0")
        let countries = rows.map { LedgerCodes.Country(code: $0["CODE"], isEUMember: $0.flag("EU_MEMBER")) }
        return Dictionary(countries.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func settings(_ db: Database) throws -> LedgerCodes.CompanySettings {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM COMPANY") else {
            throw LedgerError.damaged(path: path, reason: "its COMPANY table is empty")
        }
        var settings = LedgerCodes.CompanySettings()
        settings.name = row.text("NAME")
        settings.country = row.text("COUNTRY_CODE")
        settings.quantityDecimals = row["QTY_DECIMAL_PLACE"]
        settings.unitDecimals = row["UNIT_DECIMAL_PLACE"]
        settings.discountsUnitPrice = row.flag("INVOICE_DISC_UNIT_PRICE")
        settings.defaultBank = row.text("NOM_DEFAULT_BANK")
        settings.defaultSalesNominal = row.text("NOM_DEFAULT_SALES")
        settings.carriageNominal = row.text("SOP_CARRIAGE_NOM_CODE")
        settings.carriageTaxCode = row.text("SOP_CARRIAGE_TAX_CODE")
        settings.nonVATCode = "T" + String(row["NON_VAT_TAX_CODE"] as Int)
        if row.flag("CLOSED_LEDGER_DATE_ENABLED"), let day = row["CLOSED_LEDGER_CHECK_DATE"] as String? {
            settings.closedUntil = LedgerDate(day: day)
        }
        return settings
    }

    func order(number: Int) throws -> PostedOrder? { try orders("ORDER_NUMBER = ?", number).first }

    func orders(customerOrderNumber: String) throws -> [PostedOrder] {
        try orders("CUST_ORDER_NUMBER = ? AND RECORD_DELETED = 0 ORDER BY ORDER_NUMBER", customerOrderNumber)
    }

    private func orders(_ condition: String, _ value: any DatabaseValueConvertible) throws -> [PostedOrder] {
        try reading { db in
            let columns = "ORDER_NUMBER, ACCOUNT_REF, CUST_ORDER_NUMBER, FOREIGN_INVOICE_GROSS"
            let statement = try db.cachedStatement(sql: "SELECT \(columns) FROM SALES_ORDER WHERE \(condition)")
            return try Row.fetchAll(statement, arguments: [value]).map { row in
                PostedOrder(
                    number: row["ORDER_NUMBER"], accountReference: row["ACCOUNT_REF"],
                    customerOrderNumber: row["CUST_ORDER_NUMBER"], gross: try row.amount("FOREIGN_INVOICE_GROSS"))
            }
        }
    }

    func truth(kind: String, externalID: String) throws -> String? {
        try reading { db in
            let statement = try db.cachedStatement(sql: "SELECT INTERNAL_ID FROM X_TRUTH WHERE KIND = ? AND EXTERNAL_ID = ?")
            return try String.fetchOne(statement, arguments: [kind, externalID])
        }
    }

    func truths(kind: String, after position: Int) throws -> [LedgerTruth] {
        try reading { db in
            let statement = try db.cachedStatement(
                sql: "SELECT rowid, EXTERNAL_ID, INTERNAL_ID FROM X_TRUTH WHERE KIND = ? AND rowid > ? ORDER BY rowid LIMIT 5000")
            return try Row.fetchAll(statement, arguments: [kind, position]).map {
                LedgerTruth(position: $0[0], externalID: $0[1], internalID: $0[2])
            }
        }
    }

    func externalID(ofOrder number: Int) throws -> String? {
        try reading { db in
            let statement = try db.cachedStatement(
                sql: "SELECT EXTERNAL_ID FROM X_TRUTH WHERE KIND = 'SalesOrder' AND INTERNAL_ID = ?")
            return try String.fetchOne(statement, arguments: [String(number)])
        }
    }
}
