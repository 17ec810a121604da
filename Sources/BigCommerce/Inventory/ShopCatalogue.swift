import Workflow

/// A stock code as the shop knows it.
struct ShopItem: Sendable, Equatable {
    /// The product, or the product of the variant.
    var productID: Int
    /// `nil` when the code is the main code of a product with options.
    var variantID: Int?
    /// Pieces on hand at the location; `nil` when the shop shows none.
    var level: Int?
}

/// What is known of a product for setting its stock.
struct ShopProduct: Sendable, Equatable {
    /// `none`, `product` or `variant`.
    var tracking: String
    /// The product's main code.
    var sku: String
    /// Whether the product has no options, so that its only variant is the product itself.
    var isSimple: Bool
}

/// Finds stock codes in the shop: what they are, how their stock is kept, and how much there is.
struct ShopCatalogue {
    /// Up to so many codes are asked for by name; above, whole pages are cheaper.
    private static let fewCodes = 200
    /// Up to so many codes that the inventory list does not have are looked up one by one among the variants.
    private static let fewVariants = 20
    /// Bytes of a list in a query, far below what servers take for a whole address.
    private static let longestList = 1500

    private let store: StoreClient
    private let location: Int
    /// By ``StockLevel/key(_:)``.
    private(set) var items: [String: ShopItem] = [:]
    /// By product id.
    private(set) var products: [Int: ShopProduct] = [:]

    /// Reads levels (1000 a page), then the products behind them (250 a page), then looks for the codes that were not found.
    ///
    /// - Parameter location: the location whose levels count.
    init(_ store: StoreClient, location: Int, codes: [String]) async throws {
        self.store = store
        self.location = location
        try await readLevels(codes)
        let wanted = Set(codes.map(StockLevel.key))
        items = items.filter { wanted.contains($0.key) }
        let missing = codes.filter { items[StockLevel.key($0)] == nil }
        try await findProducts(missing)
        try await findVariants(missing.filter { items[StockLevel.key($0)] == nil })
        try await readProducts()
    }

    /// The inventory list: identity and level in one, by name for a few codes, whole for many.
    private mutating func readLevels(_ codes: [String]) async throws {
        // A comma inside a code would split it in a list.
        let byName = codes.count <= ShopCatalogue.fewCodes && !codes.contains { $0.contains(",") }
        let lists: [String?] = byName ? ShopCatalogue.lists(codes) : [nil]
        for list in lists {
            var query = [(name: "location_id:in", value: String(location))]
            if let list { query.append(("sku:in", list)) }
            try await pages("v3/inventory/items", query, limit: 1000, "stock levels", .readInventory) { catalogue, record in
                catalogue.addLevel(record)
            }
        }
    }

    /// Notes one item of the inventory list.
    private mutating func addLevel(_ record: JSONValue) {
        guard let identity = record["identity"], let sku = identity["sku"]?.text, !sku.isEmpty,
            let productID = identity["product_id"]?.integer
        else { return }
        let here = record["locations"]?.elements.first { $0["location_id"]?.integer == location }
        items[StockLevel.key(sku)] = ShopItem(
            productID: productID, variantID: identity["variant_id"]?.integer, level: here?["total_inventory_onhand"]?.integer)
    }

    /// The product filter finds main codes only.
    private mutating func findProducts(_ codes: [String]) async throws {
        let fields = ("include_fields", "sku,inventory_tracking,base_variant_id")
        for list in ShopCatalogue.lists(codes.filter { !$0.contains(",") }) {
            try await pages(
                "v3/catalog/products", [("sku:in", list), fields], limit: 250, "products", .readProducts
            ) { catalogue, record in
                guard let id = record["id"]?.integer, let sku = record["sku"]?.text, !sku.isEmpty else { return }
                catalogue.addProduct(record)
                catalogue.items[StockLevel.key(sku)] = ShopItem(productID: id, variantID: record["base_variant_id"]?.integer)
            }
        }
    }

    /// Variants can be asked for by one code at a time; many are read page by page.
    private mutating func findVariants(_ codes: [String]) async throws {
        guard !codes.isEmpty else { return }
        let wanted = Set(codes.map(StockLevel.key))
        let queries = codes.count <= ShopCatalogue.fewVariants ? codes.map { [(name: "sku", value: $0)] } : [[]]
        for query in queries {
            try await pages(
                "v3/catalog/variants", query + [("include_fields", "sku,product_id")], limit: 250, "variants", .readProducts
            ) { catalogue, record in
                guard let id = record["id"]?.integer, let productID = record["product_id"]?.integer,
                    let sku = record["sku"]?.text, wanted.contains(StockLevel.key(sku))
                else { return }
                catalogue.items[StockLevel.key(sku)] = ShopItem(productID: productID, variantID: id)
            }
        }
    }

    /// How the stock of each product behind the found codes is kept.
    private mutating func readProducts() async throws {
        let ids = Set(items.values.map(\.productID)).subtracting(products.keys).sorted()
        for start in stride(from: 0, to: ids.count, by: 250) {
            let list = ids[start..<min(start + 250, ids.count)].map(String.init).joined(separator: ",")
            let query = [("id:in", list), (name: "include_fields", value: "sku,inventory_tracking,base_variant_id")]
            try await pages("v3/catalog/products", query, limit: 250, "products", .readProducts) { catalogue, record in
                catalogue.addProduct(record)
            }
        }
    }

    /// Notes one product.
    private mutating func addProduct(_ record: JSONValue) {
        guard let id = record["id"]?.integer else { return }
        products[id] = ShopProduct(
            tracking: record["inventory_tracking"]?.text ?? "none", sku: record["sku"]?.text ?? "",
            isSimple: (record["base_variant_id"]?.integer ?? 0) > 0)
    }

    /// All pages of a V3 list. The end is a page that is not full, or the last one that the shop counts.
    private mutating func pages(
        _ path: String, _ query: [(name: String, value: String)], limit: Int, _ endpoint: String, _ scope: Scope,
        _ add: (inout ShopCatalogue, JSONValue) -> Void
    ) async throws {
        var page = 1
        while true {
            let answer = try await store.send(
                StoreRequest(
                    path: path, query: query + [("limit", String(limit)), ("page", String(page))], endpoint: endpoint,
                    scope: scope))
            for record in answer.records { add(&self, record) }
            // The shop may give less than was asked for, so its own count of pages decides where there is one.
            let total = answer.json?["meta"]?["pagination"]?["total_pages"]?.integer
            guard !answer.records.isEmpty, total.map({ page < $0 }) ?? (answer.records.count >= limit) else { return }
            guard page < ShopCatalogue.mostPages else {
                throw StoreError.unexpected(endpoint: endpoint, what: "the list did not end after \(page) pages.")
            }
            page += 1
        }
    }

    /// 2,500,000 variants; a shop that repeats a page would never end.
    private static let mostPages = 10_000

    /// Codes as comma lists that fit into an address.
    private static func lists(_ codes: [String]) -> [String] {
        var lists: [String] = []
        for code in codes {
            if let last = lists.last, last.utf8.count + code.utf8.count < longestList {
                lists[lists.count - 1] = last + "," + code
            } else {
                lists.append(code)
            }
        }
        return lists
    }
}
