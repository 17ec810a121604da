internal import Money
internal import Workflow

/// No order is posted whose ledger total differs from what the shopper paid (decision 12), whose tax is not its codes', or whose
/// payments are more than it is worth.
struct TotalGate {
    /// Recorded at download, of the shop's whole order; a customer's stylesheet cannot argue with it.
    let recorded: RecordedTotal?
    /// What the stylesheet passed on.
    let record: SalesOrderRecord
    /// The largest difference that may be booked to a nominal of its own; `nil` allows none.
    var tolerance: Amount?

    /// May be posted, with a line of this difference where it is not 0; or held.
    enum Verdict: Equatable {
        case passed(difference: Amount)
        case held([Rejection])
    }

    /// - Parameters:
    ///   - recorded: from the download.
    ///   - record: what the stylesheet passed on.
    ///   - tolerance: `nil` for none.
    init(recorded: RecordedTotal?, record: SalesOrderRecord, tolerance: Amount? = nil) {
        self.recorded = recorded
        self.record = record
        self.tolerance = tolerance
    }

    /// Takes the total that the download noted, by store and order id.
    ///
    /// - Throws: ``Rejection`` when it cannot be read.
    init(_ record: SalesOrderRecord, state: StateStore, tolerance: Amount? = nil) throws {
        self.init(recorded: try TotalGate.recorded(for: record, in: state), record: record, tolerance: tolerance)
    }

    /// What the download noted for the shop's whole order.
    static func recorded(for record: SalesOrderRecord, in state: StateStore) throws -> RecordedTotal? {
        let fact = try record.wholeID.flatMap { try state.fact(kind: "order-total", key: $0) }
        return try fact.map { try RecordedTotal(fact: $0) }
    }

    /// Tells when there is nothing to compare with; `nil` otherwise.
    var warning: String? {
        recorded == nil && record.orderTotal == nil
            ? "nothing tells what the shopper paid: the total could not be checked" : nil
    }

    /// - Parameter currency: of the posting's amounts.
    func verdict(on posting: OrderPosting, currency: String) throws(AmountError) -> Verdict {
        if let contradiction = contradiction(currency) { return .held([contradiction]) }
        let value = value(of: posting)
        var rejections: [Rejection] = []
        if let value { rejections += mismatch(posting, value, currency).map { [$0] } ?? [] }
        rejections += try taxMismatches(posting)
        rejections += overpayment(of: value ?? posting.gross, currency).map { [$0] } ?? []
        guard rejections.isEmpty else { return .held(rejections) }
        return .passed(difference: value.map { $0 - posting.gross } ?? .zero)
    }

    // MARK: Totals

    /// The total the stylesheet passed on for the shop's whole order.
    private var declaredWhole: RecordedTotal? { record.part?.wholeTotal ?? record.orderTotal }

    /// What was recorded and what was passed on must be one.
    private func contradiction(_ currency: String) -> Rejection? {
        if record.part != nil, record.orderTotal == nil {
            return Rejection(
                .totalMismatch, "one of several orders for one shop order has no OrderTotal. Correct the stylesheet.")
        }
        if let recorded, let declared = declaredWhole {
            let back = declared.refunded ?? record.orderTotal?.refunded ?? .zero
            let (told, taken) = (recorded.amount.rounded(to: 2), declared.amount.rounded(to: 2))
            if told != taken, told != taken + back.rounded(to: 2) {
                return Rejection(
                    .totalMismatch,
                    "the shop said \(money(told)) at download, the mapped order says \(money(taken))"
                        + (back.isZero ? "" : " and \(money(back)) refunded")
                        + ". A stylesheet changed OrderTotal; correct it. The shopper paid what was recorded at download.")
            }
        }
        guard let paid = recorded ?? record.orderTotal, let told = paid.currency, told != currency else { return nil }
        return Rejection(
            .totalMismatch,
            "the shopper paid \(money(paid.amount)) \(told), the order would be posted in \(currency). Correct Currency in the "
                + "stylesheet.")
    }

    /// What the order must be worth; `nil` when nothing tells.
    private var paid: Amount? {
        if record.part != nil { return record.orderTotal?.amount.rounded(to: 2) }
        return (record.orderTotal ?? recorded)?.amount.rounded(to: 2)
    }

    /// What the order is worth in the ledger: what was paid; with the certificates and credit beside it where the shop's total
    /// leaves them out and they are exactly what is missing (decision 15). Where more than that total was given back, they alone
    /// pay what is left.
    private func value(of posting: OrderPosting) -> Amount? {
        guard let paid else { return nil }
        let beside = instruments
        return !beside.isZero && posting.gross == max(paid, .zero) + beside ? posting.gross : paid
    }

