internal import Foundation
internal import Money
internal import XSLT

extension StockRecord {
    /// The record as a `Product` element, in the order of the reference's own export, its empty collections and nils included.
    var element: XMLElement {
        var product = XMLElement("Product")
        product.add("Sku", stockCode)
        product.add("Barcode", text("BARCODE"))
        product.add("Name", text("DESCRIPTION"))
        product.add("Description", text("WEB_DESCRIPTION"))
        product.add("LongDescription", text("WEB_DETAILS"))
        product.add("ImageUrl", text("WEB_IMAGE_FILE"))
        product.add("ThumbnailUrl", text("WEB_IMAGE_FILE"))
        for index in 1...3 { product.add("Custom\(index)", text("WEB_CATEGORY_\(index)")) }
        product.add("SalePrice", decimal("SALES_PRICE"))
        product.add("UnitWeight", decimal("UNIT_WEIGHT"))
        product.add("QtyInStock", decimal("QTY_IN_STOCK"))
        product.add("QtyOnOrder", decimal("QTY_ON_ORDER"))
        product.add("ReorderQty", decimal("QTY_REORDER"))
        product.add("ReorderLvl", decimal("QTY_REORDER_LEVEL"))
        if !text("TAX_CODE").isEmpty { product.add("TaxCode", String(text("TAX_CODE").drop { $0 == "T" })) }
        product.add("GroupCode", number("STOCK_CAT"))
        product.add("Department", number("DEPT_NUMBER"))
        product.add("UnitOfSale", text("UNIT_OF_SALE"))
        product.add("NominalCode", text("NOMINAL_CODE"))
        product.add("Publish", flag("WEB_PUBLISH"))
        // Absent means Stock, as in the reference's own exports.
        if type != .stock { product.add("ItemType", type.rawValue) }
        product.add("ProductLevel", number("ASSEMBLY_LEVEL"))
        product.add("SpecialOffer", flag("WEB_SPECIAL"))
        product.add("QtyAllocated", decimal("QTY_ALLOCATED"))
        product.add("ImageName", text("WEB_IMAGE_FILE"))
        product.add("LastCostPrice", decimal("LAST_PURCHASE_PRICE"))
        if let discounted = decimals["LAST_DISC_PURCHASE_PRICE"], !discounted.isZero {
            product.add("LastCostPriceDiscounted", discounted.description)
        }
        product.add("QtyLastOrder", decimal("QTY_LAST_ORDER"))
        product.add("AverageCostPrice", decimal("AVERAGE_COST_PRICE"))
        product.addNil("RRPPrice")
        product.add("Attachments", "")
        product.add("DateModified", TimeStamp.xsd(modified))
        product.addNil("InactiveDate")
        if numbers["INACTIVE_FLAG"] == 1 { product.add("IsActive", "false") }
        addLists(to: &product)
        if let makeUp = decimals["QTY_MAKEUP"] {
            product.append(
                XMLElement("QtyMakeUp", namespace: Interchange.namespace, prefix: "x", children: [.text(makeUp.description)]))
        }
        return product
    }

    private func addLists(to product: inout XMLElement) {
        product.add("Dimensions", "")
        product.append(XMLElement("ProductBoms", children: components.map { .element($0.element) }))
        for name in ["RelatedProducts", "AlternativeProducts"] { product.add(name, "") }
        product.add("SupplierAccountRef", text("PURCHASE_REF"))
        product.add("SupplierDepartment", number("X_SUPPLIER_DEPT"))
        product.append(XMLElement("ProductQtyBreaks", children: quantityBreaks.map { .element($0.element) }))
        product.add("CommodityCode", text("COMMODITY_CODE"))
        product.add("IntrastatCommodityCode", text("INTRASTAT_COMM_CODE"))
        product.add("PurchaseNominalCode", text("PURCHASE_NOMINAL_CODE"))
        product.add("Memo", "")
        product.add("SupplierPartNo", text("SUPPLIER_PART_NUMBER"))
        product.add("Location", text("LOCATION"))
        product.addNil("AllowSalesOrder")
        for name in ["Attributes", "UnitsOfMeasure"] { product.add(name, "") }
        product.add("UseDescriptionOnDocs", "false")
        for name in ["ProductSuppliers", "CustomFields", "AnalysisCodes", "SearchCategories"] { product.add(name, "") }
    }

    private func text(_ column: String) -> String { texts[column] ?? "" }
    private func decimal(_ column: String) -> String { (decimals[column] ?? .zero).description }
    private func number(_ column: String) -> String { String(numbers[column] ?? 0) }
    private func flag(_ column: String) -> String { numbers[column] == 1 ? "true" : "false" }
}

extension StockRecord.QuantityBreak {
    fileprivate var element: XMLElement {
        var element = XMLElement("ProductQtyBreak")
        element.add("Reference", table)
        element.add("Quantity", quantity.description)
        element.add("DiscountPercentage", percentage.description)
        return element
    }
}

extension StockRecord.Component {
    fileprivate var element: XMLElement {
        var element = XMLElement("ProductBom")
        element.add("Sku", stockCode)
        element.add("Quantity", quantity.description)
        return element
    }
}

extension XMLElement {
    fileprivate mutating func add(_ name: String, _ text: String) {
        append(text.isEmpty ? XMLElement(name) : XMLElement(name, text: text))
    }

    /// A value that the ledger does not have.
    fileprivate mutating func addNil(_ name: String) {
        let marker = XMLAttribute("nil", "true", namespace: Interchange.schemaInstance, prefix: "xsi")
        append(XMLElement(name, attributes: [marker]))
    }
}
