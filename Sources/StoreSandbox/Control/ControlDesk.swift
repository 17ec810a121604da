import HTTPTypes
import HummingbirdCore

/// The sandbox's own endpoints, which need no token and are outside the shop's API.
///
/// `POST /sandbox/failures` (one or a list), `GET`, `DELETE`; `GET /sandbox/requests` (counts by method and path), `DELETE`;
/// `POST /sandbox/orders` (order documents, one or a list); `POST /sandbox/orders/complete` (Incomplete orders are paid);
/// `GET /sandbox/state`.
struct ControlDesk: Sendable {
    /// The store that is controlled.
    let store: Store

    /// Carries out a control request.
    func answer(_ request: Request, path: String, body: [UInt8]) async -> StoreAnswer {
        do {
            switch (request.method, path) {
            case (.post, "/sandbox/failures"):
                await store.add(failures: try documents(body).map { try FailureSwitch(json: $0) })
                return await failures()
            case (.get, "/sandbox/failures"): return await failures()
            case (.delete, "/sandbox/failures"):
                await store.removeFailures()
                return .noContent
            case (.get, "/sandbox/requests"): return await requests()
            case (.delete, "/sandbox/requests"):
                await store.forgetRequests()
                return .noContent
            case (.post, "/sandbox/orders"): return try await addOrders(documents(body))
            case (.post, "/sandbox/orders/complete"):
                let ids = await store.change { $0.completeIncompleteOrders() }
                return StoreAnswer(["ids": .array(ids.map { JSONValue($0) })])
            case (.get, "/sandbox/state"): return StoreAnswer(await store.state.document)
            default: return APIFailure.notFound.answer(.v3)
            }
        } catch {
            return APIFailure(400, "\(error)").answer(.v3)
        }
    }

    /// The items of a list, or the one object.
    private func documents(_ body: [UInt8]) throws -> [JSONValue] {
        let value = try JSONValue(parsing: body)
        return value.items ?? [value]
    }

    /// The switches that are on.
    private func failures() async -> StoreAnswer { StoreAnswer(JSONValue(await store.failures.map(\.json))) }

    /// Counts by method and path.
    private func requests() async -> StoreAnswer {
        let counts = await store.requests.sorted { $0.key < $1.key }
        let members = counts.map { JSONObject.Member(key: $0.key, value: JSONValue($0.value)) }
        return StoreAnswer(.object(JSONObject(members)))
    }

    /// Adds orders and tells their ids.
    private func addOrders(_ documents: [JSONValue]) async throws -> StoreAnswer {
        let orders = try documents.map { try Order(document: $0) }
        let ids = await store.change { state in orders.map { state.add($0) } }
        return StoreAnswer(status: 201, ["ids": .array(ids.map { JSONValue($0) })])
    }
}
