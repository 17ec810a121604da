internal import Money
internal import XSLT

/// Money of the orders in a success file, added up by currency, tax code, payment instrument and bank account.
struct MoneySummary {
    /// Net and tax of one tax code.
    struct TaxTotal {
        var rate: String
        var net = Amount.zero
        var tax = Amount.zero
    }

    /// How something was paid, and where the money lies.
    struct PaymentKey: Hashable, Comparable {
        var instrument: String
        var bank: String

        static func < (left: PaymentKey, right: PaymentKey) -> Bool {
            (left.instrument, left.bank) < (right.instrument, right.bank)
        }
    }

    /// Receipts by one instrument into one account.
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
        var receipts: [PaymentKey: Receipts] = [:]
        /// How many adjustments of each kind met the shop's total.
        var adjustments: [String: Int] = [:]
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
            let key = PaymentKey(instrument: receipt.instrument, bank: receipt.bank)
            total.receipts[key, default: Receipts()].count += 1
            total.receipts[key, default: Receipts()].amount += receipt.amount
        }
        for adjustment in order.adjustments { total.adjustments[adjustment.kind, default: 0] += 1 }
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
        for part in taxElements + paymentElements + adjustmentElements { currency.append(part) }
        return currency
    }

    private var taxElements: [XMLElement] {
        taxes.sorted { $0.key < $1.key }.map { code, tax in
            XMLElement(
                "tax",
                values: [
                    ("code", code), ("rate", tax.rate), ("net", tax.net.formatted(decimals: 2)),
                    ("tax", tax.tax.formatted(decimals: 2)), ("gross", (tax.net + tax.tax).formatted(decimals: 2)),
                ])
        }
    }

    private var paymentElements: [XMLElement] {
        receipts.sorted { $0.key < $1.key }.map { key, receipts in
            XMLElement(
                "payment",
                values: [
                    ("instrument", key.instrument), ("bank", key.bank), ("count", String(receipts.count)),
                    ("amount", receipts.amount.formatted(decimals: 2)),
                ])
        }
    }

    private var adjustmentElements: [XMLElement] {
        adjustments.sorted { $0.key < $1.key }.map { kind, count in
            XMLElement("adjustments", values: [("kind", kind), ("count", String(count))])
        }
    }
}

extension XMLElement {
    /// An empty element with attributes in no namespace.
    init(_ name: String, values: [(String, String)]) {
        self.init(name, attributes: values.map { XMLAttribute($0.0, $0.1) })
    }
}
