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

    /// Namespace of the elements that only Crosswalk writes.
    static let namespace = "urn:crosswalk"

    let id: String
    let number: String
    let account: String
    let currency: String
    /// What the shopper paid; `nil` when the file does not say.
    let shopTotal: Amount?
    let lines: [Line]
    let payment: (bank: String, amount: Amount)?
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
        payment = Amount(reading: record.text("PaymentAmount") ?? "")
            .flatMap { $0.isZero ? nil : (record.text("BankAccount") ?? "", $0) }
    }

    var ledgerTotal: Amount { lines.map { $0.net + $0.tax }.sum() }
}

extension PostedOrder.Line {
    init?(_ item: XMLElement) {
        guard let net = Amount(reading: item.text("TotalNet") ?? ""), let tax = Amount(reading: item.text("TotalTax") ?? "")
        else { return nil }
        self.init(taxCode: item.text("TaxCode") ?? "?", rate: item.text("TaxRate") ?? "", net: net, tax: tax)
    }
}

extension Amount {
    /// `nil` for anything that is not a plain decimal.
    fileprivate init?(reading text: String) {
        guard let amount = try? Amount(parsing: text) else { return nil }
        self = amount
    }
}
