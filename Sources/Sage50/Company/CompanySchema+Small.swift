/// The small tables (sage50.md 1.7).
extension CompanySchema {
    static let taxCode = TableSchema("TAX_CODE", "PRIMARY KEY (TAX_CODE)") { table in
        table.code(3, "TAX_CODE")
        table.number("TAX_CODE_ID", "RELATED_CODE")
        table.text(60, "DESCRIPTION")
        table.decimal("TAX_RATE", "RELATED_RATE")
        table.flag("VAT_INCLUDE", "EURO_SALES", "EURO_PURCHASE", "IS_REVERSECHARGE")
        table.bookkeeping()
    }

    static let bank = TableSchema("BANK", "PRIMARY KEY (ACCOUNT_REF)") { table in
        table.code(8, "ACCOUNT_REF")
        table.text(60, "NAME", "ACCOUNT_NAME", "ACCOUNT_NUMBER", "TYPE", "IBAN", "BICSWIFT")
        table.text(10, "SORT_CODE")
        table.number("CURRENCY", default: 1)
        table.decimal("FOREIGN_BALANCE")
        table.number("NUMBER")
        table.flag("INACTIVE_FLAG")
        table.bookkeeping()
    }

    static let nominal = TableSchema("NOMINAL_LEDGER", "PRIMARY KEY (ACCOUNT_REF)") { table in
        table.code(8, "ACCOUNT_REF")
        table.text(60, "NAME")
        table.number("ACCOUNT_TYPE")
        table.decimal("BALANCE")
        table.bookkeeping()
    }

    static let currency = TableSchema("CURRENCY") { table in
        table.key("NUMBER")
        table.code(3, "CODE")
        table.text(3, "SYMBOL")
        table.text(30, "NAME")
        table.flag("BASE_CURRENCY", "EMU_MEMBER")
        table.decimal("RATE")
        table.bookkeeping()
    }

    /// Department 0 is the default one, so the key may be zero.
    static let department = TableSchema("DEPARTMENT", "PRIMARY KEY (NUMBER)") { table in
        table.number("NUMBER")
        table.text(60, "NAME")
        table.text(8, "REFERENCE")
        table.bookkeeping()
    }

    static let country = TableSchema("COUNTRY_CODE", "PRIMARY KEY (CODE)") { table in
        table.code(2, "CODE")
        table.text(30, "NAME")
        table.flag("EU_MEMBER")
        table.bookkeeping()
    }

    static let category = TableSchema("STOCK_CAT") { table in
        table.key("NUMBER")
        table.text(30, "NAME")
        table.bookkeeping()
    }

    static let company = TableSchema("COMPANY") { table in
        table.text(60, "NAME", "SOP_GLOBAL_DETAILS")
        table.flag("ALLOW_NEGATIVE_STOCK", "INVOICE_DISC_UNIT_PRICE", "NO_DISCOUNT_PRICE_LIST", "VAT_CASH")
        table.number("QTY_DECIMAL_PLACE", "UNIT_DECIMAL_PLACE", default: 2)
        table.decimal("SOP_CARRIAGE_NET", "FLAT_RATE_VAT_PERCENT")
        table.text(8, "SOP_CARRIAGE_NOM_CODE", "SOP_GLOBAL_NOM_CODE")
        table.text(3, "SOP_CARRIAGE_TAX_CODE", "SOP_GLOBAL_TAX_CODE")
        table.number("SOP_CARRIAGE_DEPT", "SOP_GLOBAL_DEPT")
        table.text(8, "NOM_DEFAULT_BANK", "NOM_DEFAULT_SALES", "NOM_DEBTORS", "NOM_TAX_SALES", "NOM_DISCOUNT_SALES")
        table.number("NON_VAT_TAX_CODE", default: 9)
        table.text(20, "VAT_REG_NUMBER")
        table.text(2, "COUNTRY_CODE")
        table.flag("CLOSED_LEDGER_DATE_ENABLED")
        table.date("CLOSED_LEDGER_CHECK_DATE")
        table.bookkeeping()
    }

    /// Receipts that came with orders, in the order's currency. Sage posts them with the invoice; this table is ours.
    static let receipt = TableSchema("X_RECEIPT", "PRIMARY KEY (ORDER_NUMBER, RECEIPT_NUMBER)") { table in
        table.number("ORDER_NUMBER", "RECEIPT_NUMBER", "PAYMENT_TYPE")
        table.code(8, "BANK_REF")
        table.text(30, "PAYMENT_REF")
        table.decimal("AMOUNT")
        table.bookkeeping()
    }

    /// What outside records became, written in the order's own transaction (decision 20). Not a Sage table.
    static let truth = TableSchema("X_TRUTH", "PRIMARY KEY (KIND, EXTERNAL_ID)") { table in
        table.code(30, "KIND")
        table.text(300, "EXTERNAL_ID")
        table.text(30, "INTERNAL_ID")
        table.raw("FINGERPRINT", "TEXT NOT NULL DEFAULT ''")
        table.raw("CREATED", "TEXT NOT NULL")
    }

    /// Named switches of the file, for instance who works exclusively in it. Not a Sage table.
    static let state = TableSchema("X_STATE", "PRIMARY KEY (NAME)") { table in
        table.code(30, "NAME")
        table.raw("VALUE", "TEXT NOT NULL")
    }
}
