internal import Money
internal import XSLT

/// What the report needs of one order in a success file.
struct PostedOrder {
    /// One order line or the carriage.
    struct Line {
        let taxCode: String
        let rate: String
        let net: Amount
        let tax: Amount
    }

    /// Money that reached a bank account.
    struct Receipt {
        let bank: String
        let amount: Amount
    }

    /// Namespace of the elements that only Crosswalk writes.
    static let namespace = "urn:crosswalk"

    let id: String
    let number: String
    let account: String
    let currency: String
    /// What the shopper paid; `nil` when the file does not say.
    let shopTotal: Amount?
    let lines: [Line]
    /// What was paid into the ledger's banks.
    let receipts: [Receipt]
    /// The order was in the ledger before this run.
    let wasInLedger: Bool

    /// Reads a `SalesOrder` of a success file. Amounts that cannot be read count as absent: the import has judged them already.
    init(_ record: XMLElement) {
        id = record.text("Id") ?? ""
        number = record.text("SalesOrderNumber") ?? ""
        account = record.text("AccountReference") ?? ""
        currency = record.text("Currency").flatMap { $0.isEmpty ? nil : $0 } ?? "GBP"
        shopTotal = record.text("OrderTotal").flatMap(Amount.init(reading:))
        wasInLedger = record.text("AlreadyInLedger") == "true"
        let items = record.first("SalesOrderItems")?.all("Item") ?? []
        lines = (items + record.all("Carriage")).compactMap(Line.init)
        receipts = [Receipt.main(record)].compactMap { $0 } + Receipt.instruments(record)
    }

    var ledgerTotal: Amount { lines.map { $0.net + $0.tax }.sum() }
}

extension PostedOrder.Line {
    /// `nil` for a line without amounts, and for a message line: it has no tax code and no value.
    init?(_ item: XMLElement) {
        guard let net = Amount(reading: item.text("TotalNet") ?? ""), let tax = Amount(reading: item.text("TotalTax") ?? "")
        else { return nil }
        let code = item.text("TaxCode") ?? ""
        guard !code.isEmpty || !net.isZero || !tax.isZero else { return nil }
        self.init(taxCode: code.isEmpty ? "?" : code, rate: item.text("TaxRate") ?? "", net: net, tax: tax)
    }
}

extension PostedOrder.Receipt {
    /// The payment of the interchange format.
    fileprivate static func main(_ record: XMLElement) -> Self? {
        Amount(reading: record.text("PaymentAmount") ?? "").flatMap { amount in
            amount.isZero ? nil : Self(bank: record.text("BankAccount") ?? "", amount: amount)
        }
    }

    /// Gift certificates and store credit that went to a clearing account.
    fileprivate static func instruments(_ record: XMLElement) -> [Self] {
        let payments = record.first("Payments")?.all("Payment") ?? []
        return payments.compactMap { payment in
            let text = payment.text.filter { !$0.isWhitespace }
            return Amount(reading: text).map { Self(bank: payment.attribute("bank") ?? "", amount: $0) }
        }
    }
}

extension Amount {
    /// `nil` for anything that is not a plain decimal.
    fileprivate init?(reading text: String) {
        guard let amount = try? Amount(parsing: text) else { return nil }
        self = amount
    }
}
