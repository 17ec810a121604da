/// A stock adjustment of the Inventory API: checked as a whole, then applied as a whole.
struct InventoryAdjustment {
    /// Whether quantities replace the level or are added to it.
    enum Kind { case absolute, relative }

    /// What one item changes.
    private struct Step {
        var key: Stock.Key
        var quantity: Int
    }

    /// What will be written.
    private let steps: [Step]

    /// The most items of one request.
    static let mostItems = 2000
    /// The largest level.
    static let largest = 2_147_483_647

    /// Checks every item.
    ///
    /// - Throws: ``APIFailure`` 413 for too many items, 422 with the culprits in the title.
    init(_ kind: Kind, _ request: StoreRequest, state: StoreState) throws(APIFailure) {
        let items = try InventoryAdjustment.items(request)
        try InventoryAdjustment.checkLocations(items, state)
        let index = SKUIndex(state.products)
        var steps: [Step] = []
        var complaints: [String] = []
        for item in items {
            do throws(Complaint) {
                steps.append(try InventoryAdjustment.step(kind, item, state: state, index: index, before: steps))
            } catch {
                complaints.append(error.text)
            }
        }
        guard complaints.isEmpty else { throw .unprocessable("[" + complaints.joined(separator: ", ") + "]") }
        self.steps = steps
    }

    /// Writes the levels.
    func apply(to stock: inout Stock, visibleAfter delay: Duration) {
        for step in steps { stock.set(step.key, to: step.quantity, visibleAfter: delay) }
    }
}

extension InventoryAdjustment {
    /// Why one item cannot be adjusted.
    private struct Complaint: Error {
        var text: String
    }

    /// The body's items; 413 when there are too many.
    private static func items(_ request: StoreRequest) throws(APIFailure) -> [JSONObject] {
        guard let values = try request.object()["items"]?.items, !values.isEmpty else {
            throw .unprocessable("Payload contains invalid fields")
        }
        guard values.count <= mostItems else { throw .tooManyItems(mostItems) }
        return values.compactMap(\.object)
    }

    /// 422 with the ids of unknown locations.
    private static func checkLocations(_ items: [JSONObject], _ state: StoreState) throws(APIFailure) {
        let known = Set(state.locations.map(\.id))
        let unknown = Set(items.map { $0.integer("location_id") ?? 0 }).subtracting(known).sorted()
        guard unknown.isEmpty else {
            throw .unprocessable("Location not found, identities: [" + unknown.map(String.init).joined(separator: ",") + "]")
        }
    }

    /// What one item changes, relative ones on top of the items before it.
    private static func step(
        _ kind: Kind, _ item: JSONObject, state: StoreState, index: SKUIndex, before: [Step]
    ) throws(Complaint) -> Step {
        let identities = ["sku", "variant_id", "product_id"].filter { item[$0] != nil }
        guard let name = identities.first, identities.count == 1, let value = item.text(name) else {
            throw Complaint(text: "Item must have exactly one of sku, variant_id, product_id")
        }
        guard let quantity = item.integer("quantity"), abs(quantity) <= largest, kind == .relative || quantity >= 0 else {
            throw Complaint(text: "Item with \(name) \(value) has an invalid quantity")
        }
        guard let target = index.target(name, value, products: state.products) else {
            throw Complaint(text: "Item with \(name) \(value) was not found")
        }
        let key = try key(of: target, named: name, value, location: item.integer("location_id") ?? 0)
        guard kind == .relative else { return Step(key: key, quantity: quantity) }
        guard let level = before.last(where: { $0.key == key })?.quantity ?? state.stock.quantity(key) else {
            throw Complaint(text: "Items with identity: [\(name) \(value)] requires absolute adjustment before relative")
        }
        guard level + quantity >= 0 else { throw Complaint(text: "Item with \(name) \(value) would fall below zero") }
        return Step(key: key, quantity: level + quantity)
    }

    /// What is counted, when the identity fits the product's tracking mode.
    private static func key(
        of target: SKUIndex.Target, named name: String, _ value: String, location: Int
    ) throws(Complaint) -> Stock.Key {
        let product = target.product
        switch product.tracking {
        case .none: throw Complaint(text: "Item with \(name) \(value) does not track inventory")
        case .product:
            // The base variant's SKU is the product's own, so a SKU of a simple product is the product.
            guard target.variant == nil || (name == "sku" && product.isSimple) else {
                throw Complaint(text: "Item with \(name) \(value) is tracked by product, please update stock by product id")
            }
            return Stock.Key(location: location, product: product.id, variant: nil)
        case .variant:
            let variant = name == "sku" && product.isSimple ? product.variants[0].id : target.variant
            guard let variant else {
                throw Complaint(text: "Item with \(name) \(value) is tracked by variant, please update stock by variant id")
            }
            return Stock.Key(location: location, product: product.id, variant: variant)
        }
    }
}
