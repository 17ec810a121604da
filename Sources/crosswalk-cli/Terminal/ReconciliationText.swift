internal import Crosswalk
internal import Foundation

/// The comparison of shop and ledger for a person: the classes, then every order that is not right.
struct ReconciliationText {
    private let result: Reconciliation

    init(_ result: Reconciliation) { self.result = result }

    var text: String {
        var table = TextTable([.init("Class"), .init("Orders", .right)])
        for orderClass in OrderClass.allCases { table.add(orderClass.title, String(result.count(orderClass))) }
        table.add("in all", String(result.total))
        let title = "Orders created since \(result.since.formatted(.iso8601))"
        return ([title, "", table.text] + result.findings.map(ReconciliationText.lines) + closing).joined(separator: "\n")
    }

    /// One order: what is wrong, and what repairs it.
    private static func lines(_ order: ReconciledOrder) -> String {
        var lines = ["", "\(order.record)  \(order.orderClass.title)", "  \(order.reason)"]
        var figures: [String] = []
        if let total = order.shopTotal { figures.append("shop \(total)") }
        if let total = order.ledgerTotal { figures.append("ledger \(total)") }
        if let credit = order.proposedCredit { figures.append("credit \(credit)") }
        if !figures.isEmpty { lines.append("  \(figures.joined(separator: ", ")) \(order.currency)") }
        if let repair = order.repair { lines.append("  → \(repair)") }
        return lines.joined(separator: "\n")
    }

    private var closing: [String] {
        let notes = result.notes.map { "note: \($0)" }
        let verdict =
            result.isRight ? "Shop and ledger agree." : "\(result.findings.count) of \(result.total) orders need somebody."
        return [""] + notes + [verdict]
    }
}
