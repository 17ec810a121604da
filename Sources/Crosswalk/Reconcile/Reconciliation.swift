public import Foundation

/// The result of comparing shop, ledger and state: how many orders of each class, and every one that is not right.
public struct Reconciliation: Sendable, Codable, Equatable {
    /// Start of the orders that were compared.
    public var since: Date
    /// Orders of the shop by class; each order is in one.
    public private(set) var counts: [String: Int] = [:]
    /// The orders that somebody has to look at, in the order of the shop.
    public private(set) var findings: [ReconciledOrder] = []
    /// Remarks on the comparison as a whole.
    public var notes: [String] = []

    init(since: Date) { self.since = since }

    /// Counts an order and keeps it when it is not right.
    mutating func add(_ order: ReconciledOrder) {
        counts[order.orderClass.rawValue, default: 0] += 1
        if !order.orderClass.isRight { findings.append(order) }
    }

    /// Orders of one class.
    public func count(_ orderClass: OrderClass) -> Int { counts[orderClass.rawValue] ?? 0 }

    /// All orders that were compared.
    public var total: Int { counts.values.reduce(0, +) }

    /// Whether nobody has to do anything.
    public var isRight: Bool { findings.isEmpty }

    /// The result for machines; keys sorted, dates in ISO 8601.
    public var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            return try encoder.encode(self)
        }
    }
}
