internal import Workflow

/// The settings of the hand-over, checked.
struct HandOverSettings: Sendable {
    var posting = PostingSettings()
    /// Put in front of Id and customer order number, so that two stores of one company never share one; may hold `{store}`.
    var prefix = ""
    /// An order that the importer refused is handed over again by the next run.
    var retriesRefused = true
    /// How many times an order may be handed over though nobody answered, by correlation id; 1 for all others.
    var allowedTimes: [String: Int] = [:]

    init() {}

    /// - Throws: ``TaskFailure`` of class configuration for a value that the declaration alone cannot refuse.
    init(_ values: SettingValues) throws {
        posting = try PostingSettings(values)
        prefix = values.text("order_prefix") ?? prefix
        retriesRefused = values.text("retry_refused") != "false"
        allowedTimes = try values.map("hand_over_again").mapValues { text in
            guard let times = Int(text), times > 0 else {
                throw TaskFailure(
                    .configuration,
                    "setting 'hand_over_again': '\(text)' is not a number of times; write for instance {harbour/1042: 2}")
            }
            return times
        }
    }

    static let declarations: [SettingDeclaration] =
        [
            .init("connection", .connection([HandOverFields.type]), required: true, "the folder to hand over in"),
            .init(
                "order_prefix", .text,
                "in front of Id and customer order number when a company has more than one store, for instance HB- or {store}-"),
            .init(
                "retry_refused", .boolean, default: "true",
                "an order that the importer refused is handed over again by the next run"),
            .init(
                "hand_over_again", .map,
                "orders that may be handed over more than once though nobody answered, for instance {harbour/1042: 2}"),
        ] + PostingSettings.declarations(success: "orders that the importer has imported")
}

/// The fields of a `sage50-hand-over` connection.
enum HandOverFields {
    static let type = "sage50-hand-over"

    static let declarations: [SettingDeclaration] = [
        .init("folder", .path, required: true, "the folder that the importer watches; it must exist"),
        .init("wait", .duration, default: "10m", "how long a run waits for an answer; 0 leaves answers to the next run"),
        .init("overdue", .duration, default: "24h", "after which time an order that nobody answered for is held"),
        .init("file", .text, default: "sales-orders-{first}-{digest}.xml", "name of the files: {first}, {count}, {digest}"),
        .init("success_file", .text, default: "{name}.success.xml", "name of the importer's success file: {name}, {file}"),
        .init("fail_file", .text, default: "{name}.fail.xml", "name of the importer's fail file: {name}, {file}"),
        .init("orders_per_file", .integer, default: "100", "the most orders that one file holds"),
        .init(
            "imported_before", .text,
            "a part of the importer's error text that says the order is in the ledger already; such an order is not a failure"),
        .init("unit_decimals", .integer, default: "2", "decimals of unit prices in the company"),
        .init("quantity_decimals", .integer, default: "2", "decimals of quantities in the company"),
        .init(
            "tax_codes", .decimals,
            default: .map(["0": "0", "1": "20", "2": "0", "4": "0", "5": "5", "7": "0", "8": "0", "9": "0"]),
            "the company's tax codes and their rates in percent"),
        .init("carriage_tax_code", .text, default: "1", "tax code of a carriage that names none"),
        .init("base_currency", .text, default: "GBP", "currency of the company"),
        .init("currencies", .list, "further currencies that the company keeps accounts in"),
    ]
}
