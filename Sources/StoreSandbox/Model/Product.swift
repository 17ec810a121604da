public import Money

/// Where a product's stock is kept.
public enum InventoryTracking: String, Sendable, CaseIterable {
    /// Not kept at all.
    case none
    /// One level for the product.
    case product
    /// One level for each variant.
    case variant
}

/// A product of the catalogue. A simple product has exactly one variant, its base variant, with the product's own SKU.
public struct Product: Sendable {
    /// Given by the store.
    public var id: Int
    /// What the shopper reads.
    public var name: String
    /// The main SKU; SKUs are unique in the store whatever their letter case.
    public var sku: String
    /// Catalogue price of one piece.
    public var price: Amount
    /// Where its stock is kept.
    public var tracking: InventoryTracking
    /// `physical` or `digital`.
    public var type: String
    /// Level at which the merchant is warned, for products tracked by product.
    public var warningLevel: Int
    /// Whether shoppers see it.
    public var isVisible: Bool
    /// When it was changed last.
    public var modified: Instant
    /// At least one; more than one when the product has options.
    public var variants: [Variant]

    /// A simple product: the base variant is made here.
    public init(
        id: Int, name: String, sku: String, price: Amount, tracking: InventoryTracking = .product, type: String = "physical",
        modified: Instant = Instant(seconds: 0), variants: [Variant] = []
    ) {
        self.id = id
        self.name = name
        self.sku = sku
        self.price = price
        self.tracking = tracking
        self.type = type
        warningLevel = 0
        isVisible = true
        self.modified = modified
        self.variants = variants.isEmpty ? [Variant(id: id + 100_000, sku: sku, option: nil)] : variants
    }

    /// Whether the product's one variant stands for the product itself.
    public var isSimple: Bool { variants.count == 1 && variants[0].option == nil }
}

/// One form in which a product is sold.
public struct Variant: Sendable {
    /// Given by the store.
    public var id: Int
    /// Unique in the store, like the product's.
    public var sku: String
    /// The chosen option, for instance colour and blue; `nil` for a base variant.
    public var option: (name: String, value: String)?
    /// Level at which the merchant is warned.
    public var warningLevel = 0

    /// A variant, or with no option a base variant.
    public init(id: Int, sku: String, option: (name: String, value: String)?) {
        self.id = id
        self.sku = sku
        self.option = option
    }
}

/// A place where stock lies.
public struct StockLocation: Sendable, Hashable {
    /// Given by the store.
    public var id: Int
    /// The merchant's short name.
    public var code: String
    /// What people call it.
    public var label: String
    /// Whether it sells.
    public var isEnabled: Bool

    /// A location.
    public init(id: Int, code: String, label: String, isEnabled: Bool) {
        self.id = id
        self.code = code
        self.label = label
        self.isEnabled = isEnabled
    }
}
