internal import Money

/// No order is posted whose ledger total differs from what the shopper paid (decision 12).
struct TotalGate {
    /// Recorded at download; a customer's stylesheet cannot argue with it.
    let recorded: RecordedTotal?
    /// What the stylesheet passed on: the cross-check, and the only total of an order that came as a file.
    let declared: RecordedTotal?

    /// - Parameter currency: of the posting's amounts.
    /// - Returns: why the order is held, with the sum written out; `nil` when it may be posted.
    func verdict(on posting: OrderPosting, currency: String) -> Rejection? {
        guard let paid = recorded ?? declared else { return nil }
        if let recorded, let declared, recorded.amount.rounded(to: 2) != declared.amount.rounded(to: 2) {
            return Rejection(
                .totalMismatch,
                "the shop said \(money(recorded.amount)) at download, the mapped order says \(money(declared.amount)). A stylesheet "
                    + "changed OrderTotal; correct it. The shopper paid what was recorded at download.")
        }
        if let told = paid.currency, told != currency {
            return Rejection(
                .totalMismatch,
                "the shopper paid \(money(paid.amount)) \(told), the order would be posted in \(currency). Correct Currency in the "
                    + "stylesheet.")
        }
        let total = paid.amount.rounded(to: 2)
        guard posting.gross != total else { return nil }
        return Rejection(.totalMismatch, arithmetic(posting, total, currency))
    }

    /// The sum as a bookkeeper would write it down.
    private func arithmetic(_ posting: OrderPosting, _ paid: Amount, _ currency: String) -> String {
        var rows = posting.lines.enumerated().filter { $1.kind != .message }.map { index, line in
            "line \(index + 1) \(line.stockCode) \(line.quantity) × \(line.unitPrice) at \(line.taxRate) %: "
                + sum(line.netAfterOrderDiscount, line.tax)
        }
        if let carriage = posting.carriage {
            rows.append("carriage at \(carriage.taxRate) %: " + sum(carriage.net, carriage.tax))
        }
        rows.append("ledger total: " + sum(posting.net, posting.tax))
        rows.append("shopper paid: \(money(paid))")
        rows.append("difference: \(money(posting.gross - paid)) \(currency)")
        return "the ledger would hold \(money(posting.gross)) \(currency), the shopper paid \(money(paid)) \(currency). "
            + rows.joined(separator: "; ")
            + ". Give TotalNet and TotalTax per line in the stylesheet, or enter the order by hand; nothing was posted."
    }

    private func sum(_ net: Amount, _ tax: Amount) -> String {
        "net \(money(net)) + VAT \(money(tax)) = \(money(net + tax))"
    }

    private func money(_ amount: Amount) -> String { amount.formatted(decimals: 2) }
}

extension RecordedTotal {
    /// Reads a fact of kind `order-total`: `34.80 GBP`.
    ///
    /// - Throws: ``Rejection`` when the fact cannot be read.
    init(fact: String) throws(Rejection) {
        let parts = fact.split(separator: " ")
        guard let first = parts.first, let amount = try? Amount(parsing: first), parts.count <= 2 else {
            throw Rejection(
                .totalMismatch, "the total recorded at download ('\(fact.prefix(40))') cannot be read; download again")
        }
        self.init(amount: amount, currency: parts.count == 2 ? String(parts[1]) : nil)
    }
}
