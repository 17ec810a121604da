import Foundation

extension Endpoint {
    /// The Inventory API.
    static let inventoryEndpoints = [
        Endpoint(.v3, "inventory/adjustments/absolute", scope: "store_inventory", ["PUT": adjustAbsolutely]),
        Endpoint(.v3, "inventory/adjustments/relative", scope: "store_inventory", ["POST": adjustRelatively]),
        Endpoint(.v3, "inventory/items", scope: "store_inventory", ["GET": listItems]),
        Endpoint(.v3, "inventory/locations", scope: "store_locations", ["GET": listLocations]),
    ]

    /// `PUT inventory/adjustments/absolute`.
    private static let adjustAbsolutely: Handler = { (state, request) throws(APIFailure) in
        try adjust(.absolute, &state, request)
    }

    /// `POST inventory/adjustments/relative`.
    private static let adjustRelatively: Handler = { (state, request) throws(APIFailure) in
        try adjust(.relative, &state, request)
    }

    /// Applies all items or none; the answer is a transaction id without an envelope.
    private static func adjust(
        _ kind: InventoryAdjustment.Kind, _ state: inout StoreState, _ request: StoreRequest
    ) throws(APIFailure) -> StoreAnswer {
        let adjustment = try InventoryAdjustment(kind, request, state: state)
        adjustment.apply(to: &state.stock, visibleAfter: request.failures.delay(.delayedStock) ?? .zero)
        return StoreAnswer(["transaction_id": .string(UUID().uuidString.lowercased())])
    }

    /// Filters of `/v3/inventory/items` and `/v3/inventory/locations`.
    private static let itemFilters: Set = [
        "sku:in", "variant_id:in", "product_id:in", "location_id:in", "location_code:in", "page", "limit",
    ]

    /// `GET inventory/items`.
    private static let listItems: Handler = { (state, request) throws(APIFailure) in
        try request.allowOnly(itemFilters)
        let page = try PageRequest(request, largest: 1000)
        let ids = request.list("location_id:in").compactMap { Int($0) }
        let codes = request.list("location_code:in")
        let locations = state.locations.filter {
            (ids.isEmpty || ids.contains($0.id)) && (codes.isEmpty || codes.contains($0.code))
        }
        let items = StockItem.all(state.products).filter { $0.passes(request) }
        return page.envelope(of: items) { $0.json(stock: state.stock, locations: locations) }
    }

    /// `GET inventory/locations`.
    private static let listLocations: Handler = { (state, request) throws(APIFailure) in
        try request.allowOnly(["location_id:in", "location_code:in", "is_default", "is_active", "page", "limit"])
        let page = try PageRequest(request, largest: 1000)
        let isDefault = request.parameter("is_default")
        let locations = state.locations.filter { isDefault == nil || ($0.id == state.locations[0].id) == (isDefault == "true") }
        return page.envelope(of: locations, location)
    }

    /// A location as the list shows it.
    private static func location(_ location: StockLocation) -> JSONObject {
        [
            "id": JSONValue(location.id), "code": .string(location.code), "label": .string(location.label), "description": "",
            "managed_by_external_source": false, "type_id": "PHYSICAL", "enabled": .bool(location.isEnabled),
            "address": ["city": "Leeds", "zip": "LS1 1AA", "country_code": "GB", "email": "stock@example.test"],
            "storefront_visibility": true,
        ]
    }
}

/// A product or variant of which stock is kept.
private struct StockItem {
    /// The product itself, or the variant's product.
    var product: Product
    /// The variant the level belongs to, or the base variant of a product tracked by product.
    var variant: Variant?
    /// The SKU of what is counted.
    var sku: String

    /// Everything of which stock is kept.
    static func all(_ products: [Product]) -> [StockItem] {
        products.flatMap { product in
            switch product.tracking {
            case .none: [StockItem]()
            case .product:
                [StockItem(product: product, variant: product.isSimple ? product.variants[0] : nil, sku: product.sku)]
            case .variant: product.variants.map { StockItem(product: product, variant: $0, sku: $0.sku) }
            }
        }
    }

    /// Whether the filters of a request let it through.
    func passes(_ request: StoreRequest) -> Bool {
        let skus = request.list("sku:in").map { $0.lowercased() }
        let products = request.list("product_id:in")
        let variants = request.list("variant_id:in")
        return (skus.isEmpty || skus.contains(sku.lowercased())) && (products.isEmpty || products.contains(String(product.id)))
            && (variants.isEmpty || variants.contains(variant.map { String($0.id) } ?? ""))
    }

    /// The item with its level at each location.
    func json(stock: Stock, locations: [StockLocation]) -> JSONObject {
        let identity: JSONObject = [
            "sku": .string(sku), "variant_id": variant.map { JSONValue($0.id) } ?? nil, "product_id": JSONValue(product.id),
            "sku_id": nil,
        ]
        return ["identity": .object(identity), "locations": JSONValue(locations.map { level(stock, at: $0) })]
    }

    /// What readers see of the level at a location.
    private func level(_ stock: Stock, at location: StockLocation) -> JSONObject {
        let level = product.stockKey(variant: variant?.id, location: location.id).map { stock.visible($0) } ?? 0
        return [
            "location_id": JSONValue(location.id), "location_code": .string(location.code),
            "location_name": .string(location.label), "available_to_sell": JSONValue(level),
            "total_inventory_onhand": JSONValue(level), "location_enabled": .bool(location.isEnabled),
            "settings": [
                "safety_stock": 0, "is_in_stock": .bool(level > 0), "warning_level": JSONValue(product.warningLevel),
                "bin_picking_number": "",
            ],
        ]
    }
}
