public import Foundation

/// The orders of a shop as reconciliation reads them: few fields, and in words that fit every shop.
///
/// A connection type that can answer this offers it in ``ConnectionType/shopOrders``.
public protocol ShopOrders: Sendable {
    /// The store's name, the first step of its correlation ids.
    var store: String { get }

    /// Hands over the orders created at or after an instant, oldest first; `nil` hands over all.
    func forEach(createdFrom: Date?, _ body: (ShopOrderView) throws -> Void) async throws

    /// What was paid back for an order, as plain decimal text.
    func refunded(_ id: String) async throws -> String

    /// Closes its connections.
    func close() async
}

/// One order of a shop.
public struct ShopOrderView: Sendable, Equatable {
    /// How far the shop has come with the order.
    public enum Stage: String, Sendable, Codable {
        /// Not an order yet: unfinished, unpaid, to be checked by the merchant first.
        case notYet
        /// In a status that the workflow takes orders from.
        case due
        /// Sold, and in a status that the workflow does not take orders from.
        case movedOn
        /// Cancelled, declined or deleted.
        case calledOff
        /// The money went back.
        case refunded
    }

    /// The order's number in the shop, for instance `1042`.
    public var id: String
    public var stage: Stage
    /// The status in the shop's words.
    public var status: String
    /// Whether it is in a status that the workflow's update would move it on from.
    public var isUntold: Bool
    /// What the shopper paid: plain decimal text of two decimals; `nil` when the shop's total is no amount.
    public var total: String?
    /// What gift certificates and store credit paid, plain decimal text; a shop's ``total`` may contain it or leave it out.
    public var certificatesAndCredit: String
    /// ISO 4217 code of `total`; empty when unknown.
    public var currency: String
    /// The last change; `nil` when the shop does not say.
    public var modified: Date?
    /// Whether money may have gone back without a change of ``total``.
    public var mayHaveRefunds: Bool

    public init(
        id: String, stage: Stage, status: String, isUntold: Bool, total: String?,
        certificatesAndCredit: String = "0", currency: String, modified: Date? = nil, mayHaveRefunds: Bool = false
    ) {
        self.id = id
        self.stage = stage
        self.status = status
        self.isUntold = isUntold
        self.total = total
        self.certificatesAndCredit = certificatesAndCredit
        self.currency = currency
        self.modified = modified
        self.mayHaveRefunds = mayHaveRefunds
    }
}

/// What a connection type gets to open one of its ports.
public struct PortRequest: Sendable {
    public let connection: Connection
    public let integration: IntegrationFolder
    public let log: RunLog
    /// Statuses that the workflow takes orders from, as written in its settings.
    public let sourceStatuses: [String]
    /// Statuses that the workflow's update moves orders on from, as written in its settings.
    public let untoldStatuses: [String]

    public init(
        connection: Connection, integration: IntegrationFolder, log: RunLog, sourceStatuses: [String] = [],
        untoldStatuses: [String] = []
    ) {
        self.connection = connection
        self.integration = integration
        self.log = log
        self.sourceStatuses = sourceStatuses
        self.untoldStatuses = untoldStatuses
    }
}
