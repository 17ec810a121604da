public import Money

/// Something that can be bought: a simple product or one variant, with what a ledger would know about it.
public struct CatalogueItem: Sendable, Hashable {
    /// Unique in the catalogue.
    public var sku: String
    /// What the shopper reads.
    public var name: String
    /// Price of one piece without tax, to the penny.
    public var netPrice: Amount
    /// Price of one piece with tax, the one the shopper sees.
    public var grossPrice: Amount
    /// VAT in percent: 20, 5 or 0.
    public var taxRate: Amount
    /// Pieces at the beginning; `nil` when stock is not kept.
    public var stock: Int?
    /// Downloads need no delivery.
    public var isDigital: Bool
    /// The product's id in the shop.
    public var productID: Int
    /// The variant's id in the shop; a simple product has one too.
    public var variantID: Int
    /// The variant's option, for instance colour and blue.
    public var optionName: String?
    /// The value of the option.
    public var optionValue: String?
}

/// An invented catalogue, the same for the same seed: SKUs `CW-0001`, variants `CW-0007-BLU`.
///
/// Every seventh product has three variants; of the others some are tracked by variant (their base variant) and some not at all.
/// Products that keep no stock are downloads.
public struct Catalogue: Sendable {
    /// What the shop lists.
    public private(set) var products: [Product] = []
    /// What can be bought, for a ledger with the same goods.
    public private(set) var items: [CatalogueItem] = []

    /// Invents the products.
    ///
    /// - Throws: `AmountError`, which no price of this range causes.
    public init(products count: Int = 120, seed: UInt64 = 1) throws(AmountError) {
        var dice = SeededGenerator(seed: seed &+ 77)
        for number in 1...max(count, 1) { try add(number, &dice) }
    }

    /// The catalogue with its stock as a store's state; the store's prices contain tax.
    public func state() -> StoreState {
        var state = StoreState()
        state.isPriceEnteredWithTax = true
        state.products = products
        for item in items {
            guard let stock = item.stock, let product = products.first(where: { $0.id == item.productID }),
                let key = product.stockKey(variant: item.variantID, location: state.locations[0].id)
            else { continue }
            state.stock.set(key, to: stock)
        }
        return state
    }

    /// Invents the product of a number, with its variants.
    private mutating func add(_ number: Int, _ dice: inout SeededGenerator) throws(AmountError) {
        let gross = Catalogue.price(&dice)
        let rate = Catalogue.rate(&dice)
        let name = Catalogue.name(number, &dice)
        let sku = "CW-" + String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
        let isDigital = number % 20 == 0
        let hasVariants = number % 7 == 0 && !isDigital
        let variants =
            hasVariants
            ? Catalogue.colours.prefix(3).enumerated().map { index, colour in
                Variant(id: 2000 + number * 10 + index, sku: sku + "-" + colour.code, option: ("Colour", colour.name))
            } : [Variant(id: 2000 + number * 10, sku: sku, option: nil)]
        let tracking: InventoryTracking = isDigital ? .none : hasVariants || number % 11 == 0 ? .variant : .product
        let product = Product(
            id: 100 + number, name: name, sku: sku, price: gross, tracking: tracking, type: isDigital ? "digital" : "physical",
            modified: Instant(seconds: 1_767_225_600), variants: variants)
        products.append(product)
        let net = try gross.splitGross(percent: rate).net
        for variant in variants {
            items.append(
                CatalogueItem(
                    sku: variant.sku, name: name, netPrice: net, grossPrice: gross, taxRate: rate,
                    stock: isDigital ? nil : dice.between(0...120), isDigital: isDigital, productID: product.id,
                    variantID: variant.id, optionName: variant.option?.name, optionValue: variant.option?.value))
        }
    }

    /// Retail prices with the endings that make rounding hard.
    private static func price(_ dice: inout SeededGenerator) -> Amount {
        let pence = dice.pick([99, 95, 50, 49, 25, 0]) ?? 99
        let whole = dice.chance(80) ? dice.between(1...29) : dice.between(30...249)
        return Amount(micros: Int128(whole * 100 + pence) * Amount.penny.micros)
    }

    /// Mostly the standard rate, then zero, then the reduced one.
    private static func rate(_ dice: inout SeededGenerator) -> Amount {
        dice.chance(75) ? Amount(20) : dice.chance(60) ? .zero : Amount(5)
    }

    /// A name that tells products apart.
    private static func name(_ number: Int, _ dice: inout SeededGenerator) -> String {
        let quality = dice.pick(["Oak", "Enamel", "Linen", "Slate", "Copper", "Wool", "Cork", "Glass"]) ?? "Oak"
        let thing = dice.pick(["mug", "tray", "lamp", "apron", "notebook", "candle & holder", "doorstop", "blanket"]) ?? "mug"
        return "\(quality) \(thing) no. \(number)"
    }

    /// What variants differ in.
    private static let colours = [(code: "BLU", name: "Blue"), (code: "RED", name: "Red"), (code: "GRN", name: "Green")]
}
