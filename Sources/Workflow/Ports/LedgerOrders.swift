/// The sales orders of a ledger as reconciliation reads them.
///
/// A connection type that can answer this offers it in ``ConnectionType/ledgerOrders``.
public protocol LedgerOrders: Sendable {
    /// Every sales order of the ledger, and every one it once had under an outside id, in no particular order.
    func all() async throws -> [LedgerOrderView]
}

/// One sales order of a ledger.
public struct LedgerOrderView: Sendable, Equatable {
    /// The ledger's own number.
    public var number: String
    public var account: String
    /// The number the customer knows it by, normally the shop's.
    public var customerOrderNumber: String
    /// Gross in the order's currency, plain decimal text of two decimals.
    public var gross: String
    /// Correlation id under which it was posted; `nil` for one that a person or another program entered.
    public var externalID: String?
    /// Whether it was deleted after it had been posted.
    public var isDeleted: Bool

    public init(
        number: String, account: String, customerOrderNumber: String, gross: String, externalID: String?, isDeleted: Bool = false
    ) {
        self.number = number
        self.account = account
        self.customerOrderNumber = customerOrderNumber
        self.gross = gross
        self.externalID = externalID
        self.isDeleted = isDeleted
    }
}
