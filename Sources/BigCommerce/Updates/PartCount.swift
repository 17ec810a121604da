import Workflow
import XSLT

/// Counts the parts of orders that were split, one sales order for each delivery address.
///
/// Told too early, the shop would move the order on, and a part that is not in the ledger yet would never be downloaded again.
struct PartCount {
    private static let namespace = "urn:crosswalk"
    /// What the runs remember.
    let state: StateStore
    /// The store's hash.
    let store: String
    /// How many parts an order has, by order number.
    private var expected: [Int: Int] = [:]

    /// Nothing expected yet.
    init(state: StateStore, store: String) {
        self.state = state
        self.store = store
    }

    /// Notes how many parts the success record of one part says there are.
    mutating func expect(_ payload: String, of id: Int) {
        let record = try? XMLDocument(bytes: Array(payload.utf8), name: "order \(id)").root
        let parts = record?.elements.first { $0.name == "Parts" && $0.namespace == PartCount.namespace }?.text
        expected[id] = max(expected[id] ?? 0, parts.flatMap { Int($0.trimmingWhitespace()) } ?? 0)
    }

    /// Orders of which fewer parts are in the ledger than there are.
    func waiting() throws -> [Int] {
        try expected.filter { id, count in
            try state.truths(kind: "SalesOrder", order: "\(store)/\(id)").count < count
        }.keys.sorted()
    }
}
