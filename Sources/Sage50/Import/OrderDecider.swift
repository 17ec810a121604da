internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// A record of the input and what is to become of it.
struct DecidedOrder: Sendable {
    /// The record as it came.
    var element: XMLElement
    var record: SalesOrderRecord
    var verdict: Verdict
    var warnings: [String] = []
    /// The form from which a new account's reference was generated.
    var referenceForm: String?

    enum Verdict: Sendable, Equatable {
        case post(OrderPosting)
        /// In the ledger already; the number is 0 while the order waits in the same group.
        case alreadyPosted(PostedOrder)
        case refused([Rejection])
        /// A person closed the held record; the text is the reason given.
        case settled(String)
    }

    /// How logs, plans and held records name it.
    var name: String { record.correlationID ?? "order without id in line \(element.line)" }
}

/// Decides about one order at a time, without writing anything.
struct OrderDecider {
    let settings: ImportSettings
    let route: PostingRoute
    let view: LedgerView
    let state: StateStore
    let timeZone: TimeZone
    let today: LedgerDate

    /// - Throws: only what concerns the ledger or the state store as a whole; what is wrong with the order is its verdict.
    func decide(_ element: XMLElement) async throws -> DecidedOrder {
        var findings = Findings()
        let record = SalesOrderRecord(element, timeZone: timeZone, &findings)
        var order = DecidedOrder(element: element, record: record, verdict: .refused([]))
        do {
            if let reason = try settlement(record) {
                order.verdict = .settled(reason)
                return order
            }
            if let posted = try await alreadyPosted(record) {
                order.verdict = .alreadyPosted(posted)
                return order
            }
            order.verdict = try await verdict(record, &order.referenceForm, &findings)
        } catch {
            order.verdict = .refused(try findings.rejections(endedBy: error))
        }
        order.warnings = findings.warnings
        return order
    }

    private func verdict(
        _ record: SalesOrderRecord, _ form: inout String?, _ findings: inout Findings
    ) async throws -> DecidedOrder.Verdict {
        if record.id == nil { findings.warn("the order has no Id: nothing protects it from being imported twice") }
        let currencies = CurrencyResolver(codes: view.codes, settings: settings)
        let named = try currencies.named(record)
        let resolver = AccountResolver(settings: settings, view: view, today: today)
        let resolved = try await resolver.resolve(record, currency: named?.number, &findings)
        let maker = OrderMaker(settings: settings, view: view, today: today)
        guard let resolved else {
            // The lines are looked at all the same, so that one run tells everything that is wrong.
            let nobody = AccountResolver.Resolved(account: Account(reference: ""))
            _ = try await maker.make(record, account: nobody, currency: OrderCurrency(), checksTax: true, &findings)
            return .refused(findings.rejections)
        }
        form = resolved.form
        let target = try currencies.posting(record, named: named, account: resolved.account)
        let posting = try await maker.make(
            record, account: resolved, currency: target.currency, checksTax: true, &findings)
        if settings.usesManualNumbers { try await checkNumber(record, &findings) }
        guard findings.rejections.isEmpty else { return .refused(findings.rejections) }
        let currency = named?.code ?? target.currency.code
        let gate = try TotalGate(record, state: state, tolerance: settings.posting.tolerance?.limit)
        if let warning = gate.warning { findings.warn(warning) }
        switch try gate.verdict(on: posting, currency: currency) {
        case .held(let rejections): return .refused(rejections)
        case .passed(let difference):
            try await checkShares(record, posting)
            return .post(try await finished(posting, off: difference, record, resolved, target, &findings))
        }
    }

    /// Converts when it must, prices for a ledger that computes the tax itself, and adds rounding line, number and fingerprint.
    private func finished(
        _ posting: OrderPosting, off difference: Amount, _ record: SalesOrderRecord, _ resolved: AccountResolver.Resolved,
        _ target: (currency: OrderCurrency, factor: Amount?), _ findings: inout Findings
    ) async throws -> OrderPosting {
        var posting = posting
        if let factor = target.factor {
            let maker = OrderMaker(settings: settings, view: view, today: today)
            posting = try await maker.make(
                try record.converted(by: factor), account: resolved, currency: target.currency, checksTax: false, &findings)
            findings.warn("converted to \(target.currency.code) at \(factor): \(posting.gross.formatted(decimals: 2))")
        }
        if route == .plain { posting = try PlainRoute(codes: view.codes).plain(posting) }
        let shown = try target.factor.map { try difference.multiplied(by: $0).rounded(to: 2) } ?? difference
        posting.add(roundingDifference: shown, settings.posting.tolerance, view.codes)
        posting.number = settings.usesManualNumbers ? record.salesOrderNumber : nil
        posting.fingerprint = posting.summary
        return posting
    }

    private func checkNumber(_ record: SalesOrderRecord, _ findings: inout Findings) async throws {
        guard let number = record.salesOrderNumber, try await view.isUsed(orderNumber: number) else { return }
        findings.reject(
            .orderNumberUsed, "sales order number \(number) is in use; give another one or switch manual numbering off.")
    }
}

extension OrderPosting {
    /// Adds the line that a customer's tolerance allows; nothing for a difference of 0.
    mutating func add(roundingDifference difference: Amount, _ tolerance: RoundingTolerance?, _ codes: LedgerCodes) {
        guard !difference.isZero, let tolerance, let line = tolerance.line(of: difference, codes: codes) else { return }
        let amount = difference.formatted(decimals: 2)
        lines.append(line)
        adjustments.append(
            OrderAdjustment(
                kind: .toleranceLine, amount: difference,
                text: "the lines are off the shop's total by \(amount), which is within the tolerance of "
                    + "\(tolerance.limit.formatted(decimals: 2)): it is booked to \(tolerance.nominal)"))
    }

    /// What the decision was made on, in one readable line: account, products, codes, amounts. Order number and allocation are
    /// left out, because other orders move them.
    var summary: String {
        var parts = [
            "account \(accountReference)\(newAccount == nil ? "" : " new")", "currency \(currency.code) \(currency.rate)",
        ]
        parts += lines.map { line in
            let isNew = newProducts.contains { $0.stockCode == line.stockCode }
            return "\(line.stockCode)\(isNew ? " new" : "") \(line.quantity) net \(line.netAfterOrderDiscount) tax \(line.tax) "
                + "\(line.taxCode) \(line.nominalCode)/\(line.department)"
        }
        if let carriage {
            parts.append("carriage net \(carriage.net) tax \(carriage.tax) \(carriage.taxCode) \(carriage.nominalCode)")
        }
        parts += payments.map { "payment \($0.amount) \($0.bank)" }
        return parts.joined(separator: "; ")
    }
}
