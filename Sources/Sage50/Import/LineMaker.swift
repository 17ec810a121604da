internal import Money

/// Turns the items of an order into ledger lines: product, codes, amounts (R10 to R16).
struct LineMaker {
    let settings: ImportSettings
    let view: LedgerView
    let account: Account
    let header: OrderHeader
    /// Codes of the delivery zone that override everything else; `nil` when VAT settings are off.
    let zone: VATSettings.Codes?
    /// Unit prices are gross.
    let pricesIncludeTax: Bool
    /// A converted amount is off by fractions of a penny, so the tax check was done before the conversion.
    var checksTax = true

    private var codes: LedgerCodes { view.codes }

    /// A finished line and the product it needs created.
    struct Made {
        var line: OrderLine
        var newProduct: Product?
    }

    /// - Returns: `nil` when the item cannot be taken; the reasons are among the findings.
    func make(_ item: SalesOrderRecord.Item, _ findings: inout Findings) async throws -> Made? {
        guard !item.isUnreadable else { return nil }
        guard let code = item.sku ?? settings.defaultProductCode else {
            findings.reject(
                .stock,
                "\(item.place) has no stock code. Give the product one in the shop, or set default_product_code (for instance S1)."
            )
            return nil
        }
        if code.uppercased() == "M" { return message(item, &findings) }
        let before = findings.rejections.count
        let product = try await product(code, item, &findings)
        checkQuantity(item, &findings)
        let tax = taxCode(item, code: code, product: product?.taxCode ?? "", &findings)
        let nominal = nominal(item, product: product?.nominalCode ?? "", &findings)
        let department = department(item.department ?? product?.department.nonZero ?? account.department, item.place, &findings)
        guard findings.rejections.count == before, let tax, let quantity = item.quantity else { return nil }
        guard let amounts = try amounts(item, quantity, product, tax, &findings) else { return nil }

        var line = OrderLine(stockCode: product?.stockCode ?? code.uppercased(), position: item.position)
        line.kind = kind(code, product, item)
        line.description = item.name.isEmpty ? product?.description ?? "" : item.name
        (line.comment1, line.comment2, line.text) = (item.description, item.comments, item.text)
        line.unitOfSale = item.unitOfSale.isEmpty ? product?.unitOfSale ?? "" : item.unitOfSale
        (line.jobNumber, line.externalReference, line.quantity) = (item.reference, item.id, quantity)
        (line.unitPrice, line.fullNet, line.net, line.tax) = (amounts.unitPrice, amounts.fullNet, amounts.net, amounts.tax)
        line.discountAmount = item.discountAmount ?? .zero
        line.discountRate = item.discountPercentage ?? .zero
        (line.taxCode, line.taxCodeID, line.taxRate) = (tax.code, tax.id, tax.rate)
        (line.nominalCode, line.department) = (nominal, department)
        return Made(line: line, newProduct: try await newProduct(for: line, product, item))
    }

    private func kind(_ code: String, _ product: Product?, _ item: SalesOrderRecord.Item) -> OrderLine.Kind {
        if code.uppercased() == "S3" { return .service }
        guard let product else { return isSpecial(code) || item.type != .stock ? .unstocked : .product }
        switch product.type {
        case .stock: return .product
        case .nonStock: return .unstocked
        case .service: return .service
        }
    }

    /// The chargeable lines without a product record (sage50.md 2.1).
    private func isSpecial(_ code: String) -> Bool { ["S1", "S2", "S3"].contains(code.uppercased()) }

    private func product(_ code: String, _ item: SalesOrderRecord.Item, _ findings: inout Findings) async throws -> Product? {
        guard !isSpecial(code) else { return nil }
        if let product = try await view.product(code) {
            if product.isInactive { findings.warn("\(item.place): product \(product.stockCode) is inactive") }
            return product
        }
        if !settings.createsProducts {
            findings.reject(
                .stock,
                "\(item.place): product \(code) is not in the ledger. Create it in Sage, correct the SKU in the shop, or switch "
                    + "auto_create_products on.")
        }
        return nil
    }

    /// The product of an unknown code, made from the line; net price, no stock.
    private func newProduct(for line: OrderLine, _ known: Product?, _ item: SalesOrderRecord.Item) async throws -> Product? {
        guard known == nil, !isSpecial(line.stockCode) else { return nil }
        var product = Product(stockCode: line.stockCode)
        product.description = line.description
        product.type = item.type
        product.salesPrice = line.unitPrice
        product.taxCode = line.taxCode
        product.nominalCode = line.nominalCode
        product.department = line.department
        product.unitOfSale = line.unitOfSale
        return product
    }

    private func checkQuantity(_ item: SalesOrderRecord.Item, _ findings: inout Findings) {
        let decimals = codes.company.quantityDecimals
        switch item.quantity {
        case nil:
            findings.reject(.quantity, "\(item.place) has no QtyOrdered; correct the stylesheet.")
        case let quantity? where quantity.isNegative:
            findings.reject(
                .quantity, "\(item.place) has quantity \(quantity). A sales order takes no returns; enter a credit note instead.")
        case let quantity? where quantity.isZero:
            findings.reject(.quantity, "\(item.place) has quantity 0; leave the line out.")
        case let quantity? where !quantity.isWhole(decimals: decimals):
            findings.reject(
                .quantity, "\(item.place) has quantity \(quantity); the company keeps quantities with \(decimals) decimals.")
        default: return
        }
    }

    /// A message line carries text only; money on it would be lost.
    private func message(_ item: SalesOrderRecord.Item, _ findings: inout Findings) -> Made? {
        let money = [item.unitPrice, item.exact?.net, item.exact?.tax].compactMap { $0 }
        guard money.allSatisfy(\.isZero) else {
            findings.reject(
                .value, "\(item.place) is a message line but carries money; use stock code S1, S2 or a product for it.")
            return nil
        }
        var line = OrderLine(stockCode: "M", position: item.position, kind: .message)
        line.description = item.name
        (line.comment1, line.comment2, line.text) = (item.description, item.comments, item.text)
        return Made(line: line)
    }
}

extension Int {
    /// `nil` for zero, which is how the tables say "not given".
    fileprivate var nonZero: Int? { self == 0 ? nil : self }
}
