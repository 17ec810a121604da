public import Foundation
internal import Money
internal import StoreSandbox
internal import XSLT

/// The products of a generated store as a products file of the interchange format (root `Company`), for a ledger with the same goods.
public struct SandboxCatalogue: Sendable {
    private let items: [CatalogueItem]

    /// The same number and seed as the store's.
    public init(products: Int, seed: UInt64) throws { items = try Catalogue(products: products, seed: seed).items }

    /// Writes the file.
    ///
    /// - Throws: `XSLTError.cannotWrite`.
    public func write(to file: URL) throws {
        let writer = try XMLWriter(file: file)
        try writer.startDocument()
        try writer.start("Company")
        try writer.start("Products")
        for item in items { try writer.write(SandboxCatalogue.product(item)) }
        try writer.end()
        try writer.end()
        try writer.finish()
    }

    private static func product(_ item: CatalogueItem) -> XMLElement {
        let name = [item.name, item.optionValue].compactMap { $0 }.joined(separator: ", ")
        var product = XMLElement("Product")
        for (element, text) in [
            ("Sku", item.sku), ("Name", name), ("Description", name), ("SalePrice", item.netPrice.formatted(decimals: 2)),
            ("QtyInStock", String(item.stock ?? 0)), ("ReorderLvl", "5"), ("TaxCode", taxCode(item.taxRate)),
            ("NominalCode", "4000"), ("Publish", "true"), ("QtyAllocated", "0"),
        ] {
            product.append(XMLElement(element, text: text))
        }
        if item.isDigital { product.append(XMLElement("ItemType", text: "NonStock")) }
        return product
    }

    /// UK default codes: T1 standard, T5 reduced, T0 zero.
    private static func taxCode(_ rate: Amount) -> String {
        switch rate {
        case Amount(20): "1"
        case Amount(5): "5"
        default: "0"
        }
    }
}
