internal import Money
internal import Workflow

/// How amounts get into the ledger.
enum PostingRoute: String, Sendable, CaseIterable {
    /// Line net and tax as given, where the ledger lets the caller fix the tax.
    case exact
    /// Quantity × unit price at a code; the ledger computes net and tax, and the prices are chosen so that its total is the shop's.
    case plain

    /// The route of a run.
    ///
    /// - Parameter asked: `nil` takes the exact one where the ledger can.
    /// - Throws: ``TaskFailure`` of class configuration when the ledger cannot do what is asked.
    init(asked: PostingRoute?, ledger: LedgerCapabilities) throws {
        let canBeExact = ledger.contains(.fixesTax)
        if asked == .exact, !canBeExact {
            throw TaskFailure(
                .configuration,
                "setting 'route': exact needs a ledger that takes the tax of a line as given, and this one computes it itself. "
                    + "Set route: plain, or leave the setting out.")
        }
        self = asked ?? (canBeExact ? .exact : .plain)
    }
}

/// A customer's leave to post an order whose lines are off by a few pennies (decision 14: not the penny line of the plain route).
///
/// The difference becomes a line of its own, without VAT: at the company's code for what is outside the VAT return.
struct RoundingTolerance: Sendable, Equatable {
    /// The largest difference, in the order's currency.
    var limit: Amount
    /// Where the difference is booked.
    var nominal: String

    /// The most that can be allowed: more is no rounding any more.
    private static let largest = Amount(micros: 500_000)

    init(limit: Amount, nominal: String) {
        self.limit = limit
        self.nominal = nominal
    }

    /// Reads `rounding: {tolerance: 0.02, nominal: 7999}`.
    ///
    /// - Returns: `nil` for an absent setting.
    init?(_ entries: [String: String]) throws {
        guard !entries.isEmpty else { return nil }
        if let unknown = entries.keys.sorted().first(where: { $0 != "tolerance" && $0 != "nominal" }) {
            throw TaskFailure(.configuration, "setting 'rounding': '\(unknown)' is neither tolerance nor nominal")
        }
        guard let text = entries["tolerance"], let nominal = entries["nominal"], !nominal.isEmpty else {
            throw TaskFailure(.configuration, "setting 'rounding' needs both tolerance and nominal, for instance 0.02 and 7999")
        }
        guard let limit = try? Amount(parsing: text), limit > .zero, limit <= RoundingTolerance.largest,
            limit.isWhole(decimals: 2)
        else {
            throw TaskFailure(
                .configuration, "setting 'rounding': tolerance '\(text.prefix(20))' is not an amount from 0.01 to 0.50")
        }
        self.init(limit: limit, nominal: nominal)
    }

    /// - Throws: ``TaskFailure`` of class configuration when the ledger has no such nominal, or no code without VAT.
    func check(against codes: LedgerCodes) throws {
        guard codes.nominals[nominal] != nil else {
            throw TaskFailure(
                .configuration,
                "setting 'rounding': nominal \(nominal) is not in the nominal ledger. Create the account in Sage or name another one."
            )
        }
        guard codes.taxCode(codes.company.nonVATCode)?.rate.isZero == true else {
            throw TaskFailure(
                .configuration,
                "setting 'rounding': the company's code for what is outside VAT (\(codes.company.nonVATCode)) is missing or has a "
                    + "rate, so a rounding line would carry tax. Correct it in the company's settings.")
        }
    }

    /// The line that brings an order to what the shopper paid.
    func line(of difference: Amount, codes: LedgerCodes) -> OrderLine? {
        guard let code = codes.taxCode(codes.company.nonVATCode) else { return nil }
        var line = OrderLine(stockCode: "S1", description: "Rounding difference", kind: .unstocked)
        line.quantity = .one
        (line.unitPrice, line.fullNet, line.net) = (difference, difference, difference)
        (line.taxCode, line.taxCodeID, line.taxRate) = (code.code, code.id, code.rate)
        line.nominalCode = nominal
        return line
    }
}
