import Foundation
import StoreSandbox
import Testing
import Workflow

/// What the download can be asked without downloading.
@Suite("Asking the shop") struct AskingTests {
    @Test("an order that left the wanted statuses, or the shop, is withdrawn with its parts")
    func withdrawn() async throws {
        try await withShop(try shop(plainOrders(1...2) + plainOrders(3...3, status: 5))) { bench, _ in
            let withdrawn = try await bench.download().withdrawn(
                ["sandbox/1", "sandbox/3/1", "sandbox/3/2", "sandbox/9", "other/3"], bench.context())
            #expect(withdrawn.keys.sorted() == ["sandbox/3/1", "sandbox/3/2", "sandbox/9"])
            #expect(withdrawn["sandbox/9"] == "the shop has no order 9 any more")
        }
    }

    @Test("the preview counts what a first run would take, from the cut-over on")
    func preview() async throws {
        let old = #"{"id":7,"status_id":11,"date_created":"Sat, 28 Feb 2026 23:59:59 +0000","total_inc_tax":"1"}"#
        let new = #"{"id":8,"status_id":11,"date_created":"Sun, 01 Mar 2026 10:00:00 +0000","total_inc_tax":"1"}"#
        try await withShop(try shop([old, new])) { bench, _ in
            let text = try await bench.download(startDate: "2026-03-01").preview(bench.context())
            #expect(
                text.hasPrefix("a first run would take 1 order in status Awaiting Fulfillment, the oldest of 2026-03-01"),
                "\(text)")
        }
    }

    @Test("nothing moved though the shop has orders is said, until orders have been carried")
    func nothingMoved() async throws {
        try await withShop(try shop(plainOrders(1...2))) { bench, _ in
            let first = try await bench.download(["Shipped"]).run(bench.context())
            #expect(first.nothingMovedReason?.contains("2 Awaiting Fulfillment") == true)
            _ = try await bench.download().run(bench.context())
            #expect(try await bench.download(["Shipped"]).run(bench.context()).nothingMovedReason == nil)
        }
    }

    @Test("a downloaded order is seen, and one that is held waits")
    func seen() async throws {
        try await withShop(try shop(plainOrders(1...2))) { bench, _ in
            _ = try await bench.download().run(bench.context())
            #expect(try bench.state.records(in: .seen).map(\.id) == ["sandbox/1", "sandbox/2"])
        }
    }
}
