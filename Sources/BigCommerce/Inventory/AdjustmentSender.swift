import Workflow

/// Writes absolute levels in large requests and finds the bad items in those that are refused.
///
/// The shop refuses a request as a whole and need not say for which item. The request is halved until the refused item stands
/// alone; the others get through. Strictly one request at a time: the order of two levels for one item would be undefined.
struct AdjustmentSender {
    /// Most items a request may have.
    static let largestBatch = 2000
    /// After so many single refusals without one success it is not the items that are wrong.
    static let mostRefusalsInARow = 20
    private static let endpoint = "stock adjustments"

    private let store: StoreClient
    /// Single refusals since the last success.
    private var refusalsInARow = 0

    /// A sender for one run; it remembers how many refusals came in a row.
    init(_ store: StoreClient) { self.store = store }

    /// Sends a batch.
    ///
    /// - Parameters:
    ///   - accepted: called after each request that the shop took, with its items.
    ///   - refused: called per item that the shop refuses alone, with the shop's words.
    mutating func send(
        _ batch: [StockAction], stop: () throws -> Void, accepted: ([StockAction]) throws -> Void,
        refused: (StockAction, String) throws -> Void
    ) async throws {
        var parts = [batch[...]]
        while let part = parts.popLast() {
            try stop()
            guard !part.isEmpty else { continue }
            guard let refusal = try await put(part) else {
                refusalsInARow = 0
                try accepted(Array(part))
                continue
            }
            if part.count > 1 {
                let middle = part.startIndex + part.count / 2
                parts.append(part[middle...])
                parts.append(part[..<middle])
            } else if let item = part.first {
                try refused(item, refusal.message)
                refusalsInARow += 1
                if refusalsInARow >= AdjustmentSender.mostRefusalsInARow { throw refusal.error }
            }
        }
    }

    /// One request.
    ///
    /// - Returns: `nil` when the shop took it, else its refusal. A missing location is thrown: no item can get through.
    private func put(_ items: ArraySlice<StockAction>) async throws -> (message: String, error: StoreError)? {
        let body = JSONValue.object(["reason": .string("Stock upload"), "items": .array(items.map(\.item))])
        do {
            _ = try await store.send(
                StoreRequest(
                    method: .put, path: "v3/inventory/adjustments/absolute", body: body, endpoint: AdjustmentSender.endpoint,
                    scope: .writeInventory))
            return nil
        } catch let error as StoreError {
            guard case .refused(_, let status, let message) = error, [400, 409, 413, 422].contains(status) else { throw error }
            if message.lowercased().contains("location not found") {
                throw TaskFailure(.configuration, "setting 'location': the shop says: \(message)")
            }
            return (message, error)
        }
    }
}
