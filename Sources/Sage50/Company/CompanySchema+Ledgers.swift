extension CompanySchema {
    /// Customers (sage50.md 1.1).
    static let salesLedger = TableSchema("SALES_LEDGER", "PRIMARY KEY (ACCOUNT_REF)") { table in
        table.code(8, "ACCOUNT_REF")
        table.text(60, "NAME")
        table.text(30, "CONTACT_NAME", "TRADE_CONTACT")
        table.text(60, "ADDRESS_", 1...5)
        table.text(60, "C_ADDRESS_", 1...5)
        table.text(2, "COUNTRY_CODE")
        table.text(30, "TELEPHONE", "TELEPHONE_2", "FAX")
        table.text(255, "E_MAIL", "E_MAIL2", "E_MAIL3", "WEB_ADDRESS")
        table.text(60, "DEL_NAME")
        table.text(60, "DEL_ADDRESS_", 1...5)
        table.text(30, "DEL_CONTACT_NAME", "DEL_TELEPHONE", "DEL_FAX")
        table.text(30, "ANALYSIS_", 1...3)
        table.number("DEPT_NUMBER")
        table.text(3, "DEF_TAX_CODE")
        table.flag("OVERRIDE_TAX_CODE")
        table.text(20, "VAT_REG_NUMBER")
        table.text(8, "DEF_NOM_CODE", "PRICING_REF")
        table.number("CURRENCY", default: 1)
        table.decimal("CREDIT_LIMIT", "BALANCE", "FOREIGN_BALANCE", "DISCOUNT_RATE", "SETTLEMENT_DISC_RATE")
        table.number("SETTLEMENT_DUE_DAYS", "PAYMENT_DUE_DAYS")
        table.text(30, "TERMS")
        table.flag("ACCOUNT_ON_HOLD", "INACTIVE_FLAG")
        table.number("STATUS_NUMBER")
        table.text(60, "STATUS_TEXT")
        table.date("DATE_ACCOUNT_OPENED", "LAST_INV_DATE", "LAST_PAYMENT_DATE")
        // The published schema names no column for this flag of the program, so it carries our prefix.
        table.flag("X_OVERRIDE_NOM_CODE")
        table.bookkeeping()
    }

    /// Extra delivery addresses (1.2).
    static let deliveryAddresses = TableSchema(
        "SALES_DEL_ADDR", "PRIMARY KEY (REFERENCE)", "UNIQUE (ACCOUNT_REF, ADDRESS_REF)"
    ) { table in
        table.code(12, "REFERENCE")
        table.code(8, "ACCOUNT_REF")
        table.number("ADDRESS_REF", "TAX_CODE", "ADDRESS_TYPE")
        table.text(60, "DESCRIPTION", "NAME", "ADDRESS_TYPE_NAME")
        table.text(60, "ADDRESS_", 1...5)
        table.text(30, "CONTACT_NAME", "TELEPHONE", "TELEPHONE_2", "FAX", "CONTACT_ROLE")
        table.text(255, "E_MAIL")
        table.text(2, "COUNTRY_CODE")
        table.text(20, "VAT_REG_NUMBER")
        table.text(200, "NOTES")
        table.bookkeeping()
    }

    /// Order heads (1.3).
    static let salesOrder = TableSchema("SALES_ORDER") { table in
        table.key("ORDER_NUMBER")
        table.number("ORDER_TYPE_CODE", "ALLOCATED_STATUS_CODE", "DESPATCH_STATUS_CODE")
        table.text(60, "ORDER_OR_QUOTE", "ALLOCATED_STATUS", "DESPATCH_STATUS")
        table.date("ORDER_DATE", "DESPATCH_DATE", "QUOTE_EXPIRY_DATE")
        table.code(8, "ACCOUNT_REF")
        table.text(60, "NAME", "DEL_NAME", "CUST_ORDER_NUMBER", "TAKEN_BY")
        table.text(60, "ADDRESS_", 1...5)
        table.text(60, "C_ADDRESS_", 1...5)
        table.text(60, "DEL_ADDRESS_", 1...5)
        table.text(60, "NOTES_", 1...3)
        table.text(30, "ANALYSIS_", 1...3)
        table.text(30, "CONTACT_NAME", "CUST_TEL_NUMBER", "CONSIGNMENT", "PAYMENT_REF")
        table.text(20, "VAT_REG_NUMBER")
        table.text(7, "INVOICE_NUMBER")
        table.number("INVOICE_NUMBER_NUMERIC", "GDN_NUMBER", "PROJECT_ID")
        addTotals(to: &table)
        table.text(8, "CARR_NOM_CODE", "GLOBAL_NOM_CODE", "BANK_REF")
        table.text(3, "CARR_TAX_CODE", "GLOBAL_TAX_CODE")
        table.number("CARR_DEPT_NUMBER", "GLOBAL_DEPT_NUMBER", "COURIER_NUMBER")
        table.text(60, "COURIER_NAME", "GLOBAL_DETAILS")
        table.number("CURRENCY", default: 1)
        table.decimal("FOREIGN_RATE", "NET_VALUE_DISCOUNT_NET", "NET_VALUE_DISCOUNT_NET_BASE", "NET_VALUE_DISCOUNT_RATE")
        table.text(60, "NET_VALUE_DISCOUNT_DESC", "NET_VALUE_DISCOUNT_COMMENT_1", "NET_VALUE_DISCOUNT_COMMENT_2")
        table.number("SETTLEMENT_DUE_DAYS")
        table.decimal("CUST_DISC_RATE", "SETTLEMENT_DISC_RATE", "SETTLEMENT_DISC_AMOUNT", "SETTLEMENT_TOTAL")
        table.decimal("AMOUNT_PREPAID", "FOREIGN_AMOUNT_PREPAID")
        table.number("PAYMENT_TYPE", "PRINTED_CODE")
        table.text(1, "PRINTED")
        table.bookkeeping()
    }

    /// Net, tax and gross of items, carriage and the whole order, in base and order currency; then the five highest tax rates.
    private static func addTotals(to table: inout TableSchema) {
        for part in ["ITEMS", "CARR", "INVOICE"] {
            for currency in ["", "FOREIGN_"] {
                for amount in ["NET", "TAX", "GROSS"] { table.decimal(currency + part + "_" + amount) }
            }
        }
        for rank in 1...5 { table.decimal("TAX_RATE_\(rank)", "NET_AMOUNT_\(rank)", "TAX_AMOUNT_\(rank)") }
    }

    /// Order lines (1.4).
    static let orderItem = TableSchema("SOP_ITEM", "UNIQUE (ORDER_NUMBER, ITEM_NUMBER)") { table in
        table.key("ITEMID")
        table.number("ORDER_NUMBER", "ITEM_NUMBER", "SERVICE_FLAG")
        table.code(30, "STOCK_CODE")
        table.text(60, "DESCRIPTION", "COMMENT_1", "COMMENT_2", "JOB_NUMBER")
        table.text(32767, "TEXT")
        table.text(8, "UNIT_OF_SALE", "NOMINAL_CODE")
        table.decimal("QTY_ORDER", "QTY_ALLOCATED", "QTY_DELIVERED", "QTY_DESPATCH", "QTY_LAST_DESPATCH")
        table.decimal("UNIT_PRICE", "DISCOUNT_AMOUNT", "DISCOUNT_RATE", "ADD_DISC_RATE", "FULL_NET_AMOUNT")
        table.decimal("NET_AMOUNT", "TAX_AMOUNT", "GROSS_AMOUNT")
        table.decimal("FOREIGN_UNIT_PRICE", "FOREIGN_NET_AMOUNT", "FOREIGN_TAX_AMOUNT", "FOREIGN_GROSS_AMOUNT")
        table.decimal("NEGOTIATION_DISC_NET", "NEGOTIATION_DISC_NET_BASE", "TAX_RATE")
        table.text(3, "TAX_CODE")
        table.number("TAX_CODE_ID", "DEPT_NUMBER", "PROJECT_ID", "EXT_ORDER_LINE_REF", "GENERATED_MESSAGE")
        table.date("DELIVERY_DATE", "DUE_DATE")
        table.text(30, "EXT_ORDER_REF")
        table.bookkeeping()
    }
}
