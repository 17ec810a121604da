internal import GRDB

extension EmbeddedCompany {
    func account(_ reference: String) throws -> Account? {
        try reading { db in
            let statement = try db.cachedStatement(
                sql: "SELECT * FROM SALES_LEDGER WHERE ACCOUNT_REF = ? AND RECORD_DELETED = 0")
            return try Row.fetchOne(statement, arguments: [reference]).map(Account.init(row:))
        }
    }

    func accounts(matching criteria: AccountCriteria) throws -> [Account] {
        let fields = criteria.fields.sorted { $0.key.rawValue < $1.key.rawValue }
        var conditions = fields.map { "\($0.key.column) = ? COLLATE NOCASE" } + ["RECORD_DELETED = 0"]
        if let currency = criteria.currency { conditions.append("CURRENCY = \(currency)") }
        let sql = "SELECT * FROM SALES_LEDGER WHERE \(conditions.joined(separator: " AND ")) ORDER BY ACCOUNT_REF LIMIT 3"
        return try reading { db in
            let statement = try db.cachedStatement(sql: sql)
            return try Row.fetchAll(statement, arguments: StatementArguments(fields.map(\.value))).map(Account.init(row:))
        }
    }

    func highestAccountReference(matching glob: String) throws -> String? {
        try reading { db in
            let statement = try db.cachedStatement(sql: "SELECT MAX(ACCOUNT_REF) FROM SALES_LEDGER WHERE ACCOUNT_REF GLOB ?")
            return try String.fetchOne(statement, arguments: [glob])
        }
    }

    func create(_ account: Account) throws {
        try writing { db, stamp in try EmbeddedCompany.insert(account, db, stamp) }
    }

    /// Writes the account inside a transaction.
    ///
    /// - Throws: ``Rejection`` when the reference is in use (R1 has been checked by the column).
    static func insert(_ account: Account, _ db: Database, _ stamp: String) throws {
        try refusing("account \(account.reference)") { try db.insertRow("SALES_LEDGER", account.row, stamp: stamp) }
    }

    /// Adds a delivery address to an account under the account's next address number, unless the account has it already.
    static func insert(_ delivery: DeliveryAddress, account: String, _ db: Database, _ stamp: String) throws {
        let same = (1...5).map { "ADDRESS_\($0) = ?" }.joined(separator: " AND ")
        let search = try db.cachedStatement(
            sql: "SELECT 1 FROM SALES_DEL_ADDR WHERE ACCOUNT_REF = ? AND NAME = ? AND \(same) AND RECORD_DELETED = 0")
        let values = [account, delivery.name] + delivery.address.lines
        guard try Int.fetchOne(search, arguments: StatementArguments(values)) == nil else { return }
        let statement = try db.cachedStatement(sql: "SELECT MAX(ADDRESS_REF) FROM SALES_DEL_ADDR WHERE ACCOUNT_REF = ?")
        let number = (try Int.fetchOne(statement, arguments: [account]) ?? 0) + 1
        let digits = String(number)
        var row: RowValues = [
            "REFERENCE": account.padding(8) + String(repeating: "0", count: max(0, 4 - digits.count)) + digits,
            "ACCOUNT_REF": account, "ADDRESS_REF": number, "DESCRIPTION": delivery.name, "NAME": delivery.name,
            "CONTACT_NAME": delivery.contactName, "TELEPHONE": delivery.telephone, "E_MAIL": delivery.email,
            "COUNTRY_CODE": delivery.country, "ADDRESS_TYPE_NAME": "Delivery",
        ]
        row.set("ADDRESS_", family: delivery.address.lines)
        try refusing("delivery address of \(account)") { try db.insertRow("SALES_DEL_ADDR", row, stamp: stamp) }
    }

    /// Turns a refusal of the tables' own checks into a record's rejection, with the check's name.
    static func refusing(_ what: String, _ body: () throws -> Void) throws {
        do { try body() } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Rejection(.ledger, "the company refuses \(what): \(error.message ?? "a rule of the table is broken")")
        }
    }
}

