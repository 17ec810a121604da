internal import Money
internal import XSLT

/// Writes an order for an importer that takes quantity, unit price and tax code, and nothing else about money.
struct PlainRecord {
    /// The record as it came.
    let element: XMLElement
    let record: SalesOrderRecord
    /// As the ledger will round it.
    let posting: OrderPosting
    let identity: HandOverIdentity

    /// What the importer would compute with, beside quantity, price and code.
    private static let computed: Set<String> = [
        "TotalNet", "TotalTax", "TaxRate", "UnitDiscountAmount", "UnitDiscountPercentage", "QtyAllocated", "QtyDespatched",
    ]

    /// The order for the importer, and for each of its lines the position of the record's item, `nil` for a line of the order.
    var written: (order: XMLElement, positions: [Int?]) {
        var positions: [Int?] = []
        var order = element
        order.children = order.children.compactMap { node in
            guard case .element(let child) = node, child.namespace == nil else { return isOurs(node) ? node : nil }
            switch child.name {
            case "SalesOrderItems": return .element(items(child, &positions))
            case "Carriage": return carriage(child).map(XMLNode.element)
            // Of an earlier attempt.
            case "Errors": return nil
            default: return node
            }
        }
        order.set("Id", identity.id)
        if !identity.orderNumber.isEmpty { order.set("CustomerOrderNumber", identity.orderNumber) }
        order.set("VatInclusive", "false")
        addPayment(to: &order)
        return (order, positions)
    }

    /// Elements of our namespace stay, because importers ignore them. The total does not: one that came back unread would look like
    /// the ledger's own.
    private func isOurs(_ node: XMLNode) -> Bool {
        guard case .element(let child) = node else { return false }
        return !["LedgerTotal", "LedgerTax", "Adjustments"].contains(child.name)
    }

    private func items(_ collection: XMLElement, _ positions: inout [Int?]) -> XMLElement {
        var result = collection
        result.children = []
        for (index, item) in collection.all("Item").enumerated() {
            let pieces = posting.lines.filter { $0.position == index + 1 && !isExtra($0) }
            for element in pieces.isEmpty ? [item] : pieces.map({ priced(item, $0) }) {
                result.append(element)
                positions.append(index + 1)
            }
        }
        for line in posting.lines where isExtra(line) {
            result.append(extra(line))
            positions.append(nil)
        }
        return result
    }

    /// A line that stands beside the record's items: a missing penny, a part of the carriage, a rounding difference.
    private func isExtra(_ line: OrderLine) -> Bool {
        guard let position = line.position, position > 0 else { return true }
        return line.description != record.items[position - 1].name
    }

    /// `nil` when the order has no carriage amount.
    private func carriage(_ element: XMLElement) -> XMLElement? {
        posting.carriage.map { carriage in
            var line = OrderLine(stockCode: "", quantity: .one, unitPrice: carriage.net)
            line.taxCode = carriage.taxCode
            return priced(element, line)
        }
    }

    private func priced(_ item: XMLElement, _ line: OrderLine) -> XMLElement {
        var result = item
        result.children.removeAll { node in
            guard case .element(let child) = node, child.namespace == nil else { return false }
            return PlainRecord.computed.contains(child.name)
        }
        price(line, &result)
        return result
    }

    private func extra(_ line: OrderLine) -> XMLElement {
        var item = XMLElement("Item")
        item.append(XMLElement("Sku", text: line.stockCode))
        item.append(XMLElement("Name", text: line.description))
        if !line.nominalCode.isEmpty { item.append(XMLElement("NominalCode", text: line.nominalCode)) }
        if line.department > 0 { item.append(XMLElement("Department", text: String(line.department))) }
        price(line, &item)
        return item
    }

    private func price(_ line: OrderLine, _ item: inout XMLElement) {
        item.set("QtyOrdered", line.quantity.description)
        item.set("UnitPrice", line.unitPrice.description)
        // The format writes codes as numbers.
        item.set("TaxCode", String(line.taxCode.drop { $0 == "T" }))
    }

    /// A payment that only our own namespace tells goes where the importer looks for it; the format has room for one.
    private func addPayment(to order: inout XMLElement) {
        guard order.text("PaymentAmount") == nil, let payment = record.payments.first, let amount = payment.amount, !amount.isZero
        else { return }
        order.set("PaymentAmount", amount.formatted(decimals: 2))
        order.set("PaymentType", payment.kind == .alreadyReceived ? "PaymentAlreadyReceived" : "SalesReceipt")
        if let bank = payment.bank { order.set("BankAccount", bank) }
        if !payment.reference.isEmpty { order.set("PaymentRef", payment.reference) }
    }
}

extension XMLElement {
    /// The success record with what the importer allocated.
    ///
    /// - Parameters:
    ///   - allocated: per line as it was written; empty when the importer did not tell.
    ///   - positions: of the record's item for each written line.
    func allocating(_ allocated: [Amount], positions: [Int?]) -> XMLElement {
        var sums: [Int: Amount] = [:]
        for (position, amount) in zip(positions, allocated) {
            if let position { sums[position, default: .zero] += amount }
        }
        var record = self
        for (index, node) in record.children.enumerated() {
            guard case .element(var items) = node, items.namespace == nil, items.name == "SalesOrderItems" else { continue }
            var position = 0
            items.children = items.children.map { node in
                guard case .element(var item) = node, item.name == "Item" else { return node }
                position += 1
                item.children.removeAll { if case .element(let child) = $0 { child.name == "QtyAllocated" } else { false } }
                if let sum = sums[position] { item.append(XMLElement("QtyAllocated", text: sum.description)) }
                return .element(item)
            }
            record.children[index] = .element(items)
        }
        return record
    }
}
