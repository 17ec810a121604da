internal import Money

/// The arithmetic of the ledger in one place: what Sage makes of a quantity, a price and a rate (sage50.md 4).
enum LedgerRules {
    /// Net and tax of one line.
    struct LineAmounts: Sendable, Equatable {
        /// Before the line discount.
        var fullNet: Amount
        var net: Amount
        var tax: Amount
    }

    /// A line as somebody prices it: everything per unit, the discount as amount or percentage.
    struct PricedLine: Sendable, Equatable {
        var quantity: Amount
        var unitPrice: Amount
        var discountAmount = Amount.zero
        var discountPercent = Amount.zero
        /// The prices are gross.
        var includesTax = false
    }

    /// Line net = round2(quantity × (unit price − unit discount)), line tax = round2(net × rate), the prices rounded to the
    /// company's decimals first. Gross prices follow the vendor's advice: the gross of the line is netted once, never the unit.
    ///
    /// - Parameter rate: percent.
    static func amounts(
        _ line: PricedLine, rate: Amount, company: LedgerCodes.CompanySettings
    ) throws(AmountError) -> LineAmounts {
        let unit = line.unitPrice.rounded(to: company.unitDecimals)
        let full = try line.quantity.multiplied(by: unit).rounded(to: 2)
        let total = try discounted(line, unit: unit, full: full, company: company)
        guard line.includesTax else {
            return LineAmounts(fullNet: full, net: total, tax: try total.tax(percent: rate))
        }
        let split = try total.splitGross(percent: rate)
        return LineAmounts(fullNet: try full.splitGross(percent: rate).net, net: split.net, tax: split.tax)
    }

    /// Discount per unit, rounded again, or off the line amount, as the company is set up (R12).
    private static func discounted(
        _ line: PricedLine, unit: Amount, full: Amount, company: LedgerCodes.CompanySettings
    ) throws(AmountError) -> Amount {
        guard !line.discountAmount.isZero || !line.discountPercent.isZero else { return full }
        let perUnit = try line.discountAmount + unit.multiplied(by: line.discountPercent).divided(by: Amount(100))
        if company.discountsUnitPrice {
            return try line.quantity.multiplied(by: (unit - perUnit).rounded(to: company.unitDecimals)).rounded(to: 2)
        }
        return try line.quantity.multiplied(by: unit - perUnit).rounded(to: 2)
    }

    /// Whether a given tax is what the rate makes of the net, to the penny (sage50.md 4.7).
    static func accepts(tax: Amount, on net: Amount, rate: Amount) throws(AmountError) -> Bool {
        (tax - (try net.tax(percent: rate))).magnitude <= .penny
    }

    /// What can be reserved of `free` stock for an order line (R28).
    static func allocation(of quantity: Amount, free: Amount) -> Amount { max(.zero, min(quantity, free)) }

    /// Net and tax per rate, the highest rate first.
    static func vatAnalysis(of posting: OrderPosting) -> [(rate: Amount, net: Amount, tax: Amount)] {
        var parts: [Amount: (net: Amount, tax: Amount)] = [:]
        func add(_ rate: Amount, _ net: Amount, _ tax: Amount) {
            let sum = parts[rate] ?? (.zero, .zero)
            parts[rate] = (sum.net + net, sum.tax + tax)
        }
        for line in posting.lines where line.kind != .message { add(line.taxRate, line.netAfterOrderDiscount, line.tax) }
        if let carriage = posting.carriage { add(carriage.taxRate, carriage.net, carriage.tax) }
        return parts.sorted { $0.key > $1.key }.map { ($0.key, $0.value.net, $0.value.tax) }
    }

    /// What a tax code comes to in an order.
    struct CodeTotal: Sendable, Equatable {
        var code: String
        var rate: Amount
        /// Lines with that code, carriage among them.
        var lines = 0
        var net = Amount.zero
        var tax = Amount.zero
    }

    /// Net and tax per code, in the order in which the codes appear.
    static func taxByCode(of posting: OrderPosting) -> [CodeTotal] {
        var totals: [CodeTotal] = []
        func add(_ code: String, _ rate: Amount, _ net: Amount, _ tax: Amount) {
            let index = totals.firstIndex { $0.code == code } ?? totals.count
            if index == totals.count { totals.append(CodeTotal(code: code, rate: rate)) }
            totals[index].lines += 1
            totals[index].net += net
            totals[index].tax += tax
        }
        for line in posting.lines where line.kind != .message {
            add(line.taxCode, line.taxRate, line.netAfterOrderDiscount, line.tax)
        }
        if let carriage = posting.carriage { add(carriage.taxCode, carriage.taxRate, carriage.net, carriage.tax) }
        return totals
    }
}
