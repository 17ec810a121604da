internal import Money

extension HandOverDecider {
    /// Puts the lines that carry money, and the carriage, into the posting as the shop charged them; what cannot be taken is a
    /// finding.
    func addLines(of record: SalesOrderRecord, to posting: inout OrderPosting, _ findings: inout Findings) throws {
        let gross = record.vatInclusive ?? settings.posting.pricesIncludeTax
        for item in record.items where !item.isUnreadable {
            if item.sku?.uppercased() == "M" {
                checkMessage(item, &findings)
            } else if let line = try line(item, gross: gross, &findings) {
                posting.lines.append(line)
            }
        }
        if let carriage = record.carriage, !carriage.isUnreadable, carriesMoney(carriage),
            let line = try line(carriage, gross: gross, &findings)
        {
            posting.carriage = CarriageLine(
                net: line.net, tax: line.tax, taxCode: line.taxCode, taxRate: line.taxRate, nominalCode: line.nominalCode,
                department: line.department)
        }
    }

    private func carriesMoney(_ item: SalesOrderRecord.Item) -> Bool {
        [item.unitPrice, item.exact?.net, item.exact?.tax].contains { !($0 ?? .zero).isZero }
    }

    private func checkMessage(_ item: SalesOrderRecord.Item, _ findings: inout Findings) {
        guard carriesMoney(item) else { return }
        findings.reject(
            .value, "\(item.place) is a message line but carries money; use stock code S1, S2 or a product for it.")
    }

    /// An item, or the carriage at position 0.
    private func line(_ item: SalesOrderRecord.Item, gross: Bool, _ findings: inout Findings) throws -> OrderLine? {
        let before = findings.rejections.count
        let quantity = quantity(item, &findings)
        let code = taxCode(item, &findings)
        guard let code, let quantity, findings.rejections.count == before else { return nil }
        guard let money = try money(item, quantity, code, gross, &findings) else { return nil }
        guard !money.net.isNegative || ["S1", "S2", "S3"].contains(item.sku?.uppercased() ?? "") else {
            findings.reject(
                .value, "\(item.place) has a negative amount. Put a discount into the amounts of the lines or on an S1 line.")
            return nil
        }
        var line = OrderLine(stockCode: item.sku ?? "", position: item.position, description: item.name)
        line.quantity = quantity
        line.unitPrice = try price(item, quantity, money, gross)
        (line.fullNet, line.net, line.tax) = (money.fullNet, money.net, money.tax)
        (line.taxCode, line.taxCodeID, line.taxRate) = (code.code, code.id, code.rate)
        (line.nominalCode, line.department) = (item.nominalCode ?? "", item.department ?? 0)
        return line
    }

    /// The shop's own net price where it gave one; it is kept when it reaches the line's total.
    private func price(
        _ item: SalesOrderRecord.Item, _ quantity: Amount, _ money: LedgerRules.LineAmounts, _ gross: Bool
    ) throws -> Amount {
        let own = gross ? nil : item.unitPrice
        return try (own ?? money.net.divided(by: quantity)).rounded(to: company.codes.company.unitDecimals)
    }

    private func quantity(_ item: SalesOrderRecord.Item, _ findings: inout Findings) -> Amount? {
        let decimals = company.codes.company.quantityDecimals
        let given = item.quantity ?? (item.position == 0 ? .one : .zero)
        guard given > .zero, given.isWhole(decimals: decimals) else {
            findings.reject(
                .quantity,
                "\(item.place) has quantity \(given); it must be above 0 with at most \(decimals) decimals. A return is entered as "
                    + "a credit note by hand.")
            return nil
        }
        return given
    }

    /// Only a code in the record will do: without one the importer takes the product's, and its rate is not known here.
    private func taxCode(_ item: SalesOrderRecord.Item, _ findings: inout Findings) -> LedgerCodes.TaxCode? {
        guard let text = item.taxCode ?? (item.position == 0 ? company.codes.company.carriageTaxCode : nil) else {
            findings.reject(
                .taxCode,
                "\(item.place) has no TaxCode. Without one the importer would take the product's, and the total could not be known "
                    + "before. Give every line a code in the stylesheet.")
            return nil
        }
        if let code = company.codes.taxCode(text) { return code }
        let known = company.codes.taxCodes.values.sorted { $0.id < $1.id }.map(\.code).joined(separator: ", ")
        findings.reject(
            .taxCode,
            "\(item.place): tax code \(text) is not among 'tax_codes' of the connection (\(known)). Correct the stylesheet, or add "
                + "the code with its rate.")
        return nil
    }

    /// Net and tax as given, or as the ledger computes them from the price.
    private func money(
        _ item: SalesOrderRecord.Item, _ quantity: Amount, _ code: LedgerCodes.TaxCode, _ gross: Bool, _ findings: inout Findings
    ) throws -> LedgerRules.LineAmounts? {
        if let exact = item.exact {
            guard try LedgerRules.accepts(tax: exact.tax, on: exact.net, rate: code.rate) else {
                let expected = try exact.net.tax(percent: code.rate).formatted(decimals: 2)
                findings.reject(
                    .tax,
                    "\(item.place): tax \(exact.tax.formatted(decimals: 2)) on net \(exact.net.formatted(decimals: 2)) is not what "
                        + "code \(code.code) makes (\(code.rate) % = \(expected)). Give the line the code of the rate that the shop "
                        + "charged.")
                return nil
            }
            return LedgerRules.LineAmounts(fullNet: exact.net, net: exact.net, tax: exact.tax)
        }
        guard let price = item.unitPrice else {
            findings.reject(.value, "\(item.place) has neither TotalNet and TotalTax nor UnitPrice; correct the stylesheet.")
            return nil
        }
        var priced = LedgerRules.PricedLine(quantity: quantity, unitPrice: price, includesTax: gross)
        priced.discountAmount = item.discountAmount ?? .zero
        priced.discountPercent = item.discountPercentage ?? .zero
        return try LedgerRules.amounts(priced, rate: code.rate, company: company.codes.company)
    }
}
