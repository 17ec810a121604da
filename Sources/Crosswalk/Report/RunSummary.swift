internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// One run as the XML that the report's stylesheet reads (root `run`): tasks, money, held records, orders, files.
struct RunSummary {
    private var root: XMLElement

    /// - Parameters:
    ///   - context: the run that is reported.
    ///   - tasks: the tasks that have ended so far.
    init(context: TaskContext, tasks: [TaskResult]) throws {
        let files = RunFiles(folder: context.workingFolder)
        var money = MoneySummary()
        var orders = XMLElement("orders")
        try files.forEachPostedOrder { order in
            orders.append(RunSummary.element(of: order))
            if !order.wasInLedger { money.add(order) }
        }
        root = XMLElement("run", values: try RunSummary.attributes(of: context))
        root.append(RunSummary.element(of: tasks))
        root.append(money.element)
        let waiting = Set(try context.state.held().map(\.record))
        root.append(XMLElement("held", children: try files.heldRecords(waiting: waiting).map { .element($0) }))
        root.append(orders)
        root.append(XMLElement("files", children: files.names.map { .element(XMLElement("file", values: [("name", $0)])) }))
    }

    /// The document as UTF-8.
    var bytes: [UInt8] { Array(root.xml.utf8) }

    private static func attributes(of context: TaskContext) throws -> [(String, String)] {
        let started = (try context.state.run(context.run.id)?.started ?? context.now()).formatted(.iso8601)
        let attributes = [
            ("id", context.run.id), ("workflow", context.run.workflow), ("mode", context.mode.rawValue), ("started", started),
        ]
        return attributes + (context.run.customer.map { [("customer", $0)] } ?? [])
    }

    private static func element(of tasks: [TaskResult]) -> XMLElement {
        var list = XMLElement("tasks")
        for task in tasks where task.state != .running {
            var element = XMLElement(
                "task",
                values: [
                    ("name", task.task), ("in", String(task.outcome.recordsIn)), ("out", String(task.outcome.recordsOut)),
                    ("failed", String(task.outcome.failed)), ("seconds", String(format: "%.1f", task.duration)),
                    ("result", task.state.rawValue),
                ])
            for note in task.outcome.notes + (task.message.map { [$0] } ?? []) { element.append(XMLElement("note", text: note)) }
            list.append(element)
        }
        return list
    }

    private static func element(of order: PostedOrder) -> XMLElement {
        var element = XMLElement(
            "order",
            values: [
                ("id", order.id), ("number", order.number), ("account", order.account), ("currency", order.currency),
                ("shop", order.shopTotal?.formatted(decimals: 2) ?? ""), ("ledger", order.ledgerTotal.formatted(decimals: 2)),
                ("difference", order.difference.formatted(decimals: 2)),
                ("remark", order.wasInLedger ? "was in the ledger before this run" : ""),
            ])
        for adjustment in order.adjustments {
            element.append(
                XMLElement(
                    "adjustment", attributes: [XMLAttribute("kind", adjustment.kind), XMLAttribute("amount", adjustment.amount)],
                    children: [.text(adjustment.sentence)]))
        }
        return element
    }
}
