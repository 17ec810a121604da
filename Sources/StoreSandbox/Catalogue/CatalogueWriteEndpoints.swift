import Money

extension Endpoint {
    /// Handlers of the catalogue that write, by path.
    static let catalogueWriters: [String: [String: Handler]] = [
        "catalog/products": ["POST": createProduct, "PUT": changeProducts],
        "catalog/products/#": ["PUT": changeProduct],
        "catalog/products/#/variants/#": ["PUT": changeVariantOfProduct],
        "catalog/variants": ["PUT": changeVariants],
    ]

    /// `PUT catalog/products/{id}`.
    private static let changeProduct: Handler = { (state, request) throws(APIFailure) in
        let product = try product(state, request)
        guard let position = state.products.firstIndex(where: { $0.id == product.id }) else { throw .notFound }
        let change = CatalogueChange(try request.object())
        let problem = try change.apply(toProductAt: position, of: &state, now: request.now)
        return saved(state, [position], problem, isList: false)
    }

    /// Up to ten products; one that is refused refuses them all.
    private static let changeProducts: Handler = { (state, request) throws(APIFailure) in
        let items = try batch(request, most: 10)
        var changed = state
        var positions: [Int] = []
        var problem: APIFailure?
        for item in items {
            guard let position = state.products.firstIndex(where: { $0.id == item.integer("id") }) else { throw .notFound }
            problem = try CatalogueChange(item).apply(toProductAt: position, of: &changed, now: request.now) ?? problem
            positions.append(position)
        }
        state = changed
        return saved(state, positions, problem, isList: true)
    }

    /// 200, or 207 with an `errors` object when a part was not saved.
    private static func saved(_ state: StoreState, _ positions: [Int], _ problem: APIFailure?, isList: Bool) -> StoreAnswer {
        let rendering = CatalogueRendering(state)
        let products = positions.map { rendering.product(state.products[$0], withVariants: false) }
        var json: JSONObject = ["data": isList ? JSONValue(products) : .object(products[0])]
        if let error = problem?.answer(.v3).value { json["errors"] = error }
        json["meta"] = [:]
        return StoreAnswer(status: problem == nil ? 200 : 207, .object(json))
    }

    /// `POST catalog/products`: one product, not tracked unless the body says so.
    private static let createProduct: Handler = { (state, request) throws(APIFailure) in
        let fields = try request.object()
        guard let name = fields.text("name"), name.count <= 250, let type = fields.text("type"), fields["weight"] != nil,
            let price = fields.text("price").flatMap({ try? Amount(parsing: $0) })
        else { throw APIFailure(422, "The required fields are name, type, weight and price.") }
        let sku = fields.text("sku") ?? ""
        guard sku.isEmpty || !SKUIndex(state.products).contains(sku) else { throw .duplicate(sku: sku) }
        let id = (state.products.map(\.id).max() ?? 100) + 1
        state.products.append(
            Product(id: id, name: name, sku: sku, price: price, tracking: .none, type: type, modified: request.now))
        let position = state.products.count - 1
        let problem = try CatalogueChange(["inventory_tracking": fields["inventory_tracking"] ?? "none"])
            .apply(toProductAt: position, of: &state, now: request.now)
        return saved(state, [position], problem, isList: false)
    }

    /// `PUT catalog/products/{id}/variants/{id}`.
    private static let changeVariantOfProduct: Handler = { (state, request) throws(APIFailure) in
        guard try product(state, request).variants.contains(where: { $0.id == request.ids[1] }) else { throw .notFound }
        try CatalogueChange(try request.object()).apply(toVariant: request.ids[1], of: &state, now: request.now)
        return variants(state, [request.ids[1]], isList: false)
    }

    /// Up to fifty variants; the refusal does not say which one was at fault.
    private static let changeVariants: Handler = { (state, request) throws(APIFailure) in
        let items = try batch(request, most: 50)
        var changed = state
        for item in items {
            do throws(APIFailure) {
                try CatalogueChange(item).apply(toVariant: item.integer("id") ?? 0, of: &changed, now: request.now)
            } catch {
                let refusal: JSONValue = ["batch_errors": .array([error.answer(.v3).value ?? nil])]
                return StoreAnswer(status: 422, refusal)
            }
        }
        state = changed
        return variants(state, items.compactMap { $0.integer("id") }, isList: true)
    }

    /// The answer that shows variants after a change.
    private static func variants(_ state: StoreState, _ ids: [Int], isList: Bool) -> StoreAnswer {
        let rendering = CatalogueRendering(state)
        let variants = state.products.flatMap { product in
            product.variants.filter { ids.contains($0.id) }.map { rendering.variant($0, of: product) }
        }
        return StoreAnswer(["data": isList ? JSONValue(variants) : .object(variants[0]), "meta": [:]])
    }

    /// The items of a batch; 413 above `most`.
    private static func batch(_ request: StoreRequest, most: Int) throws(APIFailure) -> [JSONObject] {
        guard let items = (try? JSONValue(parsing: request.body))?.items?.compactMap(\.object), !items.isEmpty else {
            throw .invalidBody(.v3)
        }
        guard items.count <= most else { throw .tooManyItems(most) }
        return items
    }
}
