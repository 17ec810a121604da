/// What a level is written to, and why it cannot be.
enum StockTarget: Sendable, Equatable {
    /// The product as a whole, by id.
    case product(Int)
    /// One variant, by id.
    case variant(Int)
    /// The shop has no such stock code.
    case unknown
    /// It has, but keeps its stock otherwise; the sentence says what to do.
    case impossible(String)

    /// The rule: stock is written to where the shop keeps it, and a code must be the code of exactly that.
    init(_ sku: String, in catalogue: ShopCatalogue) {
        guard let item = catalogue.items[StockLevel.key(sku)], let product = catalogue.products[item.productID] else {
            self = .unknown
            return
        }
        switch product.tracking {
        case "product":
            if product.isSimple || StockLevel.key(product.sku) == StockLevel.key(sku) {
                self = .product(item.productID)
            } else {
                let main = product.sku.isEmpty ? "none is set" : "'\(product.sku)'"
                self = .impossible(
                    "The shop keeps the stock of '\(sku)' for the whole product \(item.productID), not per variant. Use the "
                        + "product's main code (\(main)) in the ledger, or switch the product to tracking by variant.")
            }
        case "variant":
            if let variantID = item.variantID {
                self = .variant(variantID)
            } else {
                self = .impossible(
                    "'\(sku)' is the code of product \(item.productID) as a whole, whose stock the shop keeps per variant. "
                        + "Use the codes of its variants in the ledger.")
            }
        default:
            self = .impossible(
                "The shop keeps no stock for '\(sku)' (product \(item.productID)). Switch on stock tracking for the product in "
                    + "the shop, or leave the item out of the web shop's stock in the ledger.")
        }
    }
}
