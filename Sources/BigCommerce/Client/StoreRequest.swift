/// One call of the shop's API.
struct StoreRequest: Sendable {
    /// What this room ever sends: it reads, and it sets. Both may be repeated safely.
    enum Method: String, Sendable { case get = "GET", put = "PUT" }

    /// How it is sent.
    var method: Method = .get
    /// Below the store, without a leading or trailing slash: `v2/orders/1042`. (A trailing slash is answered with 403.)
    var path: String
    /// Parameters in order, not yet encoded.
    var query: [(name: String, value: String)] = []
    /// What is sent with it.
    var body: JSONValue?
    /// What the call is counted as, for instance `order lines`.
    var endpoint: String
    /// What the token must be allowed.
    var scope: Scope

    /// The path with its query, each value encoded exactly once: a date encoded twice is ignored by the shop without a word.
    var target: String {
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { "\($0.name)=\(StoreRequest.encoded($0.value))" }.joined(separator: "&")
    }

    /// Everything but unreserved characters, commas and colons as `%XX`.
    private static func encoded(_ value: String) -> String {
        var result = ""
        for byte in value.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ","), UInt8(ascii: ":"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}

/// A permission of an API account, named as in the shop's control panel.
enum Scope: String, Sendable {
    case readOrders = "store_v2_orders_read_only"
    case writeOrders = "store_v2_orders"
    case readTransactions = "store_v2_transactions_read_only"
    case readProducts = "store_v2_products_read_only"
    case readInventory = "store_inventory_read_only"
    case writeInventory = "store_inventory"
    case readLocations = "store_locations_read_only"

    /// The label beside the radio buttons of "Create API account".
    var label: String {
        switch self {
        case .readOrders: "Orders: read-only"
        case .writeOrders: "Orders: modify"
        case .readTransactions: "Order Transactions: read-only"
        case .readProducts: "Products: read-only"
        case .readInventory: "Store Inventory: read-only"
        case .writeInventory: "Store Inventory: modify"
        case .readLocations: "Store Locations: read-only"
        }
    }
}
