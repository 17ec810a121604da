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

    /// Money that reached a bank or clearing account.
    struct Receipt {
        /// How it was paid: `card`, `gift-certificate`, `store-credit`.
        let instrument: String
        let bank: String
        let amount: Amount
    }

    /// A penny that was moved, or a line that was split, so that the ledger's own rounding meets the shop's total.
    struct Adjustment {
        /// For instance `split-line`, `moved-penny`, `penny-line`, `tolerance-line`.
        let kind: String
        let amount: String
        let sentence: String
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
    let adjustments: [Adjustment]
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
        adjustments = (record.first("Adjustments")?.all("Adjustment") ?? []).map { Adjustment($0) }
        lines = PostedOrder.lines(of: record)
        receipts = [Receipt.main(record)].compactMap { $0 } + Receipt.instruments(record)
    }

    var ledgerTotal: Amount { lines.map { $0.net + $0.tax }.sum() }

    /// Ledger less shop; zero, or the import has broken its promise.
    var difference: Amount { ledgerTotal - (shopTotal ?? ledgerTotal) }

    /// What the ledger holds by tax code, as the import noted it; for a file without such notes the lines as they were given.
    private static func lines(of record: XMLElement) -> [Line] {
        let noted = record.all("LedgerTax").compactMap { Line(noted: $0) }
        guard noted.isEmpty else { return noted }
        let items = record.first("SalesOrderItems")?.all("Item") ?? []
        return (items + record.all("Carriage")).compactMap { Line($0) }
    }
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

extension PostedOrder.Line {
    /// Reads `<x:LedgerTax code="1" rate="20" net="12.48" tax="2.49"/>`.
    fileprivate init?(noted element: XMLElement) {
        guard let net = Amount(reading: element.attribute("net") ?? ""), let tax = Amount(reading: element.attribute("tax") ?? "")
        else { return nil }
        self.init(taxCode: element.attribute("code") ?? "?", rate: element.attribute("rate") ?? "", net: net, tax: tax)
    }
}

extension PostedOrder.Adjustment {
    fileprivate init(_ element: XMLElement) {
        kind = element.attribute("kind") ?? "adjusted"
        amount = element.attribute("amount") ?? ""
        sentence = element.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension PostedOrder.Receipt {
    /// The payment of the interchange format.
    fileprivate static func main(_ record: XMLElement) -> Self? {
        Amount(reading: record.text("PaymentAmount") ?? "").flatMap { amount in
            amount.isZero ? nil : Self(instrument: "card", bank: record.text("BankAccount") ?? "", amount: amount)
        }
    }

    /// Gift certificates and store credit that went to a clearing account.
    fileprivate static func instruments(_ record: XMLElement) -> [Self] {
        let payments = record.first("Payments")?.all("Payment") ?? []
        return payments.compactMap { payment in
            let text = payment.text.filter { !$0.isWhitespace }
            let instrument = payment.attribute("instrument") ?? payment.attribute("reference") ?? "other"
            return Amount(reading: text).map { Self(instrument: instrument, bank: payment.attribute("bank") ?? "", amount: $0) }
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
