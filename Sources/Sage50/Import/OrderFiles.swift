internal import Foundation
internal import Money
internal import XSLT

/// The success file and the fail file of one import, in the input's own structure.
final class OrderFiles {
    private let success: XMLWriter
    private let fail: XMLWriter

    /// - Throws: ``XSLTError`` when a file cannot be written.
    init(success: URL, fail: URL) throws(XSLTError) {
        self.success = try OrderFiles.open(success)
        self.fail = try OrderFiles.open(fail)
    }

    private static func open(_ file: URL) throws(XSLTError) -> XMLWriter {
        let writer = try XMLWriter(file: file)
        try writer.startDocument()
        try writer.start("Company", namespaces: ["xsi": Interchange.schemaInstance])
        try writer.start("SalesOrders")
        return writer
    }

    func addSuccess(_ record: XMLElement) throws(XSLTError) { try success.write(record) }
    func addFailure(_ record: XMLElement) throws(XSLTError) { try fail.write(record) }

    /// Both files appear under their names.
    func finish() throws(XSLTError) {
        try success.finish()
        try fail.finish()
    }
}

extension XMLElement {
    /// The record as the success file holds it: number, account, and per item what was allocated (zynk-workflow.md 3.6).
    ///
    /// - Parameter order: number 0 stands for one that is not known yet, in a dry run.
    func imported(as order: PostedOrder) -> XMLElement {
        var record = self
        if order.number > 0 { record.place("SalesOrderNumber", String(order.number)) }
        if !order.accountReference.isEmpty { record.place("AccountReference", order.accountReference) }
        guard !order.allocated.isEmpty else { return record }
        var index = 0
        record.changeFirst("SalesOrderItems") { items in
            items.children = items.children.map { node in
                guard case .element(var item) = node, item.name == "Item", index < order.allocated.count else { return node }
                item.place("QtyAllocated", order.allocated[index].description)
                index += 1
                return .element(item)
            }
        }
        return record
    }

    /// The record of an order that was posted before (decision 22).
    func alreadyInLedger(as order: PostedOrder) -> XMLElement {
        var record = imported(as: order)
        record.append(
            XMLElement("AlreadyInLedger", namespace: Interchange.namespace, children: [.text("true")]))
        return record
    }

    /// The record as the fail file holds it: its errors right after the id.
    ///
    /// - Parameter date: XSD dateTime.
    func failed(_ rejections: [Rejection], date: String) -> XMLElement {
        let errors = rejections.map { rejection in
            XMLElement(
                "Error",
                children: [
                    .element(XMLElement("Date", text: date)), .element(XMLElement("Name", text: rejection.code.rawValue)),
                    .element(XMLElement("Description", text: rejection.text)),
                ])
        }
        var record = self
        // A record that failed before and was corrected brings its old errors along.
        record.children.removeAll { if case .element(let child) = $0 { child.name == "Errors" } else { false } }
        record.insertAfterID(XMLElement("Errors", children: errors.map(XMLNode.element)))
        return record
    }

    /// Replaces the first child of this name, or puts it after the id; a nil marker goes with the old one.
    private mutating func place(_ name: String, _ text: String) {
        let index = children.firstIndex { if case .element(let child) = $0 { child.name == name } else { false } }
        guard let index else {
            return name == "QtyAllocated" ? append(XMLElement(name, text: text)) : insertAfterID(XMLElement(name, text: text))
        }
        children[index] = .element(XMLElement(name, text: text))
    }

    private mutating func insertAfterID(_ child: XMLElement) {
        let id = children.firstIndex { if case .element(let element) = $0 { element.name == "Id" } else { false } }
        children.insert(.element(child), at: id.map { $0 + 1 } ?? 0)
    }

    private mutating func changeFirst(_ name: String, _ change: (inout XMLElement) -> Void) {
        for (index, node) in children.enumerated() {
            guard case .element(var child) = node, child.name == name else { continue }
            change(&child)
            children[index] = .element(child)
            return
        }
    }
}
