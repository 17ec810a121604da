import Workflow
import XSLT

/// The success and fail files of an inventory upload.
struct InventoryReport {
    private let context: TaskContext
    private let fail: String
    private let success: String
    private let successWriter: XMLWriter
    private let failWriter: XMLWriter
    /// Levels that the shop acknowledged.
    private(set) var sent = 0
    /// Records in the fail file.
    private(set) var failed = 0

    /// Opens both files; they appear under their names with ``finish()``.
    init(_ context: TaskContext, success: String, fail: String) throws {
        self.context = context
        self.success = success
        self.fail = fail
        successWriter = try InventoryReport.open(success, context)
        failWriter = try InventoryReport.open(fail, context)
    }

    /// Writes levels that the shop took.
    mutating func add(sent actions: [StockAction]) throws {
        sent += actions.count
        for action in actions { try successWriter.write(InventoryReport.element(action.sku, action.level)) }
    }

    /// Writes a record that did not go through, with its reason.
    mutating func add(failed record: XMLElement, _ code: String, _ reason: String) throws {
        failed += 1
        context.log.warning(reason)
        try failWriter.write(record.failed(code: code, reason: reason, at: context.now()))
    }

    /// Closes both files and answers their names.
    func finish() throws -> [String] {
        for writer in [successWriter, failWriter] {
            try writer.end()
            try writer.finish()
        }
        return [success, fail]
    }

    /// `inventory{sku, inventory_level}`.
    static func element(_ sku: String, _ level: Int) -> XMLElement {
        var element = XMLElement("inventory")
        element.append(XMLElement("sku", text: sku))
        element.append(XMLElement("inventory_level", text: String(level)))
        return element
    }

    /// A file that has its root.
    private static func open(_ name: String, _ context: TaskContext) throws -> XMLWriter {
        let writer = try XMLWriter(file: context.file(name))
        try writer.startDocument()
        try writer.start("inventories")
        return writer
    }
}
