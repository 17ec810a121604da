/// The ledger port: everything the tasks of this room ask of a Sage company, whatever stands behind it.
///
/// The embedded company (an SQLite file) is the first driver. A driver over the network fits the same shape, so every requirement
/// is asynchronous. All money is decimal; all codes are text as the tables hold them (`T1`, `4000`).
protocol Ledger: Sendable {
    /// What the driver can do by itself; the tasks refuse a setting that needs more.
    var capabilities: LedgerCapabilities { get }

    /// Tax codes, nominal codes, departments, currencies, banks, countries and company settings, read once per run.
    ///
    /// - Throws: ``LedgerError/busy(reason:)`` while somebody works exclusively in the company.
    func codes() async throws -> LedgerCodes

    /// The account with this reference; references are compared without regard to case.
    func account(_ reference: String) async throws -> Account?

    /// Accounts that agree in every given field, by reference.
    func accounts(matching criteria: AccountCriteria) async throws -> [Account]

    /// The highest account reference of the form `glob` (`JOEH[0-9][0-9][0-9][0-9]`), for the next generated one.
    func highestAccountReference(matching glob: String) async throws -> String?

    /// - Throws: ``Rejection`` when the reference is in use or a value breaks a rule of the table.
    func create(_ account: Account) async throws

    /// Orders that carry this customer order number, oldest first.
    func orders(customerOrderNumber: String) async throws -> [PostedOrder]

    func order(number: Int) async throws -> PostedOrder?

    /// The ledger's own record of what an outside record became: the order number or account reference.
    func truth(kind: String, externalID: String) async throws -> String?

    /// What the ledger itself remembers of outside records, in the order of writing, some thousands at a time.
    ///
    /// - Parameter position: the last one that is known; 0 begins.
    func truths(kind: String, after position: Int) async throws -> [LedgerTruth]

    /// The outside id under which an order was posted; `nil` for one that a person or another program entered.
    func externalID(ofOrder number: Int) async throws -> String?

    func product(_ stockCode: String) async throws -> Product?

    /// - Throws: ``Rejection`` when the code is in use or a value breaks a rule of the table.
    func create(_ product: Product) async throws

    /// Hands the selected stock records over one by one, ordered by code, from one consistent state of the ledger.
    func forEachStockRecord(_ selection: StockSelection, _ body: (StockRecord) throws -> Void) async throws

    /// The quantities of every record, cheap enough to read whole on each run.
    func stockLevels() async throws -> [StockLevel]

    /// Posts orders, each as one unit: account and products it needs, order, lines, allocation, receipt, truth (decision 19).
    ///
    /// A unit that is refused leaves nothing behind and does not disturb the others. When the call throws, none is posted.
    ///
    /// - Returns: one result per posting, in the same order.
    func post(_ postings: [OrderPosting]) async throws -> [PostingResult]
}

/// What a driver does by itself.
struct LedgerCapabilities: OptionSet, Sendable {
    let rawValue: Int

    static let createsAccounts = LedgerCapabilities(rawValue: 1 << 0)
    static let createsProducts = LedgerCapabilities(rawValue: 1 << 1)
    /// The caller may give the tax amount of a line and of carriage.
    static let fixesTax = LedgerCapabilities(rawValue: 1 << 2)
    static let allocatesStock = LedgerCapabilities(rawValue: 1 << 3)
    static let takesReceipts = LedgerCapabilities(rawValue: 1 << 4)
    /// Order, allocation, receipt and truth are one commit.
    static let postsAsOneUnit = LedgerCapabilities(rawValue: 1 << 5)
    static let readsStock = LedgerCapabilities(rawValue: 1 << 6)
}

/// Which stock records to read.
struct StockSelection: Sendable, Equatable {
    enum Since: Sendable, Equatable {
        case ever
        /// Created after this time stamp.
        case created(String)
        /// Created or modified after this time stamp.
        case modified(String)
    }

    var since: Since = .ever
    /// Only records flagged for the web.
    var publishedOnly = false
    /// Records to add whatever their time stamp says.
    var alsoCodes: Set<String> = []
}
