internal import Money

/// Decides the currency of an order and its rate (R24 to R27, decision 16).
struct CurrencyResolver {
    let codes: LedgerCodes
    let settings: ImportSettings

    /// Currencies whose amounts are not hundredths; a ledger that books pennies cannot hold them.
    private static let withoutHundredths: Set<String> = [
        "BHD", "BIF", "CLF", "CLP", "DJF", "GNF", "IQD", "ISK", "JOD", "JPY", "KMF", "KRW", "KWD", "LYD", "OMR", "PYG", "RWF",
        "TND", "UGX", "UYI", "UYW", "VND", "VUV", "XAF", "XOF", "XPF",
    ]

    /// The currency the order names; `nil` when it names none.
    ///
    /// - Throws: ``Rejection`` for one that the company does not keep or that has no hundredths.
    func named(_ record: SalesOrderRecord) throws(Rejection) -> LedgerCodes.Currency? {
        guard record.currencyUsed != false else { return codes.baseCurrency }
        guard let code = record.currency else { return nil }
        if CurrencyResolver.withoutHundredths.contains(code) {
            throw Rejection(
                .currency, "\(code) is not kept in hundredths, so the ledger cannot hold it to the penny; enter the order by hand"
            )
        }
        guard let currency = codes.currency(code) else {
            let known = codes.currencies.map(\.code).joined(separator: ", ")
            throw Rejection(.currency, "the company keeps no currency \(code) (it has \(known)); add it in Sage")
        }
        return currency
    }

    /// The currency the order is posted in, and by what its amounts must be multiplied for that; `nil` for nothing.
    func posting(
        _ record: SalesOrderRecord, named: LedgerCodes.Currency?, account: Account
    ) throws -> (currency: OrderCurrency, factor: Amount?) {
        guard let own = codes.currency(number: account.currency) else {
            throw Rejection(
                .currency, "account \(account.reference) has currency \(account.currency), which is not in the company")
        }
        let order = named ?? own
        let rate = try rate(of: order, given: record.foreignRate)
        if order == own {
            return (OrderCurrency(number: own.number, code: own.code, rate: rate, isBase: own.isBase), nil)
        }
        guard settings.convertsCurrency else {
            throw Rejection(
                .currency,
                "The Foreign Currency on the account does not match the Foreign Currency on the transaction: account "
                    + "\(account.reference) is kept in \(own.code), the order is in \(order.code). Use an account in \(order.code) "
                    + "or switch convert_to_account_currency on.")
        }
        let ownRate = try self.rate(of: own, given: nil)
        let currency = OrderCurrency(number: own.number, code: own.code, rate: ownRate, isBase: own.isBase)
        return (currency, try ownRate.divided(by: rate))
    }

    /// The given rate, else the ledger's own (R25).
    private func rate(of currency: LedgerCodes.Currency, given: Amount?) throws(Rejection) -> Amount {
        if currency.isBase { return .one }
        let rate = given.flatMap { $0.isZero ? nil : $0 } ?? currency.rate
        guard rate > .zero else {
            throw Rejection(
                .currency, "there is no exchange rate for \(currency.code); enter one in the company's currency table")
        }
        return rate
    }
}

extension SalesOrderRecord {
    /// The order with every amount of money multiplied, for posting in the account's currency (R25).
    func converted(by factor: Amount) throws -> SalesOrderRecord {
        var order = self
        order.items = try items.map { try $0.converted(by: factor) }
        order.carriage = try carriage?.converted(by: factor)
        order.discount.amount = try discount.amount?.multiplied(by: factor)
        order.payments = try payments.map { payment in
            var payment = payment
            payment.amount = try payment.amount?.multiplied(by: factor).rounded(to: 2)
            return payment
        }
        return order
    }
}

extension SalesOrderRecord.Item {
    fileprivate func converted(by factor: Amount) throws -> SalesOrderRecord.Item {
        var item = self
        item.unitPrice = try unitPrice?.multiplied(by: factor)
        item.discountAmount = try discountAmount?.multiplied(by: factor)
        if let exact {
            item.exact = Exact(
                net: try exact.net.multiplied(by: factor).rounded(to: 2), tax: try exact.tax.multiplied(by: factor).rounded(to: 2)
            )
        }
        return item
    }
}
