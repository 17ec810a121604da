/// That an outside record is in the ledger, as the ledger itself remembers it.
struct LedgerTruth: Sendable, Equatable {
    /// Grows with each one that is written.
    var position: Int
    /// Correlation id: `<store>/<order id>[/<part>]`.
    var externalID: String
    /// The order number or account reference.
    var internalID: String
}
