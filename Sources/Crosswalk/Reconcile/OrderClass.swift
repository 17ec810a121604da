/// The one class that reconciliation puts an order of the shop in.
public enum OrderClass: String, Sendable, Codable, CaseIterable {
    /// Once in the ledger, with what the shopper paid, and the shop knows.
    case posted
    /// It waits with a reason, for the next run or a person.
    case held
    /// The workflow does not take it: unpaid, cancelled, or closed by a person.
    case ignored
    /// New since the last run; the next one takes it.
    case due
    /// Sold and not in the ledger, and nothing waits for it.
    case missing
    /// More than once in the ledger.
    case doubled
    /// In the ledger with another total than the shopper paid.
    case amountDiffers = "amount-differs"
    /// In the ledger, and the shop still shows it as new.
    case notTold = "shop-not-told"
    /// Edited, cancelled or refunded in the shop after it was posted: the ledger needs a credit.
    case changed = "changed-after-posting"

    /// Whether nobody has to do anything.
    public var isRight: Bool {
        switch self {
        case .posted, .ignored, .due: true
        case .held, .missing, .doubled, .amountDiffers, .notTold, .changed: false
        }
    }

    /// What a person reads.
    public var title: String {
        switch self {
        case .posted: "posted"
        case .held: "held"
        case .ignored: "ignored by rule"
        case .due: "due with the next run"
        case .missing: "missing"
        case .doubled: "doubled"
        case .amountDiffers: "amount differs"
        case .notTold: "shop not told"
        case .changed: "changed after posting"
        }
    }
}

/// What reconciliation found about one order.
public struct ReconciledOrder: Sendable, Codable, Equatable {
    /// Correlation id, `<store>/<order id>`.
    public var record: String
    public var orderClass: OrderClass
    /// Why, in a sentence a bookkeeper can act on; empty for an order that is simply right.
    public var reason: String
    /// The command that repairs it, or what to do where no command can.
    public var repair: String?
    /// What the shopper paid according to the shop now, two decimals.
    public var shopTotal: String?
    /// Sum of the ledger's sales orders for it, two decimals.
    public var ledgerTotal: String?
    public var currency: String
    /// Numbers of the ledger's sales orders.
    public var ledgerOrders: [String]
    /// Gross amount by which the ledger is too high, two decimals.
    public var proposedCredit: String?

    enum CodingKeys: String, CodingKey {
        case record, reason, repair, shopTotal, ledgerTotal, currency, ledgerOrders, proposedCredit
        case orderClass = "class"
    }
}
