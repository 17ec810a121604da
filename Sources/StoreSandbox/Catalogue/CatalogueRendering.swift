import Money

/// Turns catalogue entries into what V3 shows: levels are those of the default location, numbers are JSON numbers.
struct CatalogueRendering {
    /// The levels that are shown.
    private let stock: Stock
    /// The default location.
    private let location: Int

    /// The rendering of a store's catalogue.
    init(_ state: StoreState) {
        stock = state.stock
        location = state.locations[0].id
    }

    /// What is available to sell of a product, its variants taken together.
    func level(of product: Product) -> Int {
        switch product.tracking {
        case .none: 0
        case .product: product.stockKey(variant: nil, location: location).map { stock.visible($0) } ?? 0
        case .variant: product.variants.reduce(0) { $0 + level(of: $1, product) }
        }
    }

    /// What is available to sell of a variant; 0 when the product is not tracked by variant.
    func level(of variant: Variant, _ product: Product) -> Int {
        guard product.tracking == .variant else { return 0 }
        return product.stockKey(variant: variant.id, location: location).map { stock.visible($0) } ?? 0
    }

    /// A product as `catalog/products` shows it.
    func product(_ product: Product, withVariants: Bool) -> JSONObject {
        var json: JSONObject = [
            "id": JSONValue(product.id), "name": .string(product.name), "type": .string(product.type),
            "sku": .string(product.sku),
            "description": .string("<p>\(product.name)</p>"), "weight": .number("0.4"),
            "price": .number(product.price.description), "categories": [], "brand_id": 0,
            "inventory_level": JSONValue(level(of: product)), "inventory_warning_level": JSONValue(product.warningLevel),
            "inventory_tracking": .string(product.tracking.rawValue), "is_visible": .bool(product.isVisible),
            "availability": "available", "base_variant_id": product.isSimple ? JSONValue(product.variants[0].id) : nil,
            "date_created": .string(product.modified.iso8601), "date_modified": .string(product.modified.iso8601),
        ]
        if withVariants { json["variants"] = JSONValue(product.variants.map { variant($0, of: product) }) }
        return json
    }

    /// A variant as `catalog/variants` shows it.
    func variant(_ variant: Variant, of product: Product) -> JSONObject {
        let options: [JSONObject] =
            variant.option.map { option in
                [
                    [
                        "id": JSONValue(variant.id + 500_000), "label": .string(option.value), "option_id": JSONValue(product.id),
                        "option_display_name": .string(option.name),
                    ]
                ]
            } ?? []
        return [
            "id": JSONValue(variant.id), "product_id": JSONValue(product.id), "sku": .string(variant.sku),
            "sku_id": variant.option == nil ? nil : JSONValue(variant.id + 300_000), "price": nil,
            "calculated_price": .number(product.price.description), "sale_price": nil, "retail_price": nil, "cost_price": 0,
            "weight": nil, "calculated_weight": .number("0.4"), "upc": "", "mpn": "", "gtin": "",
            "inventory_level": JSONValue(level(of: variant, product)),
            "inventory_warning_level": JSONValue(variant.warningLevel), "bin_picking_number": "", "image_url": "",
            "is_free_shipping": false, "fixed_cost_shipping_price": nil, "purchasing_disabled": false,
            "purchasing_disabled_message": "", "option_values": JSONValue(options),
        ]
    }
}

extension JSONObject {
    /// The members that `include_fields` and `exclude_fields` leave; the id is always among them.
    func selecting(_ request: StoreRequest) -> JSONObject {
        let included = request.list("include_fields")
        let excluded = request.list("exclude_fields")
        return JSONObject(
            members.filter {
                $0.key == "id" || $0.key == "variants"
                    || ((included.isEmpty || included.contains($0.key)) && !excluded.contains($0.key))
            })
    }
}
