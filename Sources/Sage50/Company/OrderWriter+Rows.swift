internal import Money

extension OrderWriter {
    /// The order's head; document totals are the sums of rounded lines (sage50.md 4.2).
    func headerRow(_ number: Int, _ allocated: [Amount]) throws -> RowValues {
        let header = posting.header
        let status = allocationStatus(allocated)
        var row: RowValues = [
            "ORDER_NUMBER": number, "ORDER_TYPE_CODE": header.typeCode, "ORDER_OR_QUOTE": header.typeText,
            "ALLOCATED_STATUS_CODE": status.code, "ALLOCATED_STATUS": status.text, "ACCOUNT_REF": posting.accountReference,
            "NAME": header.name, "DEL_NAME": header.deliveryName, "CONTACT_NAME": header.contactName,
            "CUST_TEL_NUMBER": header.telephone, "VAT_REG_NUMBER": header.vatNumber,
            "CUST_ORDER_NUMBER": header.customerOrderNumber, "TAKEN_BY": header.takenBy, "CONSIGNMENT": header.consignment,
            "GLOBAL_NOM_CODE": header.globalNominal, "GLOBAL_DETAILS": header.globalDetails,
            "GLOBAL_TAX_CODE": header.globalTaxCode, "SETTLEMENT_DUE_DAYS": header.settlementDays,
            "CURRENCY": posting.currency.number,
        ]
        row["ORDER_DATE"] = header.date?.description
        row["DESPATCH_DATE"] = header.despatchDate?.description
        row["COURIER_NUMBER"] = header.courier
        row["GLOBAL_DEPT_NUMBER"] = header.globalDepartment
        row.set("FOREIGN_RATE", posting.currency.rate)
        row.set("SETTLEMENT_DISC_RATE", header.settlementRate)
        row.set("ADDRESS_", family: header.address.lines)
        row.set("C_ADDRESS_", family: header.address.squeezed.lines)
        row.set("DEL_ADDRESS_", family: header.deliveryAddress.lines)
        row.set("NOTES_", family: header.notes)
        row.set("ANALYSIS_", family: header.analysis)
        try addTotals(to: &row)
        addCarriageCodes(to: &row)
        try addDiscount(to: &row)
        try addPayment(to: &row)
        return row
    }

    /// Part and full as the order's own status says it; the text is empty when nothing is allocated.
    private func allocationStatus(_ allocated: [Amount]) -> (code: Int, text: String) {
        let wanted = posting.lines.filter { $0.kind == .product }.map(\.quantity).sum()
        let taken = allocated.sum()
        if taken.isZero { return (0, "") }
        return taken < wanted ? (1, "Part") : (2, "Full")
    }

    private func addTotals(to row: inout RowValues) throws {
        let items = (net: posting.lines.map(\.netAfterOrderDiscount).sum(), tax: posting.lines.map(\.tax).sum())
        let carriage = (net: posting.carriage?.net ?? .zero, tax: posting.carriage?.tax ?? .zero)
        let baseItems = (
            net: try posting.lines.map { try posting.currency.base($0.netAfterOrderDiscount) }.sum(),
            tax: try posting.lines.map { try posting.currency.base($0.tax) }.sum()
        )
        let baseCarriage = (net: try posting.currency.base(carriage.net), tax: try posting.currency.base(carriage.tax))
        add("ITEMS", items.net, items.tax, baseItems.net, baseItems.tax, to: &row)
        add("CARR", carriage.net, carriage.tax, baseCarriage.net, baseCarriage.tax, to: &row)
        add(
            "INVOICE", items.net + carriage.net, items.tax + carriage.tax, baseItems.net + baseCarriage.net,
            baseItems.tax + baseCarriage.tax, to: &row)
        for (index, part) in LedgerRules.vatAnalysis(of: posting).prefix(5).enumerated() {
            row.set("TAX_RATE_\(index + 1)", part.rate)
            row.set("NET_AMOUNT_\(index + 1)", part.net)
            row.set("TAX_AMOUNT_\(index + 1)", part.tax)
        }
    }

