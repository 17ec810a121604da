internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// A record of the input and what is to become of it.
struct DecidedHandOver: Sendable {
    /// The record as it came.
    var element: XMLElement
    var record: SalesOrderRecord
    var verdict: Verdict
    var warnings: [String] = []

    enum Verdict: Sendable, Equatable {
        case ready(ReadyOrder)
        case refused([Rejection])
    }

    /// How logs, plans and held records name it.
    var name: String { record.correlationID ?? "order without id in line \(element.line)" }
}

/// An order priced for the importer, to the penny.
struct ReadyOrder: Sendable, Equatable {
    /// What the importer gets.
    var written: XMLElement
    /// For each line in ``written`` the position of the record's item; `nil` for a line of the order as a whole.
    var positions: [Int?]
    /// The success record, as far as it is known before the importer has answered.
    var success: XMLElement
    /// The Id in ``written``.
    var id: String
    /// The order as the ledger will round it.
    var posting: OrderPosting
}

/// The names of an order in the importer's file.
struct HandOverIdentity: Sendable, Equatable {
    var id: String
    /// Empty when the record has none.
    var orderNumber: String
}

/// Decides about one order at a time, without a ledger to ask.
///
/// Accounts, products, nominal codes and banks are the importer's to judge. What is decided here is money: every line gets a unit
/// price at a tax code whose rate is known, so that the ledger's own arithmetic gives what the shopper paid.
struct HandOverDecider: Sendable {
    let settings: HandOverSettings
    let company: HandOverCompany
    let state: StateStore
    let timeZone: TimeZone

    /// The order with nothing decided: enough to know which one it is.
    func read(_ element: XMLElement) -> DecidedHandOver {
        var findings = Findings()
        let record = SalesOrderRecord(element, timeZone: timeZone, &findings)
        return DecidedHandOver(
            element: element, record: record, verdict: .refused(findings.rejections), warnings: findings.warnings)
    }

    /// - Parameter order: as ``read(_:)`` gave it.
    /// - Throws: only what concerns the state store; what is wrong with the order is its verdict.
    func decide(_ order: DecidedHandOver) throws -> DecidedHandOver {
        guard case .refused(let rejections) = order.verdict else { return order }
        var findings = Findings(rejections: rejections, warnings: order.warnings)
        var order = order
        do {
            order.verdict = try verdict(order.element, order.record, &findings)
        } catch {
            order.verdict = .refused(try findings.rejections(endedBy: error))
        }
        order.warnings = findings.warnings
        return order
    }

    private func verdict(
        _ element: XMLElement, _ record: SalesOrderRecord, _ findings: inout Findings
    ) throws -> DecidedHandOver.Verdict {
        let currency = try currency(record)
        let identity = identity(record, &findings)
        var posting = OrderPosting(
            record: record.correlationID ?? "", truthID: record.correlationID, accountReference: record.accountReference ?? "")
        posting.currency = OrderCurrency(number: currency.number, code: currency.code, isBase: currency.isBase)
        try addLines(of: record, to: &posting, &findings)
        refuseOrderDiscount(record, &findings)
        warnOfPayments(record, &findings)
        guard findings.rejections.isEmpty, let identity else { return .refused(findings.rejections) }
        let gate = try TotalGate(record, state: state, tolerance: settings.posting.tolerance?.limit)
        if let warning = gate.warning { findings.warn(warning) }
        switch try gate.verdict(on: posting, currency: currency.code) {
        case .held(let rejections): return .refused(rejections)
        case .passed(let difference):
            let total = posting.gross + difference
            posting = try PlainRoute(codes: company.codes).plain(posting)
            posting.add(roundingDifference: difference, settings.posting.tolerance, company.codes)
            guard posting.gross == total else {
                throw Rejection(
                    .totalMismatch, "the order would become \(posting.gross) instead of \(total); nothing was handed over.")
            }
        }
        return .ready(ready(element, record, posting, identity))
    }

    private func ready(
        _ element: XMLElement, _ record: SalesOrderRecord, _ posting: OrderPosting, _ identity: HandOverIdentity
    ) -> ReadyOrder {
        let written = PlainRecord(element: element, record: record, posting: posting, identity: identity).written
        let unknown = PostedOrder(number: 0, accountReference: "", customerOrderNumber: "", gross: posting.gross)
        return ReadyOrder(
            written: written.order, positions: written.positions, success: element.imported(as: unknown, posting),
            id: identity.id, posting: posting)
    }

    /// - Throws: ``Rejection`` for a currency that the company does not keep.
    private func currency(_ record: SalesOrderRecord) throws -> LedgerCodes.Currency {
        let resolver = CurrencyResolver(codes: company.codes, settings: ImportSettings())
        if let currency = try resolver.named(record) ?? company.codes.baseCurrency { return currency }
        throw Rejection(.currency, "the connection names no base currency; set 'base_currency'")
    }

    /// Under which names the importer gets the order; `nil` with a finding when it cannot.
    private func identity(_ record: SalesOrderRecord, _ findings: inout Findings) -> HandOverIdentity? {
        guard let id = record.id else {
            findings.reject(
                .value, "the order has no Id, so that no answer could ever be matched to it. Give it one in the stylesheet.")
            return nil
        }
        let prefix = settings.prefix.replacing("{store}", with: record.store ?? "")
        let number = record.header.customerOrderNumber
        let identity = HandOverIdentity(id: prefix + id, orderNumber: number.isEmpty ? "" : prefix + number)
        if identity.id.count > 255 || identity.orderNumber.count > 60 {
            findings.reject(
                .fieldLength,
                "with the prefix '\(prefix)' the customer order number has \(identity.orderNumber.count) characters, the ledger "
                    + "takes 60. Choose a shorter order_prefix.")
        }
        return identity
    }

    private func refuseOrderDiscount(_ record: SalesOrderRecord, _ findings: inout Findings) {
        guard [record.discount.amount, record.discount.percentage].contains(where: { !($0 ?? .zero).isZero }) else { return }
        findings.reject(
            .value,
            "the order has a whole-order discount (NetValueDiscount), which makes Sage compute the tax of all lines again. Put it "
                + "into the amounts of the lines in the stylesheet.")
    }

    /// The format has room for one payment per order.
    private func warnOfPayments(_ record: SalesOrderRecord, _ findings: inout Findings) {
        let further = record.payments.dropFirst().compactMap { payment in
            payment.amount.flatMap { $0.isZero ? nil : "\(payment.instrument.name) \($0.formatted(decimals: 2))" }
        }
        guard !further.isEmpty else { return }
        findings.warn("the importer takes one payment per order; enter the others by hand: \(further.joined(separator: ", "))")
    }
}
