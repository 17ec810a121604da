import Foundation
import Money
import Workflow
import XSLT

/// Where downloaded orders go: the output file, the fail file, and what the state store must know about them.
///
/// Memory holds the order being written and the ids seen, whatever the size of the file.
struct OrderSink {
    private let context: TaskContext
    private let store: String
    private let output: String
    private let fail: String
    private let writer: XMLWriter
    private var failWriter: XMLWriter?
    private var xml = OrderXML()
    /// Ids met so far.
    private var seen: Set<Int> = []
    /// Totals of the page by correlation id.
    private var totals: [String: String] = [:]
    /// Orders that this task held in an earlier run.
    private let heldBefore: Set<String>
    private var watermark: OrderWatermark?
    private var outcome = TaskOutcome()
    /// Orders that were listed and are not to be downloaded.
    private var leftOut = 0

    /// - Throws: ``XSLTError`` when the output cannot be written.
    init(_ context: TaskContext, store: String, output: String, fail: String, watermark: OrderWatermark?) throws {
        self.context = context
        self.store = store
        self.output = output
        self.fail = fail
        self.watermark = watermark
        heldBefore = Set(try context.state.held().filter { $0.task == context.taskName }.map(\.record))
        writer = try XMLWriter(file: context.file(output))
        try writer.startDocument()
        try writer.start("orders", attributes: [("store", store)])
    }

    /// Whether an order of this id has not been met yet. One may change its status between two lists and be in both.
    mutating func isNew(_ listed: JSONValue) -> Bool {
        guard let id = listed["id"]?.integer else { return true }
        return seen.insert(id).inserted
    }

    /// Counts an order that is not to be downloaded.
    mutating func leaveOut(_ listed: JSONValue) {
        leftOut += 1
        watermark?.passed(listed, isSafe: true)
    }

    /// Writes a complete order and remembers what the shopper paid, which the ledger's total is compared with.
    mutating func write(_ order: ShopOrder) throws {
        let total = try order.total()
        try writer.write(xml.element(order))
        let key = "\(store)/\(order.id)"
        totals[key] = total.description
        if heldBefore.contains(key), isLive { try context.state.release(record: key) }
        watermark?.passed(order.fields, isSafe: false)
        outcome.recordsIn += 1
        outcome.recordsOut += 1
        context.progress.advanced(task: context.taskName, done: outcome.recordsIn, total: nil)
    }

    /// Writes an order that cannot be handed on to the fail file, and keeps it for the list of held records.
    mutating func hold(_ listed: JSONValue, _ hold: ShopOrder.Hold) throws {
        let element = xml.element(held: listed).failed(code: hold.code, reason: hold.reason, at: context.now())
        try openFailFile().write(element)
        if isLive {
            let key = "\(store)/\(listed["id"]?.text ?? "?")"
            try context.records.advance([key], to: .seen)
            try context.hold(
                key, code: hold.code, message: hold.reason, payload: element.xml)
        }
        context.log.warning(hold.reason)
        watermark?.passed(listed, isSafe: false)
        outcome.recordsIn += 1
        outcome.failed += 1
    }

    /// Stores the totals of a page in one transaction.
    mutating func endPage() throws {
        // The copy of the state that a dry run works on is told, too: the import compares with these totals.
        try context.state.record(facts: totals, kind: "order-total")
        try context.records.advance(totals.keys, to: .seen)
        totals = [:]
        CrashPoint.reached("download.page-stored")
    }

    /// Closes the files and answers with the counts.
    mutating func finish() throws -> TaskOutcome {
        try endPage()
        try writer.end()
        try writer.finish()
        outcome.files.append(output)
        if let failWriter {
            try failWriter.end()
            try failWriter.finish()
            outcome.files.append(fail)
        }
        CrashPoint.reached("download.file-written")
        if isLive { try watermark?.save(context.state) }
        CrashPoint.reached("download.watermark-stored")
        addNotes()
        return outcome
    }

    /// Whether the state store may be written.
    private var isLive: Bool { context.mode == .live }

    /// Remarks on what is not in the file as the shop has it.
    private mutating func addNotes() {
        if leftOut > 0 {
            outcome.notes.append(
                "\(leftOut) orders left out: incomplete, cancelled, declined, deleted, too old or in another status")
        }
        if xml.replacedCharacters > 0 {
            let text = "\(xml.replacedCharacters) characters that XML cannot hold were replaced with U+FFFD"
            outcome.notes.append(text)
            context.log.warning(text)
        }
    }

    /// The fail file, opened with the first order that needs it.
    private mutating func openFailFile() throws -> XMLWriter {
        if let failWriter { return failWriter }
        let writer = try XMLWriter(file: context.file(fail))
        try writer.startDocument()
        try writer.start("orders", attributes: [("store", store)])
        failWriter = writer
        return writer
    }
}
