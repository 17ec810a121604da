internal import Money

extension LineMaker {
    /// Net, tax and the unit price a line is posted with.
    struct LineMoney: Equatable {
        var unitPrice: Amount
        var fullNet: Amount
        var net: Amount
        var tax: Amount
    }

    /// VAT settings, record, global code, account when it overrides, product, then the usual code of the special lines (R13).
    func taxCode(
        _ item: SalesOrderRecord.Item, code: String, product: String, _ findings: inout Findings
    ) -> LedgerCodes.TaxCode? {
        let usual = code.uppercased() == "S2" ? "T0" : "T1"
        let choices = [
            zone?.sales, item.taxCode, header.globalTaxCode, account.overridesTaxCode ? account.taxCode : nil, product, usual,
        ]
        return known(taxCode: choices.lazy.compactMap { $0 }.first { !$0.isEmpty } ?? usual, item.place, &findings)
    }

    private func known(taxCode text: String, _ place: String, _ findings: inout Findings) -> LedgerCodes.TaxCode? {
        if let code = view.codes.taxCode(text) { return code }
        let known = view.codes.taxCodes.values.sorted { $0.id < $1.id }.map(\.code).joined(separator: ", ")
        findings.reject(
            .taxCode,
            "\(place): tax code \(text) is not in the company (it has \(known)). Correct the stylesheet or add the code.")
        return nil
    }

    /// A global code forces all lines; else record, account when it overrides, product, the company's default (R14).
    func nominal(_ item: SalesOrderRecord.Item, product: String, _ findings: inout Findings) -> String {
        let choices = [
            header.globalNominal, item.nominalCode, account.overridesNominalCode ? account.nominalCode : nil, product,
        ]
        let code = choices.lazy.compactMap { $0 }.first { !$0.isEmpty } ?? view.codes.company.defaultSalesNominal
        return known(nominal: code, item.place, &findings)
    }

    private func known(nominal code: String, _ place: String, _ findings: inout Findings) -> String {
        if view.codes.nominals[code] == nil {
            findings.reject(
                .nominal, "\(place): nominal code \(code) is not in the nominal ledger. Correct it or create the account in Sage."
            )
        }
        return code
    }

    func department(_ number: Int, _ place: String, _ findings: inout Findings) -> Int {
        if view.codes.departments[number] == nil {
            findings.reject(.department, "\(place): department \(number) is not in the company. Correct it or create it in Sage.")
        }
        return number
    }

    /// Takes net and tax as given, or computes them by the ledger's rules.
    func amounts(
        _ item: SalesOrderRecord.Item, _ quantity: Amount, _ product: Product?, _ tax: LedgerCodes.TaxCode,
        _ findings: inout Findings
    ) throws -> LineMoney? {
        if let exact = item.exact { return try self.exact(exact, item, quantity, tax, &findings) }
        guard let price = item.unitPrice ?? product?.salesPrice else {
            findings.reject(.value, "\(item.place) has no UnitPrice, and there is no product record to take one from.")
            return nil
        }
        guard accepts(price, item, &findings) else { return nil }
        var priced = LedgerRules.PricedLine(quantity: quantity, unitPrice: price)
        priced.discountAmount = item.discountAmount ?? .zero
        priced.discountPercent = item.discountPercentage ?? .zero
        // The product's own price is net whatever the order's prices are.
        priced.includesTax = pricesIncludeTax && item.unitPrice != nil
        let amounts = try LedgerRules.amounts(priced, rate: tax.rate, company: view.codes.company)
        let unit = priced.includesTax ? try amounts.fullNet.divided(by: quantity) : price
        return LineMoney(
            unitPrice: unit.rounded(to: view.codes.company.unitDecimals), fullNet: amounts.fullNet, net: amounts.net,
            tax: amounts.tax)
    }

    private func exact(
        _ exact: SalesOrderRecord.Item.Exact, _ item: SalesOrderRecord.Item, _ quantity: Amount, _ tax: LedgerCodes.TaxCode,
        _ findings: inout Findings
    ) throws -> LineMoney? {
        guard accepts(exact.net, item, &findings) else { return nil }
        if checksTax, try !LedgerRules.accepts(tax: exact.tax, on: exact.net, rate: tax.rate) {
            let expected = try exact.net.tax(percent: tax.rate).formatted(decimals: 2)
            findings.reject(
                .tax,
                "\(item.place): tax \(exact.tax.formatted(decimals: 2)) on net \(exact.net.formatted(decimals: 2)) is not what code "
                    + "\(tax.code) makes (\(tax.rate) % = \(expected)). Give the line the code of the rate that the shop charged."
            )
            return nil
        }
        let unit = pricesIncludeTax ? nil : item.unitPrice
        return LineMoney(
            unitPrice: try (unit ?? exact.net.divided(by: quantity)).rounded(to: view.codes.company.unitDecimals),
            fullNet: exact.net, net: exact.net, tax: exact.tax)
    }

    /// Discounts as negative lines are possible without a product record only.
    private func accepts(_ amount: Amount, _ item: SalesOrderRecord.Item, _ findings: inout Findings) -> Bool {
        guard amount.isNegative, !["S1", "S2", "S3"].contains(item.sku?.uppercased() ?? "") else { return true }
        findings.reject(
            .value,
            "\(item.place) has the negative amount \(amount). Put a discount into the amounts of the lines or on an S1 line.")
        return false
    }

    /// The carriage of the order (R17 to R19); `nil` when there is none or it cannot be taken.
    func carriage(_ item: SalesOrderRecord.Item, _ findings: inout Findings) throws -> CarriageLine? {
        let quantity = item.quantity ?? .one
        let price = item.exact?.net ?? item.unitPrice ?? .zero
        guard !price.isZero || !(item.exact?.tax.isZero ?? true) else { return nil }
        guard quantity > .zero, !price.isNegative else {
            findings.reject(.quantity, "carriage: quantity \(quantity) and amount \(price) must be above 0.")
            return nil
        }
        let before = findings.rejections.count
        let company = view.codes.company
        let tax = known(taxCode: zone?.carriage ?? item.taxCode ?? company.carriageTaxCode, item.place, &findings)
        let nominal = known(nominal: item.nominalCode ?? company.carriageNominal, item.place, &findings)
        let department = department(item.department ?? header.globalDepartment ?? account.department, item.place, &findings)
        guard let tax, findings.rejections.count == before,
            let money = try amounts(item, quantity, nil, tax, &findings)
        else { return nil }
        return CarriageLine(
            net: money.net, tax: money.tax, taxCode: tax.code, taxRate: tax.rate, nominalCode: nominal, department: department)
    }
}
