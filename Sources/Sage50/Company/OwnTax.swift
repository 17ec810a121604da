internal import Money

/// The arithmetic of a company that takes no tax from outside: whatever a posting says must be what the company computes.
///
/// A ledger of this kind would silently book its own figures; the embedded one refuses instead, so that a rehearsal shows the
/// order that would go wrong.
struct OwnTax {
    let company: LedgerCodes.CompanySettings

    /// - Throws: ``Rejection`` for the first line whose amounts are not quantity × unit price and the rate's tax.
    func check(_ posting: OrderPosting) throws {
        for (index, line) in posting.lines.enumerated() where line.kind != .message {
            let own = try amounts(of: line)
            try compare("line \(index + 1) \(line.stockCode)", line.net, line.tax, with: (own.net, own.tax))
        }
        guard let carriage = posting.carriage else { return }
        try compare(
            "carriage", carriage.net, carriage.tax, with: (carriage.net, try carriage.net.tax(percent: carriage.taxRate)))
    }

    /// A whole-order discount makes the tax of every line anew (R23).
    private func amounts(of line: OrderLine) throws -> (net: Amount, tax: Amount) {
        var priced = LedgerRules.PricedLine(quantity: line.quantity, unitPrice: line.unitPrice)
        priced.discountAmount = line.discountAmount
        priced.discountPercent = line.discountRate
        let own = try LedgerRules.amounts(priced, rate: line.taxRate, company: company)
        guard !line.orderDiscount.isZero else { return (own.net, own.tax) }
        return (own.net, try (own.net - line.orderDiscount).tax(percent: line.taxRate))
    }

    private func compare(_ place: String, _ net: Amount, _ tax: Amount, with own: (net: Amount, tax: Amount)) throws {
        guard net != own.net || tax != own.tax else { return }
        throw Rejection(
            .tax,
            "\(place): this company computes the tax itself and would book \(text(own.net, own.tax)) instead of "
                + "\(text(net, tax)). Import by the plain route.")
    }

    private func text(_ net: Amount, _ tax: Amount) -> String {
        "net \(net.formatted(decimals: 2)) + VAT \(tax.formatted(decimals: 2))"
    }
}
