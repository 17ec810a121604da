internal import Money

/// Puts a posting together: lines, carriage, whole-order discount, payments, head.
struct OrderMaker {
    let settings: ImportSettings
    let view: LedgerView
    let today: LedgerDate

    /// - Parameter checksTax: `false` for amounts that have been converted.
    /// - Returns: a posting that is complete only when no rejection was added to the findings.
    func make(
        _ record: SalesOrderRecord, account: AccountResolver.Resolved, currency: OrderCurrency, checksTax: Bool,
        _ findings: inout Findings
    ) async throws -> OrderPosting {
        var posting = OrderPosting(
            record: record.correlationID ?? "", truthID: record.correlationID,
            customerTruthID: AccountResolver.truthID(record), accountReference: account.account.reference)
        posting.newAccount = account.isNew ? account.account : nil
        posting.currency = currency
        posting.allocates = settings.allocatesStock
        posting.header = header(record, account.account, &findings)
        if settings.createsDeliveryAddresses { posting.newDeliveryAddress = deliveryAddress(record, account.account) }
        let maker = lineMaker(record, account.account, posting.header, checksTax)
        for item in record.items {
            guard let made = try await maker.make(item, &findings) else { continue }
            posting.lines.append(made.line)
            if let product = made.newProduct, !posting.newProducts.contains(where: { $0.stockCode == product.stockCode }) {
                posting.newProducts.append(product)
            }
        }
        if let carriage = record.carriage, !carriage.isUnreadable { posting.carriage = try maker.carriage(carriage, &findings) }
        guard findings.rejections.isEmpty else { return posting }
        try applyDiscount(record.discount, gross: maker.pricesIncludeTax, to: &posting, &findings)
        posting.payments = payments(record, currency, &findings)
        checkSize(posting, &findings)
        return posting
    }

    private func lineMaker(
        _ record: SalesOrderRecord, _ account: Account, _ header: OrderHeader, _ checksTax: Bool
    ) -> LineMaker {
        let country =
            [record.deliveryAddress?.country, record.invoiceAddress?.country, account.country]
            .lazy.compactMap { $0 }.first { !$0.isEmpty } ?? ""
        let vatNumber = header.vatNumber.isEmpty ? account.vatNumber : header.vatNumber
        return LineMaker(
            settings: settings, view: view, account: account, header: header,
            zone: settings.vat.codes(country: country, vatNumber: vatNumber, ledger: view.codes),
            pricesIncludeTax: record.vatInclusive ?? settings.posting.pricesIncludeTax, checksTax: checksTax)
    }

    /// Sage's columns hold 15 digits, two of them pennies; and an order owes nothing to the customer.
    private func checkSize(_ posting: OrderPosting, _ findings: inout Findings) {
        if posting.gross.isNegative {
            findings.reject(
                .value,
                "the discounts are larger than the goods: the order comes to \(posting.gross.formatted(decimals: 2)). Enter a credit "
                    + "note instead.")
        }
        let largest = Amount(9_999_999_999_999)
        guard posting.gross.magnitude > largest || posting.lines.contains(where: { $0.net.magnitude > largest }) else { return }
        findings.reject(.value, "the order cannot be computed: its amounts are larger than the ledger's columns hold.")
    }

    /// Spreads the whole-order discount over the lines (R21); a gross one is netted at each line's rate (R22). Sage then
    /// recomputes the tax of every line, fixed or not (R23).
    private func applyDiscount(
        _ discount: SalesOrderRecord.Discount, gross: Bool, to posting: inout OrderPosting, _ findings: inout Findings
    ) throws {
        let weights = posting.lines.map { gross ? $0.net + $0.tax : $0.net }
        let percentage = discount.percentage ?? .zero
        let given = try discount.amount ?? weights.sum().multiplied(by: percentage).divided(by: Amount(100))
        let amount = given.rounded(to: 2)
        guard !amount.isZero else { return }
        guard !amount.isNegative, amount <= weights.sum() else {
            return findings.reject(.value, "the whole-order discount \(amount) is not between 0 and the order's goods.")
        }
        for (index, share) in try amount.shared(over: weights).enumerated() {
            let rate = posting.lines[index].taxRate
            posting.lines[index].orderDiscount = gross ? try share.splitGross(percent: rate).net : share
            posting.lines[index].tax = try posting.lines[index].netAfterOrderDiscount.tax(percent: rate)
        }
        posting.discount = NetValueDiscount(
            net: posting.lines.map(\.orderDiscount).sum(), rate: percentage, description: discount.description,
            comment1: discount.comment1, comment2: discount.comment2)
        findings.warn("a whole-order discount makes Sage compute the tax of all lines again")
    }

    /// A payment is recorded only when bank, amount and type are all there (sage50.md 6).
    private func payments(
        _ record: SalesOrderRecord, _ currency: OrderCurrency, _ findings: inout Findings
    ) -> [OrderPayment] {
        record.payments.compactMap { payment in
            guard let given = payment.amount, !given.isZero else { return nil }
            let amount = given.rounded(to: 2)
            guard !amount.isNegative else {
                findings.reject(.payment, "the payment of \(amount) is negative; a refund cannot be imported, enter it in Sage.")
                return nil
            }
            guard let kind = payment.kind else {
                findings.warn("a payment without PaymentType is not recorded")
                return nil
            }
            // A certificate or credit without a clearing account reached no bank: that part of the order stays open.
            guard payment.instrument == .card || payment.bank != nil else { return nil }
            let bank = payment.bank ?? settings.defaultBank ?? view.codes.company.defaultBank
            guard accepts(bank, currency, &findings) else { return nil }
            return OrderPayment(amount: amount, bank: bank, kind: kind, reference: payment.reference)
        }
    }

    private func accepts(_ bank: String, _ currency: OrderCurrency, _ findings: inout Findings) -> Bool {
        guard let number = view.codes.banks[bank] else {
            let known = view.codes.banks.keys.sorted().joined(separator: ", ")
            findings.reject(.bank, "bank account \(bank) is not a bank of the company (it has \(known)). Correct BankAccount.")
            return false
        }
        guard number == currency.number else {
            let own = view.codes.currency(number: number)?.code ?? "another currency"
            findings.reject(
                .bank,
                "bank account \(bank) is kept in \(own), the order in \(currency.code). Give a bank of the order's currency.")
            return false
        }
        return true
    }
}
