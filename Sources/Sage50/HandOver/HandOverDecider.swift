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
    /// The same with the shop's own Id: the success record, once the importer has answered.
    var record: XMLElement
    /// The Id in ``written``.
    var id: String
    /// The order as the ledger will round it.
    var posting: OrderPosting
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

    /// - Throws: only what concerns the state store; what is wrong with the order is its verdict.
    func decide(_ element: XMLElement) throws -> DecidedHandOver {
        var findings = Findings()
        let record = SalesOrderRecord(element, timeZone: timeZone, &findings)
        var order = DecidedHandOver(element: element, record: record, verdict: .refused([]))
        do {
            order.verdict = try verdict(element, record, &findings)
        } catch let rejection as Rejection {
            order.verdict = .refused(findings.rejections + [rejection])
        } catch let error as AmountError {
            order.verdict = .refused(findings.rejections + [Rejection(.value, "the order cannot be computed: \(error)")])
        }
        order.warnings = findings.warnings
        return order
    }

    private func verdict(
        _ element: XMLElement, _ record: SalesOrderRecord, _ findings: inout Findings
    ) throws -> DecidedHandOver.Verdict {
        let currency = try currency(record)
        let identity = identity(record, &findings)
        let priced = try lines(record, &findings)
        refuseOrderDiscount(record, &findings)
        warnOfPayments(record, &findings)
        guard findings.rejections.isEmpty, let identity else { return .refused(findings.rejections) }
        var posting = OrderPosting(
            record: record.correlationID ?? "", truthID: record.correlationID, accountReference: record.accountReference ?? "")
        posting.header.customerOrderNumber = identity.orderNumber
        posting.currency = OrderCurrency(number: currency.number, code: currency.code, isBase: currency.isBase)
        let gate = try TotalGate(record, state: state)
        if let warning = gate.warning { findings.warn(warning) }
        // First as the shop charged it: when that does not add up, the sum tells more than a failed search.
        let held = try gate.rejections(on: priced.posting(posting), currency: currency.code)
        guard held.isEmpty else { return .refused(held) }
        let plain: PlainOrder
        do throws(PennyFailure) {
            plain = try PennySearch(company: company.codes.company).plain(priced.wanted)
        } catch {
            return .refused([Rejection(.totalMismatch, "\(error). Enter the order by hand; nothing was handed over.")])
        }
        posting = priced.posting(posting, as: plain)
        let heldAfter = try gate.rejections(on: posting, currency: currency.code)
        guard heldAfter.isEmpty else { return .refused(heldAfter) }
        let written = PlainRecord(priced: priced, plain: plain, identity: identity, source: element)
        return .ready(
            ReadyOrder(
                written: written.element(forImporter: true), record: written.element(forImporter: false), id: identity.id,
                posting: posting))
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
        let further = record.payments.dropFirst().compactMap(\.amount).filter { !$0.isZero }
        guard !further.isEmpty else { return }
        let amounts = further.map { $0.formatted(decimals: 2) }.joined(separator: ", ")
        findings.warn("the importer takes one payment per order; enter the further ones by hand: \(amounts)")
    }
}

/// The names of an order in the importer's file.
struct HandOverIdentity: Sendable, Equatable {
    var id: String
    /// Empty when the record has none.
    var orderNumber: String
}
