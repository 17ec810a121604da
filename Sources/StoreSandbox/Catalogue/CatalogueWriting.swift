import Money

/// What a write to the catalogue changes in a product or variant.
///
/// Levels written here reach the default location only, and only where the product is tracked in that way; elsewhere they are
/// taken without effect, as in the real store.
struct CatalogueChange {
    /// The body's members.
    private let fields: JSONObject

    /// The change that a body, or an item of a batch, asks for.
    init(_ fields: JSONObject) { self.fields = fields }

    /// Changes the product at a position.
    ///
    /// - Returns: the problem of a product that was saved in part (207), `nil` when all is well.
    /// - Throws: ``APIFailure`` 409 for a SKU that is taken, 422 for a value that cannot be.
    func apply(toProductAt position: Int, of state: inout StoreState, now: Instant) throws(APIFailure) -> APIFailure? {
        var product = state.products[position]
        try rename(&product, index: SKUIndex(state.products))
        if let text = fields.text("inventory_tracking") {
            // V2's words "simple" and "sku" are refused here.
            guard let tracking = InventoryTracking(rawValue: text) else {
                throw APIFailure(
                    422, "Invalid field(s): inventory_tracking", details: ["inventory_tracking": "error.path.unknown"])
            }
            product.tracking = tracking
        }
        if let text = fields.text("price") {
            guard let price = try? Amount(parsing: text) else { throw APIFailure(422, "Invalid field(s): price") }
            product.price = price
        }
        product.warningLevel = fields.integer("inventory_warning_level") ?? product.warningLevel
        product.isVisible = fields["is_visible"]?.boolean ?? product.isVisible
        product.modified = now
        state.products[position] = product
        var problem = setLevel(product, variant: nil, of: &state)
        for item in fields["variants"]?.items?.compactMap(\.object) ?? [] {
            guard let id = item.integer("id"), product.variants.contains(where: { $0.id == id }) else { throw .notFound }
            problem = CatalogueChange(item).setLevel(product, variant: id, of: &state) ?? problem
        }
        return problem
    }

    /// Changes a variant's level and warning level.
    ///
    /// - Throws: ``APIFailure`` 404 when there is no such variant.
    func apply(toVariant id: Int, of state: inout StoreState, now: Instant) throws(APIFailure) {
        guard let position = state.products.firstIndex(where: { $0.variants.contains { $0.id == id } }),
            let variant = state.products[position].variants.firstIndex(where: { $0.id == id })
        else { throw .notFound }
        if let level = fields.integer("inventory_warning_level") {
            state.products[position].variants[variant].warningLevel = level
        }
        state.products[position].modified = now
        if let problem = setLevel(state.products[position], variant: id, of: &state) { throw problem }
    }

    /// Takes over name and SKU; 409 when the SKU is taken.
    private func rename(_ product: inout Product, index: SKUIndex) throws(APIFailure) {
        product.name = fields.text("name") ?? product.name
        guard let sku = fields.text("sku"), sku.lowercased() != product.sku.lowercased() else { return }
        guard !index.contains(sku) else { throw .duplicate(sku: sku) }
        if product.isSimple { product.variants[0].sku = sku }
        product.sku = sku
    }

    /// Negative stock is what makes a product "saved in part".
    private func setLevel(_ product: Product, variant: Int?, of state: inout StoreState) -> APIFailure? {
        guard let level = fields.integer("inventory_level") else { return nil }
        guard level >= 0 else { return APIFailure(422, "Inventory level of product \(product.id) cannot be negative.") }
        guard (variant == nil) == (product.tracking == .product),
            let key = product.stockKey(variant: variant, location: state.locations[0].id)
        else { return nil }
        state.stock.set(key, to: min(level, InventoryAdjustment.largest))
        return nil
    }
}

extension APIFailure {
    /// 409 for a SKU that another product or variant has, whatever the letter case.
    static func duplicate(sku: String) -> APIFailure {
        APIFailure(409, "The product sku is a duplicate", details: ["sku": .string(sku)])
    }

    /// 413 for a batch that is too long.
    static func tooManyItems(_ most: Int) -> APIFailure {
        APIFailure(413, "The request payload is too large. The maximum items allowed in the array is \(most).")
    }
}