    private func add(
        _ part: String, _ net: Amount, _ tax: Amount, _ baseNet: Amount, _ baseTax: Amount, to row: inout RowValues
    ) {
        row.set(part + "_NET", baseNet)
        row.set(part + "_TAX", baseTax)
        row.set(part + "_GROSS", baseNet + baseTax)
        row.set("FOREIGN_\(part)_NET", net)
        row.set("FOREIGN_\(part)_TAX", tax)
        row.set("FOREIGN_\(part)_GROSS", net + tax)
    }

    private func addCarriageCodes(to row: inout RowValues) {
        guard let carriage = posting.carriage else { return }
        row["CARR_NOM_CODE"] = carriage.nominalCode
        row["CARR_TAX_CODE"] = carriage.taxCode
        row["CARR_DEPT_NUMBER"] = carriage.department
    }

    private func addDiscount(to row: inout RowValues) throws {
        guard let discount = posting.discount else { return }
        row.set("NET_VALUE_DISCOUNT_NET", discount.net)
        row.set("NET_VALUE_DISCOUNT_NET_BASE", try posting.currency.base(discount.net))
        row.set("NET_VALUE_DISCOUNT_RATE", discount.rate)
        row["NET_VALUE_DISCOUNT_DESC"] = discount.description
        row["NET_VALUE_DISCOUNT_COMMENT_1"] = discount.comment1
        row["NET_VALUE_DISCOUNT_COMMENT_2"] = discount.comment2
    }

    /// A sales receipt is posted by Sage with the invoice; the order only carries its details (sage50.md 6).
    private func addPayment(to row: inout RowValues) throws {
        guard let payment = posting.payments.first else { return }
        row.set("AMOUNT_PREPAID", try posting.currency.base(payment.amount))
        row.set("FOREIGN_AMOUNT_PREPAID", payment.amount)
        row["PAYMENT_REF"] = payment.reference
        row["BANK_REF"] = payment.bank
        row["PAYMENT_TYPE"] = payment.kind.rawValue
    }

    func lineRow(_ line: OrderLine, _ order: Int, _ position: Int, _ allocated: Amount) throws -> RowValues {
        let currency = posting.currency
        var row: RowValues = [
            "ORDER_NUMBER": order, "ITEM_NUMBER": position, "STOCK_CODE": line.stockCode, "DESCRIPTION": line.description,
            "TEXT": line.text, "COMMENT_1": line.comment1, "COMMENT_2": line.comment2, "UNIT_OF_SALE": line.unitOfSale,
            "SERVICE_FLAG": line.kind == .service ? 1 : 0, "JOB_NUMBER": line.jobNumber,
            "EXT_ORDER_REF": line.externalReference, "TAX_CODE": line.taxCode, "TAX_CODE_ID": line.taxCodeID,
            "NOMINAL_CODE": line.nominalCode, "DEPT_NUMBER": line.department,
        ]
        row.set("QTY_ORDER", line.quantity)
        row.set("QTY_ALLOCATED", allocated)
        row.set("UNIT_PRICE", try currency.base(line.unitPrice))
        row.set("FOREIGN_UNIT_PRICE", line.unitPrice)
        row.set("DISCOUNT_AMOUNT", line.discountAmount)
        row.set("DISCOUNT_RATE", line.discountRate)
        row.set("FULL_NET_AMOUNT", try currency.base(line.fullNet))
        row.set("TAX_RATE", line.taxRate)
        let base = (net: try currency.base(line.net), tax: try currency.base(line.tax))
        row.set("NET_AMOUNT", base.net)
        row.set("TAX_AMOUNT", base.tax)
        row.set("GROSS_AMOUNT", base.net + base.tax)
        row.set("FOREIGN_NET_AMOUNT", line.net)
        row.set("FOREIGN_TAX_AMOUNT", line.tax)
        row.set("FOREIGN_GROSS_AMOUNT", line.net + line.tax)
        row.set("NEGOTIATION_DISC_NET", line.orderDiscount)
        row.set("NEGOTIATION_DISC_NET_BASE", try currency.base(line.orderDiscount))
        return row
    }
}