extension String {
    /// Blanks added on the right up to `width` characters.
    fileprivate func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension Account {
    init(row: Row) {
        self.init(reference: row["ACCOUNT_REF"])
        name = row.text("NAME")
        contactName = row.text("CONTACT_NAME")
        tradeContact = row.text("TRADE_CONTACT")
        address = PostalAddress(row.family("ADDRESS_", 5))
        country = row.text("COUNTRY_CODE")
        (telephone, telephone2, fax) = (row.text("TELEPHONE"), row.text("TELEPHONE_2"), row.text("FAX"))
        (email, email2, email3) = (row.text("E_MAIL"), row.text("E_MAIL2"), row.text("E_MAIL3"))
        website = row.text("WEB_ADDRESS")
        deliveryName = row.text("DEL_NAME")
        deliveryAddress = PostalAddress(row.family("DEL_ADDRESS_", 5))
        analysis = row.family("ANALYSIS_", 3)
        department = row["DEPT_NUMBER"]
        taxCode = row.text("DEF_TAX_CODE")
        overridesTaxCode = row.flag("OVERRIDE_TAX_CODE")
        nominalCode = row.text("DEF_NOM_CODE")
        overridesNominalCode = row.flag("X_OVERRIDE_NOM_CODE")
        vatNumber = row.text("VAT_REG_NUMBER")
        currency = row["CURRENCY"]
        (creditLimit, balance) = (row.text("CREDIT_LIMIT"), row.text("BALANCE"))
        (priceList, terms) = (row.text("PRICING_REF"), row.text("TERMS"))
        paymentDueDays = row["PAYMENT_DUE_DAYS"]
        settlementDays = row["SETTLEMENT_DUE_DAYS"]
        settlementRate = row.text("SETTLEMENT_DISC_RATE")
        isOnHold = row.flag("ACCOUNT_ON_HOLD")
        isInactive = row.flag("INACTIVE_FLAG")
        status = row["STATUS_NUMBER"]
        statusText = row.text("STATUS_TEXT")
        opened = row.text("DATE_ACCOUNT_OPENED")
    }

    /// The account as a row of `SALES_LEDGER`.
    var row: RowValues {
        var row: RowValues = [
            "ACCOUNT_REF": reference, "NAME": name, "CONTACT_NAME": contactName, "TRADE_CONTACT": tradeContact,
            "COUNTRY_CODE": country, "TELEPHONE": telephone, "TELEPHONE_2": telephone2, "FAX": fax, "E_MAIL": email,
            "E_MAIL2": email2, "E_MAIL3": email3, "WEB_ADDRESS": website, "DEL_NAME": deliveryName,
            "DEPT_NUMBER": department, "DEF_TAX_CODE": taxCode, "OVERRIDE_TAX_CODE": overridesTaxCode ? 1 : 0,
            "DEF_NOM_CODE": nominalCode, "X_OVERRIDE_NOM_CODE": overridesNominalCode ? 1 : 0, "VAT_REG_NUMBER": vatNumber,
            "CURRENCY": currency, "CREDIT_LIMIT": creditLimit, "BALANCE": balance, "PRICING_REF": priceList, "TERMS": terms,
            "PAYMENT_DUE_DAYS": paymentDueDays, "SETTLEMENT_DUE_DAYS": settlementDays, "SETTLEMENT_DISC_RATE": settlementRate,
            "ACCOUNT_ON_HOLD": isOnHold ? 1 : 0, "INACTIVE_FLAG": isInactive ? 1 : 0, "STATUS_NUMBER": status,
            "STATUS_TEXT": statusText,
        ]
        row.set("ADDRESS_", family: address.lines)
        row.set("C_ADDRESS_", family: address.squeezed.lines)
        row.set("DEL_ADDRESS_", family: deliveryAddress.lines)
        row.set("ANALYSIS_", family: analysis)
        if !opened.isEmpty { row["DATE_ACCOUNT_OPENED"] = opened }
        return row
    }
}
