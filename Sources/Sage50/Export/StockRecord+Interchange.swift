internal import Foundation
internal import Money
internal import XSLT

/// A stock record in the interchange format's `Product` element (zynk-workflow.md 3.4).
extension StockRecord {
    private typealias TextField = (element: String, column: String, length: Int)

    /// Elements that map to a text column one to one, with the column's length.
    private static let textFields: [TextField] = [
        ("Barcode", "BARCODE", 60), ("Name", "DESCRIPTION", 60), ("Description", "WEB_DESCRIPTION", 255),
        ("LongDescription", "WEB_DETAILS", 1023), ("ImageName", "WEB_IMAGE_FILE", 60), ("Custom1", "WEB_CATEGORY_1", 60),
        ("Custom2", "WEB_CATEGORY_2", 60), ("Custom3", "WEB_CATEGORY_3", 60), ("UnitOfSale", "UNIT_OF_SALE", 8),
        ("Location", "LOCATION", 16),
    ]
    /// The same for codes, which are never shortened.
    private static let codeFields: [TextField] = [
        ("NominalCode", "NOMINAL_CODE", 8), ("PurchaseNominalCode", "PURCHASE_NOMINAL_CODE", 8),
        ("SupplierAccountRef", "PURCHASE_REF", 8), ("SupplierPartNo", "SUPPLIER_PART_NUMBER", 16),
        ("CommodityCode", "COMMODITY_CODE", 30), ("IntrastatCommodityCode", "INTRASTAT_COMM_CODE", 8),
    ]
    private static let decimalFields: [(element: String, column: String)] = [
        ("SalePrice", "SALES_PRICE"), ("UnitWeight", "UNIT_WEIGHT"), ("QtyInStock", "QTY_IN_STOCK"),
        ("QtyOnOrder", "QTY_ON_ORDER"), ("ReorderQty", "QTY_REORDER"), ("ReorderLvl", "QTY_REORDER_LEVEL"),
        ("QtyAllocated", "QTY_ALLOCATED"), ("LastCostPrice", "LAST_PURCHASE_PRICE"), ("QtyLastOrder", "QTY_LAST_ORDER"),
        ("AverageCostPrice", "AVERAGE_COST_PRICE"), ("LastCostPriceDiscounted", "LAST_DISC_PURCHASE_PRICE"),
    ]
    private static let numberFields: [(element: String, column: String)] = [
        ("GroupCode", "STOCK_CAT"), ("Department", "DEPT_NUMBER"), ("ProductLevel", "ASSEMBLY_LEVEL"),
        ("SupplierDepartment", "X_SUPPLIER_DEPT"),
    ]

    /// Reads a `Product`; what cannot be kept is among the findings.
    init(_ element: XMLElement, _ findings: inout Findings) {
        let reader = FieldReader(element: element, timeZone: .gmt)
        let code = reader.code("Sku", 30, &findings)
        if code == nil, findings.rejections.isEmpty { findings.reject(.stock, "it has no Sku; give every product one.") }
        self.init(stockCode: code ?? "")
        for field in StockRecord.textFields { texts[field.column] = reader.text(field.element, field.length, &findings) }
        for field in StockRecord.codeFields { texts[field.column] = reader.code(field.element, field.length, &findings) }
        for field in StockRecord.decimalFields { decimals[field.column] = reader.amount(field.element, &findings) }
        for field in StockRecord.numberFields { numbers[field.column] = reader.integer(field.element, 0...999, &findings) }
        texts["TAX_CODE"] = reader.integer("TaxCode", 0...99, &findings).map { "T\($0)" }
        numbers["WEB_PUBLISH"] = reader.boolean("Publish", &findings).map { $0 ? 1 : 0 }
        numbers["WEB_SPECIAL"] = reader.boolean("SpecialOffer", &findings).map { $0 ? 1 : 0 }
        if reader.boolean("IsActive", &findings) == false { numbers["INACTIVE_FLAG"] = 1 }
        type = reader.text("ItemType").flatMap(Product.ItemType.init(rawValue:)) ?? .stock
        quantityBreaks = element.first("ProductQtyBreaks").map { StockRecord.breaks($0, &findings) } ?? []
        components = element.first("ProductBoms").map { StockRecord.components($0, &findings) } ?? []
    }

    private static func breaks(_ list: XMLElement, _ findings: inout Findings) -> [QuantityBreak] {
        list.all("ProductQtyBreak").compactMap { element in
            let reader = FieldReader(element: element, place: "ProductQtyBreak/", timeZone: .gmt)
            guard let table = reader.code("Reference", 1, &findings), CompanySchema.discountTables.contains(table),
                let quantity = reader.amount("Quantity", &findings),
                let percentage = reader.amount("DiscountPercentage", &findings)
            else { return nil }
            return QuantityBreak(table: table, quantity: quantity, percentage: percentage)
        }
    }

    private static func components(_ list: XMLElement, _ findings: inout Findings) -> [Component] {
        list.all("ProductBom").compactMap { element in
            let reader = FieldReader(element: element, place: "ProductBom/", timeZone: .gmt)
            guard let code = reader.code("Sku", 30, &findings), let quantity = reader.amount("Quantity", &findings) else {
                return nil
            }
            return Component(stockCode: code, quantity: quantity)
        }
    }
}
