import Workflow

extension BigCommerceTasks {
    /// `bigcommerce.update-inventory`.
    static let updateInventory = TaskType(
        name: "bigcommerce.update-inventory",
        summary: "sets stock levels in the shop, including those an earlier run could not send",
        settings: [
            connection,
            SettingDeclaration("input", .inputFile, default: "inventory.xml", "inventories/inventory{sku, inventory_level}"),
            SettingDeclaration("success", .outputFile, default: "inventory.success.xml", "levels that the shop acknowledged"),
            SettingDeclaration(
                "fail", .outputFile, default: "inventory.fail.xml", "levels that could not be set, with the reason"),
            SettingDeclaration("location", .text, "location by id, code or label; without it the shop's default location"),
            SettingDeclaration(
                "ignore_unknown", .list,
                "stock codes that need not be in the shop, e.g. 'PACK*'; without it each is reported once"),
        ]
    ) { values in
        let ignored = values.list("ignore_unknown")
        return UpdateInventoryTask(
            connection: try values.requiredText("connection"), input: values.text("input") ?? "inventory.xml",
            success: values.text("success") ?? "inventory.success.xml", fail: values.text("fail") ?? "inventory.fail.xml",
            location: values.text("location"), ignoredUnknown: ignored == ["none"] ? [] : ignored)
    }
}
