internal import Money
internal import Workflow
internal import XSLT

/// Pieces that the shop has sold and the ledger does not know of yet: its free stock is that much too high.
///
/// The shop's task writes the quantities whole on each run, by SKU (kind `open-order-quantity`). Kind `open-order-exported` keeps
/// what was exported last and which level the shop had acknowledged by then, so that a quantity counts as delivered only when an
/// acknowledgement has followed.
struct OpenShopOrders {
    private static let quantityKind = "open-order-quantity"
    private static let exportedKind = "open-order-exported"

    /// By stock code in capitals, as the ledger compares codes.
    private let quantities: [String: Amount]
    private let exported: [String: String]
    /// SKUs whose quantity cannot be read.
    let unreadable: [String]

    init(_ state: StateStore) throws {
        var quantities: [String: Amount] = [:]
        var unreadable: [String] = []
        for (sku, text) in try state.facts(kind: OpenShopOrders.quantityKind) {
            guard let quantity = try? Amount(parsing: text), !quantity.isNegative else {
                unreadable.append(sku)
                continue
            }
            quantities[sku.uppercased(), default: .zero] += quantity
        }
        self.quantities = quantities
        self.unreadable = unreadable.sorted()
        exported = try state.facts(kind: OpenShopOrders.exportedKind)
    }

    /// Pieces of a product; `nil` when the shop's task said nothing of it.
    func quantity(of stockCode: String) -> Amount? { quantities[stockCode.uppercased()] }

    /// Whether the shop has not acknowledged a level since this quantity was first exported.
    ///
    /// - Parameter acknowledged: the level that the shop acknowledged last.
    func isNews(_ stockCode: String, acknowledged: String?) -> Bool {
        let open = quantity(of: stockCode) ?? .zero
        guard let last = exported[stockCode.uppercased()] else { return !open.isZero }
        if last == OpenShopOrders.mark(.zero, acknowledged), open.isZero { return false }
        return last.split(separator: " ").first.map(String.init) != open.description
            || last == OpenShopOrders.mark(open, acknowledged)
    }

    /// Notes the quantities of this export; to be called when the file is complete.
    ///
    /// - Parameter codes: the stock codes in the file.
    func remember(_ codes: [String], acknowledged: [String: String], in state: StateStore) throws {
        var notes = StateStore.Notes()
        for code in codes {
            let key = code.uppercased()
            let open = quantity(of: code) ?? .zero
            guard !open.isZero || exported[key] != nil else { continue }
            let isOver = open.isZero && exported[key]?.hasPrefix("0 ") == true
            let mark = isOver ? nil : OpenShopOrders.mark(open, acknowledged[code])
            notes.facts.append(.init(kind: OpenShopOrders.exportedKind, key: key, value: mark))
        }
        try state.commit(notes)
    }

    private static func mark(_ open: Amount, _ acknowledged: String?) -> String { "\(open) \(acknowledged ?? "-")" }

    /// The element of the product; `nil` when the shop's task said nothing of it.
    func element(of stockCode: String) -> XMLElement? {
        quantity(of: stockCode).map { quantity in
            XMLElement(
                "OpenShopOrders", namespace: Interchange.namespace, prefix: "x", children: [.text(quantity.description)])
        }
    }
}
