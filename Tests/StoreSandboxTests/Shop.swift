import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import StoreSandbox

/// Speaks to a sandbox as any client would: over HTTP, knowing nothing of the store behind it.
struct Shop: Sendable {
    let base: String
    var token: String? = "sandbox-token"
    var accept: String? = "application/json"

    init(_ sandbox: Sandbox) { base = sandbox.baseURL.absoluteString }

    /// Sends a request to `/stores/sandbox` + path, or to a path of the server itself that begins with `/sandbox` or `/api`.
    func send(
        _ method: String, _ path: String, body: String? = nil, headers: [(String, String)] = [],
        timeout: TimeAmount = .seconds(20)
    ) async throws -> Answer {
        let isOwn = path.hasPrefix("/sandbox/") || path.hasPrefix("/api/") || path.hasPrefix("/stores/")
        var request = HTTPClientRequest(url: base + (isOwn ? path : "/stores/sandbox" + path))
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "X-Auth-Token", value: token) }
        if let accept { request.headers.add(name: "Accept", value: accept) }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body {
            if headers.isEmpty { request.headers.add(name: "Content-Type", value: "application/json") }
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: timeout)
        let buffer = try await response.body.collect(upTo: 256 * 1024 * 1024)
        return Answer(status: Int(response.status.code), headers: response.headers, body: String(buffer: buffer))
    }

    func get(_ path: String) async throws -> Answer { try await send("GET", path) }
}

/// What came back.
struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: String

    /// The first header of that name.
    func header(_ name: String) -> String? { headers.first(name: name) }

    /// The body as JSON.
    func json() throws -> JSONValue { try JSONValue(parsing: body) }

    /// The items of a V2 list; empty for 204.
    func list() throws -> [JSONValue] { status == 204 ? [] : try json().items ?? [] }

    /// The first message of a V2 error.
    func message() throws -> String { try json().items?.first?["message"]?.text ?? "" }

    /// The title of a V3 error.
    func title() throws -> String { try json()["title"]?.text ?? "" }
}

/// A store with orders of nothing but an id, a status and one line.
func plainStore(orders ids: ClosedRange<Int>) throws -> StoreState {
    var state = StoreState()
    for id in ids {
        let document = #"{"id":\#(id),"status_id":11,"products":[{"sku":"MUG-BLU","quantity":2}],"shipping_addresses":[{}]}"#
        state.add(try Order(document: try JSONValue(parsing: document)))
    }
    return state
}
