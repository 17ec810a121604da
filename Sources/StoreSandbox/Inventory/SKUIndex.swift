/// Finds products and variants by SKU (whatever the letter case) or by id.
struct SKUIndex {
    /// What an identity points to.
    struct Target {
        var product: Product
        /// `nil` when the product itself is meant.
        var variant: Int?
    }

    /// Positions by lower-case SKU, and by `#` and id.
    private var products: [String: Int] = [:]
    /// Positions and variant ids, likewise.
    private var variants: [String: (product: Int, variant: Int)] = [:]

    /// The index of a catalogue.
    init(_ catalogue: [Product]) {
        for (position, product) in catalogue.enumerated() {
            if !product.sku.isEmpty { products[product.sku.lowercased()] = position }
            products["#\(product.id)"] = position
            for variant in product.variants {
                variants[variant.sku.lowercased()] = (position, variant.id)
                variants["#\(variant.id)"] = (position, variant.id)
            }
        }
    }

    /// The product or variant of an identity, `nil` when there is none.
    ///
    /// - Parameters:
    ///   - name: `sku`, `variant_id` or `product_id`.
    ///   - products: the catalogue the index was made of.
    func target(_ name: String, _ value: String, products catalogue: [Product]) -> Target? {
        let key = name == "sku" ? value.trimmingBlanks.lowercased() : "#" + value
        if name != "variant_id", let position = products[key] { return Target(product: catalogue[position], variant: nil) }
        guard name != "product_id", let found = variants[key] else { return nil }
        return Target(product: catalogue[found.product], variant: found.variant)
    }

    /// Whether a SKU is taken.
    func contains(_ sku: String) -> Bool { products[sku.lowercased()] != nil || variants[sku.lowercased()] != nil }
}
