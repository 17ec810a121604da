import Synchronization

/// Counts the requests of one task by what they were for. Repeats count too: they use up the shop's quota.
final class RequestCounter: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    /// Counts one request.
    func add(_ endpoint: String) { counts.withLock { $0[endpoint, default: 0] += 1 } }

    /// Requests by endpoint.
    var byEndpoint: [String: Int] { counts.withLock { $0 } }

    /// All requests.
    var total: Int { byEndpoint.values.reduce(0, +) }

    /// One remark for the run report: `7 requests to the shop: order list 5, order statuses 1, order lines 1`.
    var note: String {
        let counts = byEndpoint.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let parts = counts.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return "\(total) \(total == 1 ? "request" : "requests") to the shop: \(parts)"
    }
}
