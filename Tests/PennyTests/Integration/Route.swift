/// A way into the ledger, and the ledger it leads to.
enum Route: String, CaseIterable, Sendable {
    /// Net and tax of each line as given.
    case exact
    /// Quantity, unit price of two decimals and tax code; the ledger computes net and tax.
    case plain
    /// The same in a company whose unit prices have four decimals.
    case plainFourDecimals

    var unitDecimals: Int { self == .plainFourDecimals ? 4 : 2 }
    /// Value of the import's setting `route`.
    var setting: String { self == .exact ? "exact" : "plain" }

    var title: String {
        switch self {
        case .exact: "exact"
        case .plain: "plain, 2 dp"
        case .plainFourDecimals: "plain, 4 dp"
        }
    }
}