    private var instruments: Amount {
        record.payments.filter { $0.instrument != .card }.compactMap(\.amount).sum().rounded(to: 2)
    }

    private func mismatch(_ posting: OrderPosting, _ value: Amount, _ currency: String) -> Rejection? {
        let difference = (posting.gross - value).magnitude
        if difference.isZero { return nil }
        if let tolerance, difference <= tolerance { return nil }
        return Rejection(.totalMismatch, arithmetic(posting, value, currency))
    }

    /// The sum as a bookkeeper would write it down.
    private func arithmetic(_ posting: OrderPosting, _ paid: Amount, _ currency: String) -> String {
        var rows = posting.lines.enumerated().filter { $1.kind != .message }.map { index, line in
            "line \(index + 1) \(line.stockCode) \(line.quantity) × \(line.unitPrice) at \(line.taxRate) %: "
                + sum(line.netAfterOrderDiscount, line.tax)
        }
        if let carriage = posting.carriage {
            rows.append("carriage at \(carriage.taxRate) %: " + sum(carriage.net, carriage.tax))
        }
        rows.append("ledger total: " + sum(posting.net, posting.tax))
        rows += record.payments.filter { $0.instrument != .card }.compactMap { payment in
            payment.amount.map { "by \(payment.instrument.name): \(money($0))" }
        }
        rows.append("shopper paid: \(money(paid))")
        rows.append("difference: \(money(posting.gross - paid)) \(currency)")
        return "the ledger would hold \(money(posting.gross)) \(currency), the shopper paid \(money(paid)) \(currency). "
            + rows.joined(separator: "; ") + ". " + advice(posting.gross - paid, currency)
    }

    private func advice(_ difference: Amount, _ currency: String) -> String {
        if let refunded = record.orderTotal?.refunded, difference == -refunded.rounded(to: 2) {
            return
                "The difference is what the shop has refunded, \(money(refunded)) \(currency): the lines are without it, the total "
                + "is not. Enter the order as it was sold and a credit note for the refund by hand; nothing was posted."
        }
        return "Give TotalNet and TotalTax per line in the stylesheet, or enter the order by hand; nothing was posted."
    }

    // MARK: Tax and payments

    /// Per code: the tax may leave rate × net by a penny a line.
    private func taxMismatches(_ posting: OrderPosting) throws(AmountError) -> [Rejection] {
        var rejections: [Rejection] = []
        for part in LedgerRules.taxByCode(of: posting) {
            let expected = try part.net.tax(percent: part.rate)
            let allowed = Amount(micros: Int128(part.lines) * Amount.penny.micros)
            guard (part.tax - expected).magnitude > allowed else { continue }
            rejections.append(
                Rejection(
                    .tax,
                    "code \(part.code) at \(part.rate) %: net \(money(part.net)) makes VAT \(money(expected)), the order has "
                        + "\(money(part.tax)) on \(part.lines) lines. More than a penny a line is no rounding: give the lines the "
                        + "code of the rate that the shop charged."))
        }
        return rejections
    }

    /// What was captured, with certificates and credit, cannot be more than the order is worth.
    private func overpayment(of value: Amount, _ currency: String) -> Rejection? {
        let paid = record.payments.filter { $0.kind != nil }.compactMap { payment in
            payment.amount.map { (name: payment.instrument.name, amount: $0.rounded(to: 2)) }
        }
        let sum = paid.map(\.amount).sum()
        guard sum > value else { return nil }
        let parts = paid.map { "\($0.name) \(money($0.amount))" }.joined(separator: " + ")
        return Rejection(
            .payment,
            "the payments are more than the order: \(parts) = \(money(sum)) \(currency), the order is worth \(money(value)). "
                + "A receipt can only be for what was captured; correct the payments.")
    }

    private func sum(_ net: Amount, _ tax: Amount) -> String {
        "net \(money(net)) + VAT \(money(tax)) = \(money(net + tax))"
    }

    private func money(_ amount: Amount) -> String { amount.formatted(decimals: 2) }
}

extension RecordedTotal {
    /// Reads a fact of kind `order-total`: `34.80 GBP`.
    ///
    /// - Throws: ``Rejection`` when the fact cannot be read.
    init(fact: String) throws(Rejection) {
        let parts = fact.split(separator: " ")
        guard let first = parts.first, let amount = try? Amount(parsing: first), parts.count <= 2 else {
            throw Rejection(
                .totalMismatch, "the total recorded at download ('\(fact.prefix(40))') cannot be read; download again")
        }
        self.init(amount: amount, currency: parts.count == 2 ? String(parts[1]) : nil)
    }
}
