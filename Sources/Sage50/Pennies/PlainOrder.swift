internal import Money

/// An order priced for a ledger that computes the tax itself: its total, as that ledger will round it, is the shop's.
struct PlainOrder: Sendable, Equatable {
    /// In the order of the wanted lines; a penny line at the end.
    var lines: [PlainLine]
    /// Every change there is against "each line at its obvious price". Empty for an order that needed none.
    var adjustments: [Adjustment] = []

    var net: Amount { lines.map(\.net).sum() }
    var tax: Amount { lines.map(\.tax).sum() }
    var gross: Amount { net + tax }
}

/// Quantity × unit price at a code, and what the ledger makes of it.
struct PlainLine: Sendable, Equatable {
    enum Role: Sendable, Equatable {
        /// A wanted line, or a piece of one.
        case line
        /// The order's carriage amount.
        case carriage
        /// A part of the carriage that is posted as a line without product record (`S1`, or `S2` at a rate of 0).
        case carriageLine
        /// 0.01 net without product record, at the code of the line that lacks it.
        case pennyLine
    }

    /// Index of the wanted line it stands for; of the line that lacks the penny for a penny line.
    var wanted: Int
    var role = Role.line
    var quantity: Amount
    /// Net, within the company's decimals.
    var unitPrice: Amount
    /// As the ledger rounds it (``LedgerRules/amounts(_:rate:company:)``).
    var net: Amount
    var tax: Amount

    var gross: Amount { net + tax }
}

/// One change that was made to an order so that the ledger's total is the shop's.
struct Adjustment: Sendable, Equatable {
    /// Named as the success record writes it.
    enum Kind: String, Sendable, CaseIterable {
        case splitLine = "split-line"
        case movedPenny = "moved-penny"
        case carriageLine = "carriage-line"
        case pennyLine = "penny-line"
        case toleranceLine = "tolerance-line"
    }

    var kind: Kind
    /// Index of the wanted line it concerns; of the line that gave the penny when one moved.
    var wanted: Int
    /// What was moved or added, gross; 0 for a line that was only split.
    var amount: Amount
    /// What was done, for the bookkeeper.
    var text: String
}

/// Why an order cannot be priced.
enum PennyFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The lines do not add up to the total, or are not whole pennies: nothing to search for.
    case contradiction(lines: Amount, total: Amount)
    /// No arrangement within the allowed changes reaches the total.
    case unreachable(total: Amount)
    /// Amounts beyond what can be computed.
    case amount(AmountError)

    var description: String {
        switch self {
        case .contradiction(let lines, let total):
            "the lines add up to \(lines), the total is \(total)"
        case .unreachable(let total):
            "no unit prices, with lines split or pennies moved, make the ledger round the order to \(total.formatted(decimals: 2))"
        case .amount(let error): "the order cannot be computed: \(error)"
        }
    }
}
