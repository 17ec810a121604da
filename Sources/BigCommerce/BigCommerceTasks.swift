public import Workflow

/// What this room registers: its tasks and its connection.
public enum BigCommerceTasks {
    /// A store: address of the API, the store's hash, and the token of an API account.
    public static let connectionTypes = [
        ConnectionType(
            name: "bigcommerce",
            fields: [
                SettingDeclaration(
                    "url", .text, default: "https://api.bigcommerce.com",
                    "address of the API; plain http is accepted on this machine only"),
                SettingDeclaration(
                    "store_hash", .text, required: true, "the store's hash, the part after /stores/ in its API path"),
                SettingDeclaration("token", .text, required: true, secret: true, "access token of a store-level API account"),
                SettingDeclaration(
                    "attempts", .integer,
                    "the most attempts for one request, 1 to 20; without it 8 when the shop is busy, 5 without a connection"),
            ], shopOrders: { try await StoreOrders($0) })
    ]

    /// `bigcommerce.download-orders`, `bigcommerce.update-orders`, `bigcommerce.count-open-orders`, `bigcommerce.update-inventory`.
    public static let taskTypes = [downloadOrders, updateOrders, countOpenOrders, updateInventory]

    /// The setting that all tasks share.
    static let connection = SettingDeclaration(
        "connection", .connection(["bigcommerce"]), required: true, "the store, by the name of its connection")
}
