internal import Foundation
public import Workflow

/// What this room registers: its tasks and its kinds of connection.
public enum Sage50Tasks {
    /// Task types: import of sales orders, export of stock records, hand-over of sales orders.
    public static let taskTypes: [TaskType] = [
        TaskType(
            name: "sage50.import-sales-orders", summary: "Posts sales orders into a Sage 50 company, each once and to the penny.",
            settings: ImportSettings.declarations
        ) { values in ImportSalesOrders(settings: try ImportSettings(values), connect: openCompany) },
        TaskType(
            name: "sage50.export-stock", summary: "Writes stock records of a Sage 50 company that the shop has not heard of.",
            settings: ExportSettings.declarations
        ) { values in ExportStock(settings: try ExportSettings(values), connect: openCompany) },
        TaskType(
            name: "sage50.hand-over-sales-orders",
            summary: "Hands sales orders over to an importer on another machine and reads its answers.",
            settings: HandOverSettings.declarations
        ) { values in HandOverSalesOrders(settings: try HandOverSettings(values)) },
    ]

    /// Connection types: the embedded company, the folder of an importer.
    public static let connectionTypes: [ConnectionType] = [
        ConnectionType(
            name: "sage50-embedded",
            fields: [
                SettingDeclaration("file", .path, required: true, "the company file, relative to the integration's folder"),
                SettingDeclaration(
                    "fixes_tax", .boolean, default: "true",
                    "false rehearses a ledger that computes the tax of every line itself and takes none"),
            ],
            lockFile: { values, integration in
                values.text("file").map { companyFile($0, integration).appendingPathExtension("lock") }
            },
            ledgerOrders: { request in
                let path = try request.connection.values.requiredText("file")
                return CompanyOrders(company: try EmbeddedCompany(at: companyFile(path, request.integration)))
            }),
        ConnectionType(name: HandOverFields.type, fields: HandOverFields.declarations),
    ]

    /// Opens the company file of a connection.
    @Sendable static func openCompany(_ connection: Connection, _ context: TaskContext) throws -> any Ledger {
        try EmbeddedCompany(
            at: companyFile(try connection.values.requiredText("file"), context.integration),
            fixesTax: connection.values.text("fixes_tax") != "false", now: context.now)
    }

    /// Where the company file of a connection is.
    private static func companyFile(_ path: String, _ integration: IntegrationFolder) -> URL {
        path.hasPrefix("/") ? URL(fileURLWithPath: path) : integration.root.appendingPathComponent(path)
    }
}
