internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// The settings of the stock export, checked (zynk-workflow.md 2.4 in snake case).
struct ExportSettings: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case all
        /// Created since the last export.
        case new
        /// Created or changed since the last export, and what the shop has not acknowledged.
        case modified
    }

    var connection = ""
    var output = "products.xml"
    var kind = Kind.modified
    var publishedOnly = false

    init(connection: String) { self.connection = connection }

    init(_ values: SettingValues) throws {
        connection = try values.requiredText("connection")
        output = values.text("output") ?? output
        kind = values.text("export").flatMap(Kind.init(rawValue:)) ?? kind
        publishedOnly = values.boolean("published_only")
    }

    static let declarations: [SettingDeclaration] = [
        .init("connection", .connection(["sage50-embedded"]), required: true, "the company to export from"),
        .init("output", .outputFile, default: "products.xml", "stock records in the interchange format"),
        .init(
            "export", .choice(Kind.allCases.map(\.rawValue)), default: "modified",
            "all, new since the last export, or modified (new included)"),
        .init("published_only", .boolean, default: "false", "only records that are flagged for the web"),
    ]
}

/// Exports stock records of a Sage company as `Company/Products/Product` (`sage50.export-stock`).
///
/// Delivery guarantee: a level the shop has not acknowledged is exported again on every run, whatever the ledger's time stamps say
/// (decision 24); so the watermark may move as soon as the file is complete. The same holds for the pieces in open shop orders, which
/// each product carries as `{urn:crosswalk}OpenShopOrders`.
struct ExportStock: WorkflowTask {
    let settings: ExportSettings
    let connect: @Sendable (Connection, TaskContext) throws -> any Ledger

    func run(_ context: TaskContext) async throws -> TaskOutcome {
        let ledger = try connect(context.connections.connection(settings.connection), context)
        let watermark = "stock/\(settings.connection)"
        // Read before the records: what changes in between is exported now and once more next time, never missed.
        let levels = try await ledger.stockLevels()
        let open = try OpenShopOrders(context.state)
        for sku in open.unreadable {
            context.log.warning("the pieces of \(sku) in open shop orders cannot be read; they were not taken off its stock")
        }
        let acknowledged = try context.state.facts(kind: "stock-acknowledged")
        let selection = try selection(levels, since: context.state.watermark(watermark), acknowledged, open)
        var outcome = TaskOutcome(recordsIn: levels.count, files: [settings.output])
        let codes: [String]
        do {
            codes = try await write(selection, of: ledger, open, to: context)
        } catch let error as XSLTError {
            throw TaskFailure(.configuration, "task '\(context.taskName)': \(error)")
        }
        outcome.recordsOut = codes.count
        if !selection.alsoCodes.isEmpty {
            outcome.notes.append("\(selection.alsoCodes.count) stock records whose level the shop has not acknowledged")
        }
        guard context.mode == .live else { return outcome }
        CrashPoint.reached("export.file-written")
        try open.remember(codes, acknowledged: acknowledged, in: context.state)
        if let last = levels.map(\.modified).max() { try context.state.setWatermark(watermark, to: last) }
        CrashPoint.reached("export.watermark-stored")
        return outcome
    }

    private func selection(
        _ levels: [StockLevel], since mark: String?, _ acknowledged: [String: String], _ open: OpenShopOrders
    ) throws -> StockSelection {
        var selection = StockSelection(publishedOnly: settings.publishedOnly)
        guard let mark else { return selection }
        switch settings.kind {
        case .all: selection.since = .ever
        case .new: selection.since = .created(mark)
        case .modified:
            selection.since = .modified(mark)
            selection.alsoCodes = unacknowledged(levels, acknowledged, open)
        }
        return selection
    }

    /// Stock items whose sellable whole pieces differ from what the shop acknowledged last, or that it never acknowledged, and those
    /// whose pieces in open orders are news to it.
    private func unacknowledged(
        _ levels: [StockLevel], _ acknowledged: [String: String], _ open: OpenShopOrders
    ) -> Set<String> {
        let differing = levels.filter { level in
            guard level.type == .stock, level.isPublished || !settings.publishedOnly else { return false }
            let told = acknowledged[level.stockCode]
            let sellable = level.free - (open.quantity(of: level.stockCode) ?? .zero)
            return told != String(max(0, sellable.floor)) || open.isNews(level.stockCode, acknowledged: told)
        }
        return Set(differing.map(\.stockCode))
    }

    /// - Returns: the stock codes in the file.
    private func write(
        _ selection: StockSelection, of ledger: any Ledger, _ open: OpenShopOrders, to context: TaskContext
    ) async throws -> [String] {
        let writer = try XMLWriter(file: context.file(settings.output))
        try writer.startDocument()
        try writer.start("Company", namespaces: ["xsi": Interchange.schemaInstance])
        try writer.start("Products")
        var codes: [String] = []
        try await ledger.forEachStockRecord(selection) { record in
            var product = record.element
            if let element = open.element(of: record.stockCode) { product.append(element) }
            try writer.write(product)
            codes.append(record.stockCode)
        }
        try writer.finish()
        context.progress.advanced(task: context.taskName, done: codes.count, total: codes.count)
        return codes
    }
}
