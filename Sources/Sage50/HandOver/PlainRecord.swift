internal import Money
internal import XSLT

/// Writes an order for an importer that takes quantity, unit price and tax code, and nothing else about money.
struct PlainRecord {
    let priced: PricedLines
    let plain: PlainOrder
    let identity: HandOverIdentity
    /// The record as it came.
    let source: XMLElement

    /// What the importer would compute with, beside quantity, price and code.
    private static let computed: Set<String> = [
        "TotalNet", "TotalTax", "TaxRate", "UnitDiscountAmount", "UnitDiscountPercentage", "QtyAllocated", "QtyDespatched",
    ]

    /// - Parameter forImporter: with the prefixed Id; otherwise with the shop's own, which later tasks need.
    func element(forImporter: Bool) -> XMLElement {
        var order = source
        order.children = order.children.compactMap { node in
            guard case .element(let child) = node else { return nil }
            switch (child.namespace, child.name) {
            case (nil, "SalesOrderItems"): return .element(items(child))
            case (nil, "Carriage"): return carriage(child).map(XMLNode.element)
            // Of an earlier attempt.
            case (nil, "Errors"), (Interchange.namespace, "LedgerTotal"), (Interchange.namespace, "Adjustments"): return nil
            default: return .element(child)
            }
        }
        if forImporter { order.set("Id", identity.id) }
        if !identity.orderNumber.isEmpty { order.set("CustomerOrderNumber", identity.orderNumber) }
        order.set("VatInclusive", "false")
        order.append(crosswalk("LedgerTotal", text: plain.gross.formatted(decimals: 2)))
        if !plain.adjustments.isEmpty { order.append(adjustments) }
        return order
    }

    private func items(_ collection: XMLElement) -> XMLElement {
        var result = collection
        var index = -1
        result.children = collection.elements.flatMap { item -> [XMLNode] in
            guard item.name == "Item" else { return [.element(item)] }
            index += 1
            let pieces = plain.lines.filter { $0.role == .line && priced.lines[$0.wanted].item == index }
            return pieces.isEmpty ? [.element(item)] : pieces.map { .element(priced(item, $0)) }
        }
        for line in plain.lines where line.role == .pennyLine || line.role == .carriageLine {
            result.append(extra(line))
        }
        return result
    }

    /// `nil` when the order has no carriage amount.
    private func carriage(_ element: XMLElement) -> XMLElement? {
        plain.lines.first { $0.role == .carriage }.map { priced(element, $0) }
    }

    private func priced(_ item: XMLElement, _ line: PlainLine) -> XMLElement {
        var result = item
        result.children.removeAll { node in
            guard case .element(let child) = node, child.namespace == nil else { return false }
            return PlainRecord.computed.contains(child.name)
        }
        result.set("QtyOrdered", line.quantity.description)
        result.set("UnitPrice", line.unitPrice.description)
        result.set("TaxCode", String(priced.lines[line.wanted].taxCode.id))
        return result
    }

    /// A line without product record: a missing penny, or a part of the carriage. It goes where the line it belongs to goes.
    private func extra(_ line: PlainLine) -> XMLElement {
        let owner = priced.lines[line.wanted]
        let items = source.first("SalesOrderItems")?.all("Item") ?? []
        let model = owner.item.map { items[$0] } ?? source.first("Carriage")
        var item = XMLElement("Item")
        item.append(XMLElement("Sku", text: owner.taxCode.rate.isZero ? "S2" : "S1"))
        item.append(XMLElement("Name", text: line.role == .pennyLine ? "Rounding" : "Carriage"))
        for name in ["NominalCode", "Department"] {
            if let value = model?.text(name), !value.isEmpty { item.append(XMLElement(name, text: value)) }
        }
        item.set("QtyOrdered", line.quantity.description)
        item.set("UnitPrice", line.unitPrice.description)
        item.set("TaxCode", String(owner.taxCode.id))
        return item
    }

    private var adjustments: XMLElement {
        var list = crosswalk("Adjustments")
        for adjustment in plain.adjustments {
            var element = crosswalk("Adjustment", text: adjustment.text)
            let item = priced.lines[adjustment.wanted].item
            element.attributes = [
                XMLAttribute("kind", adjustment.kind.rawValue), XMLAttribute("line", item.map { String($0 + 1) } ?? "carriage"),
                XMLAttribute("amount", adjustment.amount.formatted(decimals: 2)),
            ]
            list.append(element)
        }
        return list
    }

    private func crosswalk(_ name: String, text: String = "") -> XMLElement {
        XMLElement(
            name, namespace: Interchange.namespace, prefix: "x", children: text.isEmpty ? [] : [.text(text)])
    }
}
