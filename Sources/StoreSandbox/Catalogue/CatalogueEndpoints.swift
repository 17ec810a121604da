extension Endpoint {
    /// The catalogue.
    static let catalogueEndpoints = catalogueReaders.map { reader in
        var endpoint = reader
        endpoint.handlers.merge(catalogueWriters[reader.pattern.joined(separator: "/")] ?? [:]) { read, _ in read }
        return endpoint
    }

    /// Paths with what reads there.
    private static let catalogueReaders = [
        Endpoint(.v3, "catalog/products", scope: "store_v2_products", ["GET": listProducts]),
        Endpoint(.v3, "catalog/products/#", scope: "store_v2_products", ["GET": showProduct]),
        Endpoint(.v3, "catalog/products/#/variants", scope: "store_v2_products", ["GET": listVariantsOfProduct]),
        Endpoint(.v3, "catalog/products/#/variants/#", scope: "store_v2_products", ["GET": showVariant]),
        Endpoint(.v3, "catalog/variants", scope: "store_v2_products", ["GET": listVariants]),
    ]

    /// What `GET catalog/products` knows.
    private static let productParameters: Set = [
        "id", "id:in", "name", "sku", "sku:in", "keyword", "type", "is_visible", "date_modified:min", "inventory_level:min",
        "inventory_level:max", "include", "include_fields", "exclude_fields", "sort", "direction", "page", "limit",
    ]

    /// `GET catalog/products`.
    private static let listProducts: Handler = { (state, request) throws(APIFailure) in
        try request.allowOnly(productParameters)
        let rendering = CatalogueRendering(state)
        let products = state.products.filter { passes($0, request, level: rendering.level(of: $0)) }
        let withVariants = request.list("include").contains("variants")
        return try PageRequest(request).envelope(of: sorted(products, request)) {
            rendering.product($0, withVariants: withVariants).selecting(request)
        }
    }

    /// The `sku` filters see main SKUs only, not those of variants.
    private static func passes(_ product: Product, _ request: StoreRequest, level: Int) -> Bool {
        let tests: [(name: String, test: (String) -> Bool)] = [
            ("id", { $0 == String(product.id) }),
            ("id:in", { $0.split(separator: ",").contains { $0 == String(product.id) } }),
            ("name", { $0 == product.name }),
            ("sku", { $0.lowercased() == product.sku.lowercased() }),
            ("sku:in", { $0.lowercased().split(separator: ",").contains { $0 == product.sku.lowercased() } }),
            ("keyword", { (product.name + " " + product.sku).lowercased().contains($0.lowercased()) }),
            ("type", { $0 == product.type }),
            ("is_visible", { ($0 == "true" || $0 == "1") == product.isVisible }),
            ("date_modified:min", { Instant(parsing: $0).map { product.modified >= $0 } ?? true }),
            ("inventory_level:min", { Int($0).map { level >= $0 } ?? true }),
            ("inventory_level:max", { Int($0).map { level <= $0 } ?? true }),
        ]
        return tests.allSatisfy { name, test in request.parameter(name).map(test) ?? true }
    }

    /// The products in the order of `sort` and `direction`.
    private static func sorted(_ products: [Product], _ request: StoreRequest) -> [Product] {
        let ascending =
            switch request.parameter("sort") {
            case "name": products.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
            case "sku": products.sorted { ($0.sku, $0.id) < ($1.sku, $1.id) }
            case "date_modified": products.sorted { ($0.modified, $0.id) < ($1.modified, $1.id) }
            default: products
            }
        return request.parameter("direction") == "desc" ? ascending.reversed() : ascending
    }

    /// `GET catalog/products/{id}`.
    private static let showProduct: Handler = { (state, request) throws(APIFailure) in
        let withVariants = request.list("include").contains("variants")
        let product = CatalogueRendering(state).product(try product(state, request), withVariants: withVariants)
        return StoreAnswer(["data": .object(product.selecting(request)), "meta": [:]])
    }

    /// `GET catalog/products/{id}/variants`.
    private static let listVariantsOfProduct: Handler = { (state, request) throws(APIFailure) in
        let product = try product(state, request)
        let rendering = CatalogueRendering(state)
        return try PageRequest(request).envelope(of: product.variants) {
            rendering.variant($0, of: product).selecting(request)
        }
    }

    /// `GET catalog/products/{id}/variants/{id}`.
    private static let showVariant: Handler = { (state, request) throws(APIFailure) in
        let product = try product(state, request)
        guard let variant = product.variants.first(where: { $0.id == request.ids[1] }) else { throw .notFound }
        return StoreAnswer(["data": .object(CatalogueRendering(state).variant(variant, of: product)), "meta": [:]])
    }

    /// Takes one SKU only; there is no `sku:in` for variants.
    private static let listVariants: Handler = { (state, request) throws(APIFailure) in
        try request.allowOnly([
            "id", "sku", "upc", "product_id", "product_id:in", "include_fields", "exclude_fields", "page", "limit",
        ])
        let rendering = CatalogueRendering(state)
        let products = request.list("product_id:in") + request.list("product_id")
        let all = state.products.filter { products.isEmpty || products.contains(String($0.id)) }
            .flatMap { product in product.variants.map { (product, $0) } }
        let sku = request.parameter("sku")?.lowercased()
        let id = request.parameter("id")
        let matches = all.filter { _, variant in
            (sku == nil || sku == variant.sku.lowercased()) && (id == nil || id == String(variant.id))
        }
        return try PageRequest(request).envelope(of: matches) { rendering.variant($1, of: $0).selecting(request) }
    }

    /// The product that the path names.
    static func product(_ state: StoreState, _ request: StoreRequest) throws(APIFailure) -> Product {
        guard let product = state.products.first(where: { $0.id == request.ids[0] }) else { throw .notFound }
        return product
    }
}
