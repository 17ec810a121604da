import Foundation

/// One level to be written, as it travels in a plan.
struct StockAction: Sendable, Codable, Equatable {
    /// The stock code as the ledger writes it.
    let sku: String
    /// The level to set.
    let level: Int
    /// Id of the location.
    let location: Int
    /// Exactly one of the two is set.
    var product: Int?
    /// Id of the variant.
    var variant: Int?

    /// Code and level alone.
    var stockLevel: StockLevel { StockLevel(sku: sku, level: level) }

    /// The item of an adjustment request.
    var item: JSONValue {
        let identity = product.map { ("product_id", $0) } ?? ("variant_id", variant ?? 0)
        return .object([
            JSONMember(name: "location_id", value: .integer(location)),
            JSONMember(name: identity.0, value: .integer(identity.1)),
            JSONMember(name: "quantity", value: .integer(level)),
        ])
    }

    /// As the payload of a planned action.
    func payload() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

    /// An action from its parts.
    init(sku: String, level: Int, location: Int, product: Int? = nil, variant: Int? = nil) {
        self.sku = sku
        self.level = level
        self.location = location
        self.product = product
        self.variant = variant
    }

    /// - Throws: a decoding error when the text is no payload of this task.
    init(payload: String) throws { self = try JSONDecoder().decode(StockAction.self, from: Data(payload.utf8)) }
}
