internal import GRDB
internal import Money

extension EmbeddedCompany {
    private static let productColumns =
        "STOCK_CODE, DESCRIPTION, X_ITEM_TYPE, SALES_PRICE, TAX_CODE, NOMINAL_CODE, DEPT_NUMBER, UNIT_OF_SALE, INACTIVE_FLAG, "
        + "QTY_IN_STOCK, QTY_ALLOCATED"

    func product(_ stockCode: String) throws -> Product? {
        try reading { db in
            let statement = try db.cachedStatement(
                sql: "SELECT \(EmbeddedCompany.productColumns) FROM STOCK WHERE STOCK_CODE = ? AND RECORD_DELETED = 0")
            return try Row.fetchOne(statement, arguments: [stockCode]).map(Product.init(row:))
        }
    }

    func create(_ product: Product) throws {
        try writing { db, stamp in try EmbeddedCompany.insert(product, db, stamp) }
    }

    /// Writes a product inside a transaction.
    static func insert(_ product: Product, _ db: Database, _ stamp: String) throws {
        var row: RowValues = [
            "STOCK_CODE": product.stockCode, "DESCRIPTION": product.description, "X_ITEM_TYPE": product.type.rawValue,
            "IGNORE_STK_LVL_FLAG": product.type == .stock ? 0 : 1, "TAX_CODE": product.taxCode,
            "NOMINAL_CODE": product.nominalCode, "DEPT_NUMBER": product.department, "UNIT_OF_SALE": product.unitOfSale,
            "INACTIVE_FLAG": product.isInactive ? 1 : 0,
        ]
        row.set("SALES_PRICE", product.salesPrice)
        row.set("QTY_IN_STOCK", product.quantityInStock)
        row.set("QTY_ALLOCATED", product.quantityAllocated)
        try refusing("product \(product.stockCode)") { try db.insertRow("STOCK", row, stamp: stamp) }
    }

    func stockLevels() throws -> [StockLevel] {
        try reading { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT STOCK_CODE, X_ITEM_TYPE, QTY_IN_STOCK, QTY_ALLOCATED, WEB_PUBLISH, RECORD_MODIFY_DATE
                    FROM STOCK WHERE RECORD_DELETED = 0 ORDER BY STOCK_CODE
                    """)
            var levels: [StockLevel] = []
            while let row = try rows.next() {
                levels.append(
                    StockLevel(
                        stockCode: row["STOCK_CODE"], type: Product.ItemType(row: row), inStock: try row.amount("QTY_IN_STOCK"),
                        allocated: try row.amount("QTY_ALLOCATED"), isPublished: row.flag("WEB_PUBLISH"),
                        modified: row.text("RECORD_MODIFY_DATE")))
            }
            return levels
        }
    }
}

extension Product {
    init(row: Row) throws {
        self.init(stockCode: row["STOCK_CODE"])
        description = row.text("DESCRIPTION")
        type = ItemType(row: row)
        salesPrice = try row.amount("SALES_PRICE")
        taxCode = row.text("TAX_CODE")
        nominalCode = row.text("NOMINAL_CODE")
        department = row["DEPT_NUMBER"]
        unitOfSale = row.text("UNIT_OF_SALE")
        isInactive = row.flag("INACTIVE_FLAG")
        quantityInStock = try row.amount("QTY_IN_STOCK")
        quantityAllocated = try row.amount("QTY_ALLOCATED")
    }
}

extension Product.ItemType {
    init(row: Row) { self = Product.ItemType(rawValue: row.text("X_ITEM_TYPE")) ?? .stock }
}
