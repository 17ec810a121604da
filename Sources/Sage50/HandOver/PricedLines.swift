internal import Money

/// The lines of an order as the shop charged them, and how they are posted.
struct PricedLines: Sendable, Equatable {
    /// One line of the wanted order and the item it stands for.
    struct Line: Sendable, Equatable {
        /// Index in the record's items; `nil` for the carriage.
        var item: Int?
        var stockCode: String
        var wanted: WantedLine
        var taxCode: LedgerCodes.TaxCode
        /// As given, or as the ledger computes it from the given price.
        var net: Amount
        var tax: Amount
    }

    var lines: [Line] = []

    var wanted: WantedOrder {
        WantedOrder(lines: lines.map(\.wanted), total: lines.map(\.wanted.gross).sum())
    }

    /// The posting with the lines as the shop charged them.
    func posting(_ head: OrderPosting) -> OrderPosting {
        var posting = head
        for line in lines { add(line, line.wanted.quantity, line.wanted.unitPrice ?? line.net, line.net, line.tax, to: &posting) }
        return posting
    }

    /// The posting as the ledger will round it.
    func posting(_ head: OrderPosting, as plain: PlainOrder) -> OrderPosting {
        var posting = head
        for piece in plain.lines {
            var line = lines[piece.wanted]
            if piece.role == .pennyLine || piece.role == .carriageLine { (line.item, line.stockCode) = (-1, "S1") }
            add(line, piece.quantity, piece.unitPrice, piece.net, piece.tax, to: &posting)
        }
        return posting
    }

    private func add(
        _ line: Line, _ quantity: Amount, _ price: Amount, _ net: Amount, _ tax: Amount, to posting: inout OrderPosting
    ) {
        guard line.item != nil else {
            posting.carriage = CarriageLine(
                net: net, tax: tax, taxCode: line.taxCode.code, taxRate: line.taxCode.rate, nominalCode: "", department: 0)
            return
        }
        var made = OrderLine(stockCode: line.stockCode)
        (made.quantity, made.unitPrice, made.fullNet, made.net, made.tax) = (quantity, price, net, net, tax)
        (made.taxCode, made.taxCodeID, made.taxRate) = (line.taxCode.code, line.taxCode.id, line.taxCode.rate)
        posting.lines.append(made)
    }
}

extension HandOverDecider {
    /// Prices every line that carries money; what cannot be priced is a finding.
    func lines(_ record: SalesOrderRecord, _ findings: inout Findings) throws -> PricedLines {
        var priced = PricedLines()
        let gross = record.vatInclusive ?? settings.pricesIncludeTax
        for (index, item) in record.items.enumerated() where !item.isUnreadable {
            if item.sku?.uppercased() == "M" {
                checkMessage(item, &findings)
            } else if let line = try line(item, index: index, gross: gross, &findings) {
                priced.lines.append(line)
            }
        }
        if let carriage = record.carriage, !carriage.isUnreadable, carriesMoney(carriage),
            let line = try line(carriage, index: nil, gross: gross, &findings)
        {
            priced.lines.append(line)
        }
        return priced
    }

    private func carriesMoney(_ item: SalesOrderRecord.Item) -> Bool {
        [item.unitPrice, item.exact?.net, item.exact?.tax].contains { !($0 ?? .zero).isZero }
    }

    private func checkMessage(_ item: SalesOrderRecord.Item, _ findings: inout Findings) {
        guard carriesMoney(item) else { return }
        findings.reject(
            .value, "\(item.place) is a message line but carries money; use stock code S1, S2 or a product for it.")
    }

    private func line(
        _ item: SalesOrderRecord.Item, index: Int?, gross: Bool, _ findings: inout Findings
    ) throws -> PricedLines.Line? {
        let before = findings.rejections.count
        let quantity = quantity(item, isCarriage: index == nil, &findings)
        let code = taxCode(item, isCarriage: index == nil, &findings)
        guard let code, let quantity, findings.rejections.count == before else { return nil }
        guard let amounts = try amounts(item, quantity, code, gross, &findings) else { return nil }
        guard !(amounts.net + amounts.tax).isNegative || ["S1", "S2", "S3"].contains(item.sku?.uppercased() ?? "") else {
            findings.reject(
                .value,
                "\(item.place) has a negative amount. Put a discount into the amounts of the lines or on an S1 line.")
            return nil
        }
        let isOne = index == nil
        var wanted = WantedLine(place: item.place, gross: amounts.net + amounts.tax, rate: code.rate, code: code.code)
        wanted.quantity = isOne ? .one : quantity
        wanted.unitPrice = gross || isOne || hasDiscount(item) ? nil : item.unitPrice
        wanted.isCarriage = isOne
        return PricedLines.Line(
            item: index, stockCode: item.sku ?? "", wanted: wanted, taxCode: code, net: amounts.net, tax: amounts.tax)
    }

    private func hasDiscount(_ item: SalesOrderRecord.Item) -> Bool {
        [item.discountAmount, item.discountPercentage].contains { !($0 ?? .zero).isZero }
    }

    private func quantity(_ item: SalesOrderRecord.Item, isCarriage: Bool, _ findings: inout Findings) -> Amount? {
        let decimals = company.codes.company.quantityDecimals
        let given = item.quantity ?? (isCarriage ? .one : .zero)
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
    private func taxCode(
        _ item: SalesOrderRecord.Item, isCarriage: Bool, _ findings: inout Findings
    ) -> LedgerCodes.TaxCode? {
        guard let text = item.taxCode ?? (isCarriage ? company.codes.company.carriageTaxCode : nil) else {
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
    private func amounts(
        _ item: SalesOrderRecord.Item, _ quantity: Amount, _ code: LedgerCodes.TaxCode, _ gross: Bool, _ findings: inout Findings
    ) throws -> (net: Amount, tax: Amount)? {
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
            return (exact.net, exact.tax)
        }
        guard let price = item.unitPrice else {
            findings.reject(.value, "\(item.place) has neither TotalNet and TotalTax nor UnitPrice; correct the stylesheet.")
            return nil
        }
        var priced = LedgerRules.PricedLine(quantity: quantity, unitPrice: price, includesTax: gross)
        priced.discountAmount = item.discountAmount ?? .zero
        priced.discountPercent = item.discountPercentage ?? .zero
        let amounts = try LedgerRules.amounts(priced, rate: code.rate, company: company.codes.company)
        return (amounts.net, amounts.tax)
    }
}
