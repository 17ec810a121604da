import Workflow

extension BigCommerceTasks {
    /// `bigcommerce.update-orders`.
    static let updateOrders = TaskType(
        name: "bigcommerce.update-orders",
        summary: "sets the status of imported orders in the shop, including those an earlier run could not tell",
        settings: [
            connection,
            SettingDeclaration("input", .inputFile, default: "order-updates.xml", "orders/order/id of the orders to set"),
            SettingDeclaration(
                "status", .text, required: true, "status to set, by id, system name or label, e.g. Awaiting Shipment"),
            SettingDeclaration(
                "source_statuses", .list, default: ["Awaiting Fulfillment"],
                "an order that is in none of these statuses any more is left where it is"),
            SettingDeclaration(
                "success", .outputFile, default: "order-updates.success.xml", "orders that the shop shows as wanted"),
            SettingDeclaration(
                "fail", .outputFile, default: "order-updates.fail.xml", "orders that the shop refused, with the reason"),
        ],
        outbox: UpdateQueue.channel
    ) { values in
        let sources = values.list("source_statuses")
        return UpdateOrdersTask(
            connection: try values.requiredText("connection"), input: values.text("input") ?? "order-updates.xml",
            status: try values.requiredText("status"), sources: sources.isEmpty ? ["Awaiting Fulfillment"] : sources,
            success: values.text("success") ?? "order-updates.success.xml", fail: values.text("fail") ?? "order-updates.fail.xml")
    }
}
