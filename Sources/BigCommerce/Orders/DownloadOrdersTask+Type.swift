import Workflow

extension BigCommerceTasks {
    /// `bigcommerce.download-orders`.
    static let downloadOrders = TaskType(
        name: "bigcommerce.download-orders",
        summary: "downloads orders by status, with lines, addresses, coupons and fees, into one file",
        settings: [
            connection,
            SettingDeclaration(
                "statuses", .list, default: ["Awaiting Fulfillment"],
                "order statuses by id, system name or label; 'any' takes all but incomplete, cancelled and declined orders"),
            SettingDeclaration(
                "start_date", .date, "orders created before this day are left alone; without it the workflow's start_date"),
            SettingDeclaration("output", .outputFile, default: "orders.xml", "the orders"),
            SettingDeclaration("fail", .outputFile, default: "orders.fail.xml", "orders that could not be read completely"),
            SettingDeclaration("page_size", .integer, default: "250", "orders per request, 1 to 250"),
            SettingDeclaration(
                "payments", .choice(["order", "transactions"]), default: "order",
                "'transactions' asks for the payments of each order, one request each"),
            SettingDeclaration(
                "changed_only", .boolean, default: "false",
                "lists only orders changed since the oldest change that is not yet in the ledger"),
            SettingDeclaration("overlap_minutes", .integer, default: "10", "with changed_only: how far to read back"),
        ]
    ) { values in
        let pageSize = values.integer("page_size") ?? 250
        guard (1...250).contains(pageSize) else {
            throw TaskFailure(.configuration, "setting 'page_size': \(pageSize) is not between 1 and 250, the shop's limit")
        }
        let statuses = values.list("statuses")
        return DownloadOrdersTask(
            connection: try values.requiredText("connection"), statuses: statuses.isEmpty ? ["Awaiting Fulfillment"] : statuses,
            startDate: values.text("start_date"), output: values.text("output") ?? "orders.xml",
            fail: values.text("fail") ?? "orders.fail.xml", pageSize: pageSize,
            withTransactions: values.text("payments") == "transactions", onlyChanged: values.boolean("changed_only"),
            overlapMinutes: max(0, values.integer("overlap_minutes") ?? 10))
    }
}
