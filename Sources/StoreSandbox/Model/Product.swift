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
    public var id: Int
    public var name: String
    /// The main SKU; SKUs are unique in the store whatever their letter case.
    public var sku: String
    /// Catalogue price of one piece.
    public var price: Amount
    public var tracking: InventoryTracking
    /// `physical` or `digital`.
    public var type: String
    /// Level at which the merchant is warned, for products tracked by product.
    public var warningLevel: Int
    public var isVisible: Bool
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
    public var id: Int
    public var sku: String
    /// The chosen option, for instance colour and blue; `nil` for a base variant.
    public var option: (name: String, value: String)?
    public var warningLevel = 0

    public init(id: Int, sku: String, option: (name: String, value: String)?) {
        self.id = id
        self.sku = sku
        self.option = option
    }
}

/// A place where stock lies.
public struct StockLocation: Sendable, Hashable {
    public var id: Int
    public var code: String
    public var label: String
    public var isEnabled: Bool

    public init(id: Int, code: String, label: String, isEnabled: Bool) {
        self.id = id
        self.code = code
        self.label = label
        self.isEnabled = isEnabled
    }
}
