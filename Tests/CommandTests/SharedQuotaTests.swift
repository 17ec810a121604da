import Foundation
import GRDB
import StoreSandbox
import Testing

/// Two processes work with one store, and its quota is for both together.
@Suite(.serialized) struct SharedQuotaTests {
    private static let orders = 25
    private static let quota = SandboxQuota(requests: 20, window: .seconds(2))

    @Test func twoProcessesTogetherNeverExceedTheQuotaOfTheirStore() async throws {
        var shop = try Shopfront(orders: Self.orders)
        shop.options.quota = Self.quota
        // Each order takes a request of its own.
        shop.options.failures = [FailureSwitch(.missingLines)]
        try await shop.open { integration, store in
            let text = try String(contentsOf: integration.file("workflow.yaml"), encoding: .utf8)
            let download = String(text.prefix(upTo: try #require(text.range(of: "      - name: map-orders")).lowerBound))
            for name in ["first", "second"] {
                try integration.write("\(name).yaml", download.replacing("name: orders\nstart", with: "name: \(name)\nstart"))
            }
            let runs = try ["first.yaml", "second.yaml"].map { try integration.start($0, errors: $0 + ".txt") }
            for run in runs { #expect(try await run.exitCode(within: .seconds(60)) == 0, "\(run.errors)") }

            let requests = await store.requests.values.reduce(0, +)
            #expect(requests > 2 * Self.quota.requests, "\(requests) requests would have fitted into two windows")
            let state = try DatabaseQueue(path: integration.file("var/default/state.sqlite").path)
            let refusals = try await state.read { db in
                try String.fetchAll(db, sql: "SELECT message FROM logLine WHERE message LIKE '%429%'")
            }
            #expect(refusals == [])
        }
    }
}
