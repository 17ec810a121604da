internal import Workflow

/// What both ways into a ledger are told: where the orders are, where their outcomes go, and how their money is read.
struct PostingSettings: Sendable {
    var connection = ""
    var input = "sales-orders.xml"
    var success = "sales-orders.success.xml"
    var fail = "sales-orders.fail.xml"
    /// Unit prices of lines without `TotalNet` are gross unless the order says otherwise.
    var pricesIncludeTax = false
    /// `nil` posts nothing that is off by a penny.
    var tolerance: RoundingTolerance?

    init() {}

    /// - Throws: ``TaskFailure`` of class configuration for a value that the declaration alone cannot refuse.
    init(_ values: SettingValues) throws {
        connection = try values.requiredText("connection")
        input = values.text("input") ?? input
        success = values.text("success") ?? success
        fail = values.text("fail") ?? fail
        pricesIncludeTax = values.boolean("prices_include_tax")
        tolerance = try RoundingTolerance(values.map("rounding"))
    }

    /// All but the connection, whose type differs.
    ///
    /// - Parameter success: what stands in the file of successes.
    static func declarations(success: String) -> [SettingDeclaration] {
        [
            .init("input", .inputFile, default: "sales-orders.xml", "sales orders in the interchange format"),
            .init("success", .outputFile, default: "sales-orders.success.xml", success),
            .init("fail", .outputFile, default: "sales-orders.fail.xml", "orders that are not, each with its reasons"),
            .init("prices_include_tax", .boolean, default: "false", "unit prices are gross unless the order says otherwise"),
            .init(
                "rounding", .map,
                "tolerance, for instance 0.02, and nominal: an order that is off by no more gets a line of the difference there"),
        ]
    }
}
