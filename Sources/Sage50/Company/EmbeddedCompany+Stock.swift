internal import GRDB
internal import Money

extension EmbeddedCompany {
    func forEachStockRecord(_ selection: StockSelection, _ body: (StockRecord) throws -> Void) throws {
        try reading { db in
            let components = try components(db)
            let free = components.isEmpty ? [:] : try freeStock(db)
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM STOCK WHERE RECORD_DELETED = 0 ORDER BY STOCK_CODE")
            while let row = try rows.next() {
                guard selection.includes(row) else { continue }
                var record = try StockRecord(row: row)
                if let parts = components[record.stockCode] {
                    record.components = parts
                    record.decimals["QTY_MAKEUP"] = try makeUp(of: parts, from: free)
                }
                try body(record)
            }
        }
    }

    private func components(_ db: Database) throws -> [String: [StockRecord.Component]] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT ASSEMBLY_CODE, COMPONENT_CODE, COMPONENT_QTY FROM STOCK_COMP WHERE RECORD_DELETED = 0 ORDER BY rowid"
        )
        return try rows.reduce(into: [:]) { components, row in
            let component = StockRecord.Component(stockCode: row["COMPONENT_CODE"], quantity: try row.amount("COMPONENT_QTY"))
            components[row["ASSEMBLY_CODE"], default: []].append(component)
        }
    }

    /// In stock less allocated, of every product.
    private func freeStock(_ db: Database) throws -> [String: Amount] {
        let rows = try Row.fetchAll(db, sql: "SELECT STOCK_CODE, QTY_IN_STOCK, QTY_ALLOCATED FROM STOCK WHERE RECORD_DELETED = 0")
        return try rows.reduce(into: [:]) { free, row in
            free[row["STOCK_CODE"]] = try row.amount("QTY_IN_STOCK") - row.amount("QTY_ALLOCATED")
        }
    }

    /// How many whole assemblies the free stock of the components makes (sage50.md 1, `QTY_MAKEUP`).
    private func makeUp(of components: [StockRecord.Component], from free: [String: Amount]) throws -> Amount {
        let counts = try components.filter { !$0.quantity.isZero }.map { component in
            Amount(Int(clamping: try (free[component.stockCode] ?? .zero).divided(by: component.quantity).floor))
        }
        return max(.zero, counts.min() ?? .zero)
    }

    /// Writes a whole stock record inside a transaction, its opening stock as an adjustment (sage50.md 8.4).
    static func insert(_ record: StockRecord, _ db: Database, _ stamp: String) throws {
        try refusing("product \(record.stockCode)") {
            try db.insertRow("STOCK", record.row, stamp: stamp)
            for component in record.components {
                var row: RowValues = ["ASSEMBLY_CODE": record.stockCode, "COMPONENT_CODE": component.stockCode]
                row.set("COMPONENT_QTY", component.quantity)
                try db.insertRow("STOCK_COMP", row, stamp: stamp)
            }
            let opening = record.decimals["QTY_IN_STOCK"] ?? .zero
            guard !opening.isZero else { return }
            var movement: RowValues = [
                "STOCK_CODE": record.stockCode, "TYPE": opening.isNegative ? "AO" : "AI", "DATE": String(stamp.prefix(10)),
                "REFERENCE": "O/BAL", "DETAILS": "Opening Balance",
            ]
            movement.set("QUANTITY", opening)
            movement.set("COST_PRICE", record.decimals["LAST_PURCHASE_PRICE"] ?? .zero)
            try db.insertRow("STOCK_TRAN", movement, stamp: stamp)
        }
    }
}

extension StockSelection {
    fileprivate func includes(_ row: Row) -> Bool {
        guard !publishedOnly || row.flag("WEB_PUBLISH") else { return false }
        switch since {
        case .ever: return true
        case .created(let mark): return row.text("RECORD_CREATE_DATE") > mark || alsoCodes.contains(row.text("STOCK_CODE"))
        case .modified(let mark): return row.text("RECORD_MODIFY_DATE") > mark || alsoCodes.contains(row.text("STOCK_CODE"))
        }
    }
}

extension StockRecord {
    /// Columns that hold text, in the order of the table.
    static let textColumns = [
        "DESCRIPTION", "BARCODE", "WEB_IMAGE_FILE", "UNIT_OF_SALE", "INTRASTAT_COMM_CODE", "PURCHASE_REF", "NOMINAL_CODE",
        "PURCHASE_NOMINAL_CODE", "LOCATION", "SUPPLIER_PART_NUMBER", "COMMODITY_CODE", "TAX_CODE", "WEB_DESCRIPTION",
        "WEB_DETAILS", "WEB_CATEGORY_1", "WEB_CATEGORY_2", "WEB_CATEGORY_3",
    ]
    static let decimalColumns = [
        "QTY_IN_STOCK", "QTY_ALLOCATED", "QTY_ON_ORDER", "QTY_REORDER_LEVEL", "QTY_REORDER", "QTY_LAST_ORDER", "UNIT_WEIGHT",
        "SALES_PRICE", "LAST_PURCHASE_PRICE", "LAST_DISC_PURCHASE_PRICE", "AVERAGE_COST_PRICE",
    ]
    static let numberColumns = [
        "STOCK_CAT", "DEPT_NUMBER", "ASSEMBLY_LEVEL", "WEB_PUBLISH", "WEB_SPECIAL", "X_SUPPLIER_DEPT", "INACTIVE_FLAG",
    ]

    fileprivate init(row: Row) throws {
        self.init(stockCode: row["STOCK_CODE"])
        for column in StockRecord.textColumns { texts[column] = row.text(column) }
        for column in StockRecord.decimalColumns { decimals[column] = try row.amount(column) }
        for column in StockRecord.numberColumns { numbers[column] = row[column] }
        type = Product.ItemType(row: row)
        modified = row.text("RECORD_MODIFY_DATE")
        for table in CompanySchema.discountTables {
            for level in CompanySchema.discountLevels {
                let step = QuantityBreak(
                    table: table, quantity: try row.amount("DISC_\(table)_LEVEL_\(level)_QTY"),
                    percentage: try row.amount("DISC_\(table)_LEVEL_\(level)_RATE"))
                if !step.quantity.isZero { quantityBreaks.append(step) }
            }
        }
    }

    fileprivate var row: RowValues {
        var row: RowValues = [
            "STOCK_CODE": stockCode, "X_ITEM_TYPE": type.rawValue, "IGNORE_STK_LVL_FLAG": type == .stock ? 0 : 1,
            "HAS_BOM": components.isEmpty ? "" : "Y",
        ]
        for column in StockRecord.textColumns { row[column] = texts[column] }
        for column in StockRecord.decimalColumns where decimals[column] != nil { row[column] = decimals[column]?.description }
        for column in StockRecord.numberColumns { row[column] = numbers[column] }
        for table in CompanySchema.discountTables {
            for (index, step) in quantityBreaks.filter({ $0.table == table }).prefix(10).enumerated() {
                row.set("DISC_\(table)_LEVEL_\(index + 1)_QTY", step.quantity)
                row.set("DISC_\(table)_LEVEL_\(index + 1)_RATE", step.percentage)
            }
        }
        return row
    }
}
