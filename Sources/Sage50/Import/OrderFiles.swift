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
    /// The record as the success file holds it: number, account, per item what was allocated and what the ledger holds of it
    /// (zynk-workflow.md 3.6); the order's total in the ledger, and what was changed to get there.
    ///
    /// - Parameters:
    ///   - order: number 0 stands for one that is not known yet, in a dry run.
    ///   - posting: what was posted; `nil` for an order that was in the ledger before.
    func imported(as order: PostedOrder, _ posting: OrderPosting? = nil) -> XMLElement {
        var record = self
        if order.number > 0 { record.place("SalesOrderNumber", String(order.number)) }
        if !order.accountReference.isEmpty { record.place("AccountReference", order.accountReference) }
        if let posting { record.placeItems(LedgerItems(posting, order)) }
        if !order.gross.isZero || posting != nil { record.appendOwn("LedgerTotal", text: order.gross.formatted(decimals: 2)) }
        if let posting { record.appendTaxes(LedgerRules.taxByCode(of: posting)) }
        if let posting, !posting.adjustments.isEmpty {
            record.append(.crosswalk("Adjustments", children: posting.adjustments.map { .element(XMLElement($0)) }))
        }
        return record
    }

    /// Tells which other orders of the same shop order are not in the ledger yet; the shop is told when none is left.
    mutating func appendWaiting(_ parts: [String]) {
        if !parts.isEmpty { appendOwn("WaitingParts", text: parts.joined(separator: " ")) }
    }

    /// What each tax code comes to in the ledger: the items alone do not tell, where the ledger has lines of its own.
    private mutating func appendTaxes(_ totals: [LedgerRules.CodeTotal]) {
        for total in totals {
            append(
                .crosswalk(
                    "LedgerTax",
                    attributes: [
                        XMLAttribute("code", String(total.code.drop { $0 == "T" })), XMLAttribute("rate", total.rate.description),
                        XMLAttribute("net", total.net.formatted(decimals: 2)),
                        XMLAttribute("tax", total.tax.formatted(decimals: 2)),
                    ]))
        }
    }

    private mutating func placeItems(_ ledger: LedgerItems) {
        var position = 0
        changeFirst("SalesOrderItems") { items in
            items.children = items.children.map { node in
                guard case .element(var item) = node, item.name == "Item" else { return node }
                position += 1
                item.placeAmounts(ledger, position)
                item.place("QtyAllocated", (ledger.allocated[position] ?? .zero).description)
                return .element(item)
            }
        }
        changeFirst("Carriage") { $0.placeAmounts(ledger, 0) }
    }

    /// Message lines have no amounts.
    private mutating func placeAmounts(_ ledger: LedgerItems, _ position: Int) {
        guard let net = ledger.net[position], let tax = ledger.tax[position] else { return }
        set("TotalNet", net.formatted(decimals: 2))
        set("TotalTax", tax.formatted(decimals: 2))
    }

    private mutating func appendOwn(_ name: String, text: String) { append(.crosswalk(name, children: [.text(text)])) }

    fileprivate static func crosswalk(
        _ name: String, attributes: [XMLAttribute] = [], children: [XMLNode] = []
    ) -> XMLElement {
        XMLElement(name, namespace: Interchange.namespace, prefix: "x", attributes: attributes, children: children)
    }

    /// The record of an order that was posted before (decision 22).
    func alreadyInLedger(as order: PostedOrder) -> XMLElement {
        var record = imported(as: order)
        record.appendOwn("AlreadyInLedger", text: "true")
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

/// What the ledger holds of each item of a record, by position; 0 is the carriage.
struct LedgerItems {
    var allocated: [Int: Amount] = [:]
    var net: [Int: Amount] = [:]
    var tax: [Int: Amount] = [:]

    /// An item may have become several lines.
    init(_ posting: OrderPosting, _ order: PostedOrder) {
        for (index, line) in posting.lines.enumerated() {
            guard let position = line.position else { continue }
            if index < order.allocated.count { allocated[position, default: .zero] += order.allocated[index] }
            guard line.kind != .message else { continue }
            net[position, default: .zero] += line.netAfterOrderDiscount
            tax[position, default: .zero] += line.tax
        }
        guard let carriage = posting.carriage else { return }
        net[0, default: .zero] += carriage.net
        tax[0, default: .zero] += carriage.tax
    }
}

extension XMLElement {
    /// `<x:Adjustment kind="split-line" line="2" amount="0.00">sentence</x:Adjustment>`; the carriage is line 0.
    fileprivate init(_ adjustment: OrderAdjustment) {
        var attributes = [XMLAttribute("kind", adjustment.kind.rawValue)]
        if let position = adjustment.position { attributes.append(XMLAttribute("line", String(position))) }
        attributes.append(XMLAttribute("amount", adjustment.amount.formatted(decimals: 2)))
        self = .crosswalk("Adjustment", attributes: attributes, children: [.text(adjustment.text)])
    }
}
