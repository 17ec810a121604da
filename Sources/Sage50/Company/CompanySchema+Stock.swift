extension CompanySchema {
    /// The discount tables of a product and the steps each of them has.
    static let discountTables = ["A", "B", "C", "D", "E"]
    static let discountLevels = 1...10

    /// Products (sage50.md 1.5).
    static let stock = TableSchema("STOCK", "PRIMARY KEY (STOCK_CODE)") { table in
        table.code(30, "STOCK_CODE")
        table.text(60, "DESCRIPTION", "BARCODE", "WEB_IMAGE_FILE")
        table.text(8, "UNIT_OF_SALE", "INTRASTAT_COMM_CODE", "PURCHASE_REF", "NOMINAL_CODE", "PURCHASE_NOMINAL_CODE")
        table.text(16, "LOCATION", "SUPPLIER_PART_NUMBER")
        table.text(30, "COMMODITY_CODE")
        table.text(3, "TAX_CODE")
        table.number("STOCK_CAT", "DEPT_NUMBER", "ASSEMBLY_LEVEL", "LINK_LEVEL", "HAS_NO_COMPONENT")
        table.flag("IGNORE_STK_LVL_FLAG", "INACTIVE_FLAG", "WEB_PUBLISH", "WEB_SPECIAL")
        table.text(1, "HAS_BOM")
        table.decimal("QTY_IN_STOCK", "QTY_ALLOCATED", "QTY_ON_ORDER", "QTY_REORDER_LEVEL", "QTY_REORDER")
        table.decimal("QTY_LAST_ORDER", "QTY_LAST_STOCK_TAKE", "QTY_MAKEUP", "UNIT_WEIGHT")
        table.decimal("SALES_PRICE", "LAST_PURCHASE_PRICE", "LAST_DISC_PURCHASE_PRICE", "AVERAGE_COST_PRICE")
        for letter in discountTables {
            for level in discountLevels {
                table.decimal("DISC_\(letter)_LEVEL_\(level)_QTY", "DISC_\(letter)_LEVEL_\(level)_RATE")
            }
        }
        table.text(255, "WEB_DESCRIPTION")
        table.text(1023, "WEB_DETAILS")
        table.text(60, "WEB_CATEGORY_", 1...3)
        table.date("STOCK_TAKE_DATE", "LAST_SALE_DATE", "LAST_PURCHASE_DATE")
        // How Sage codes non-stock and service items is not published, and neither is the supplier's department.
        table.raw("X_ITEM_TYPE", "TEXT NOT NULL DEFAULT 'Stock' CHECK (X_ITEM_TYPE IN ('Stock', 'NonStock', 'Service'))")
        table.number("X_SUPPLIER_DEPT")
        table.bookkeeping()
    }

    static let stockComponents = TableSchema("STOCK_COMP", "PRIMARY KEY (ASSEMBLY_CODE, COMPONENT_CODE)") { table in
        table.code(30, "ASSEMBLY_CODE")
        table.code(30, "COMPONENT_CODE")
        table.decimal("COMPONENT_QTY")
        table.number("COMPONENT_LEVEL")
        table.bookkeeping()
    }

    /// Stock movements (1.6).
    static let stockMovements = TableSchema("STOCK_TRAN") { table in
        table.key("TRAN_NUMBER")
        table.code(30, "STOCK_CODE")
        table.text(2, "TYPE")
        table.date("DATE")
        table.text(30, "REFERENCE")
        table.text(60, "DETAILS")
        table.decimal("QUANTITY", "COST_PRICE", "SALES_PRICE", "QTY_USED")
        table.number("REFERENCE_NUMERIC", "ISP_REFERENCE", "GDN_NUMBER", "GRN_NUMBER")
        table.bookkeeping()
    }
}
