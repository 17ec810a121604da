import Foundation
import StoreSandbox

/// Runs a task's bench against a sandbox store on this machine.
func withShop(
    _ state: StoreState = StoreState(), failures: [FailureSwitch] = [], options: SandboxOptions = SandboxOptions(),
    token: String = "sandbox-token",
    _ body: @Sendable (Bench, Store) async throws -> Void
) async throws {
    var options = options
    options.failures += failures
    try await withSandbox(options, state: state) { sandbox in
        let bench = try Bench(sandbox.baseURL.absoluteString, token: token)
        defer { bench.remove() }
        try await body(bench, sandbox.store)
    }
}

/// A store with one order per document.
func shop(_ documents: [String]) throws -> StoreState {
    var state = StoreState()
    for document in documents { state.add(try Order(document: try JSONValue(parsing: document))) }
    return state
}

private let twoMugs = #""products":[{"sku":"MUG-BLU","quantity":2}],"shipping_addresses":[{}]"#

/// Orders awaiting fulfilment of one line each.
func plainOrders(_ ids: some Sequence<Int>, status: Int = 11) -> [String] {
    ids.map {
        #"{"id":\#($0),"status_id":\#(status),"total_inc_tax":"34.8000",\#(twoMugs)}"#
    }
}

/// An order with so many lines of one piece.
func longOrder(_ id: Int, lines: Int) -> String {
    let line = (1...lines).map { #"{"sku":"SKU-\#($0)","quantity":1}"# }.joined(separator: ",")
    return #"{"id":\#(id),"status_id":11,"total_inc_tax":"99.0000","products":[\#(line)],"shipping_addresses":[{}]}"#
}

extension Store {
    /// Requests answered, whatever they were.
    var requestTotal: Int { requests.values.reduce(0, +) }
}
