import Workflow

extension BigCommerceTasks {
    /// `bigcommerce.count-open-orders`.
    static let countOpenOrders = TaskType(
        name: "bigcommerce.count-open-orders",
        summary: "counts pieces ordered in the shop that are not in the ledger yet, so that they are not offered again",
        settings: [
            connection,
            SettingDeclaration(
                "statuses", .list, default: .list(CountOpenOrdersTask.openStatuses.map { .text($0) }),
                "statuses of orders whose goods are still to leave, by id, system name or label"),
            SettingDeclaration(
                "start_date", .date, "orders created before this day are not counted; without it the workflow's start_date"),
        ]
    ) { values in
        let statuses = values.list("statuses")
        return CountOpenOrdersTask(
            connection: try values.requiredText("connection"),
            statuses: statuses.isEmpty ? CountOpenOrdersTask.openStatuses : statuses, startDate: values.text("start_date"))
    }
}
