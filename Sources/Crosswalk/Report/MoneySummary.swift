internal import Money
internal import XSLT

/// Money of the orders in a success file, added up by currency, tax code and bank account.
struct MoneySummary {
    /// Net and tax of one tax code.
    struct TaxTotal {
        var rate: String
        var net = Amount.zero
        var tax = Amount.zero
    }

    /// Receipts into one bank account.
    struct Receipts {
        var count = 0
        var amount = Amount.zero
    }

    /// Everything in one currency.
    struct CurrencyTotal {
        var orders = 0
        var shop = Amount.zero
        var ledger = Amount.zero
        var taxes: [String: TaxTotal] = [:]
        var receipts: [String: Receipts] = [:]
    }

    private(set) var currencies: [String: CurrencyTotal] = [:]

    /// Adds one posted order.
    mutating func add(_ order: PostedOrder) {
        var total = currencies[order.currency] ?? CurrencyTotal()
        total.orders += 1
        total.shop += order.shopTotal ?? order.ledgerTotal
        total.ledger += order.ledgerTotal
        for line in order.lines {
            var tax = total.taxes[line.taxCode] ?? TaxTotal(rate: line.rate)
            tax.net += line.net
            tax.tax += line.tax
            total.taxes[line.taxCode] = tax
        }
        for receipt in order.receipts {
            var receipts = total.receipts[receipt.bank] ?? Receipts()
            receipts.count += 1
            receipts.amount += receipt.amount
            total.receipts[receipt.bank] = receipts
        }
        currencies[order.currency] = total
    }

    /// The `money` element of the run summary.
    var element: XMLElement {
        var money = XMLElement("money")
        for (code, total) in currencies.sorted(by: { $0.key < $1.key }) { money.append(total.element(code: code)) }
        return money
    }
}

extension MoneySummary.CurrencyTotal {
    fileprivate func element(code: String) -> XMLElement {
        var currency = XMLElement(
            "currency",
            values: [
                ("code", code), ("orders", String(orders)), ("shop", shop.formatted(decimals: 2)),
                ("ledger", ledger.formatted(decimals: 2)), ("difference", (ledger - shop).formatted(decimals: 2)),
                ("open", (ledger - receipts.values.map(\.amount).sum()).formatted(decimals: 2)),
            ])
        for (code, tax) in taxes.sorted(by: { $0.key < $1.key }) {
            currency.append(
                XMLElement(
                    "tax",
                    values: [
                        ("code", code), ("rate", tax.rate), ("net", tax.net.formatted(decimals: 2)),
                        ("tax", tax.tax.formatted(decimals: 2)), ("gross", (tax.net + tax.tax).formatted(decimals: 2)),
                    ]))
        }
        for (bank, receipts) in receipts.sorted(by: { $0.key < $1.key }) {
            currency.append(
                XMLElement(
                    "payment",
                    values: [
                        ("bank", bank), ("count", String(receipts.count)), ("amount", receipts.amount.formatted(decimals: 2)),
                    ]))
        }
        return currency
    }
}

extension XMLElement {
    /// An empty element with attributes in no namespace.
    init(_ name: String, values: [(String, String)]) {
        self.init(name, attributes: values.map { XMLAttribute($0.0, $0.1) })
    }
}
