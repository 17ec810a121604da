import Foundation
import StoreSandbox
import Testing
import Workflow

@testable import BigCommerce

@Suite("Count open orders") struct CountOpenOrdersTests {
    func count(_ bench: Bench, statuses: [String] = CountOpenOrdersTask.openStatuses, startDate: String? = nil)
        -> CountOpenOrdersTask
    {
        CountOpenOrdersTask(connection: "shop", statuses: statuses, startDate: startDate, environment: bench.environment)
    }

    /// An order of lines `(sku, quantity, refunded)`.
    func order(_ id: Int, status: Int = 11, _ lines: [(String, Int, Int)]) -> String {
        let lines = lines.map { #"{"sku":"\#($0)","quantity":\#($1),"quantity_refunded":\#($2)}"# }.joined(separator: ",")
        return #"{"id":\#(id),"status_id":\#(status),"total_inc_tax":"9.0000","products":[\#(lines)],"shipping_addresses":[{}]}"#
    }

    func truth(_ id: String) -> StateStore.TruthRecord {
        .init(kind: "SalesOrder", externalID: id, internalID: "1", fingerprint: "", created: Date(timeIntervalSince1970: 0))
    }

    func held(_ id: String) -> HeldRecord {
        let day = Date(timeIntervalSince1970: 0)
        return HeldRecord(
            record: id, task: "import", code: "X", message: "x", payload: "", run: "r", firstSeen: day, lastSeen: day)
    }

    func quantities(_ bench: Bench) throws -> [String: String] { try bench.state.facts(kind: "open-order-quantity") }

    @Test(
        "pieces of open orders that are not in the ledger are summed by SKU, less what was refunded; lines without SKU are none")
    func sums() async throws {
        let orders = [
            order(1, [("MUG", 2, 0), ("PEN", 5, 2)]), order(2, status: 7, [("MUG", 1, 0), ("", 4, 0)]),
            order(3, status: 9, [("MUG", 10, 0)]), order(4, status: 14, [("PEN", 3, 3)]),
        ]
        try await withShop(try shop(orders)) { bench, _ in
            try bench.state.record(truth: truth("sandbox/3"))
            let outcome = try await count(bench).run(bench.context())
            #expect(try quantities(bench) == ["MUG": "3", "PEN": "3"])
            #expect(outcome.counts == [2, 2, 0])
            #expect(outcome.notes.first?.contains("2 orders of the shop are not in the ledger yet: 6 pieces of 2 codes") == true)
        }
    }

    @Test("orders that have left the open statuses, were posted or closed since are gone from the next count")
    func writtenWhole() async throws {
        let orders = [order(1, [("MUG", 2, 0)]), order(2, [("PEN", 5, 0)]), order(3, [("CUP", 1, 0)])]
        try await withShop(try shop(orders)) { bench, store in
            _ = try await count(bench).run(bench.context())
            #expect(try quantities(bench) == ["MUG": "2", "PEN": "5", "CUP": "1"])
            try bench.state.record(truth: truth("sandbox/1"))
            try bench.state.hold(held("sandbox/3"))
            try bench.state.settle(record: "sandbox/3", reason: "entered-by-hand: invoice 12")
            await store.change { $0.changeOrder(2) { $0.fields["status_id"] = 5 } }
            _ = try await count(bench).run(bench.context())
            #expect(try quantities(bench).isEmpty)
        }
    }

    @Test("an order counts while it is held, and until all of its parts are in the ledger")
    func heldAndParts() async throws {
        try await withShop(try shop([order(1, [("MUG", 2, 0)]), order(2, [("PEN", 5, 0)])])) { bench, _ in
            try bench.state.hold(held("sandbox/1"))
            try bench.state.record(truth: truth("sandbox/2/1"))
            try bench.state.hold(held("sandbox/2/2"))
            _ = try await count(bench).run(bench.context())
            #expect(try quantities(bench) == ["MUG": "2", "PEN": "5"])
            try bench.state.record(truth: truth("sandbox/2/2"))
            try bench.state.release(record: "sandbox/2/2")
            _ = try await count(bench).run(bench.context())
            #expect(try quantities(bench) == ["MUG": "2"])
        }
    }

    @Test("the truth of another order whose number begins alike, or of another store, is not this order's")
    func neighbours() async throws {
        try await withShop(try shop([order(1, [("MUG", 2, 0)])])) { bench, _ in
            try bench.state.record(truths: [truth("sandbox/10"), truth("sandbox/1x"), truth("other/1"), truth("sandbox/12/1")])
            _ = try await count(bench).run(bench.context())
            #expect(try quantities(bench) == ["MUG": "2"])
        }
    }

    @Test("the pieces of another store that shares the ledger stay in the sum")
    func twoStores() async throws {
        try await withShop(try shop([order(1, [("MUG", 2, 0)])])) { bench, _ in
            try bench.state.record(facts: ["other/MUG": "4", "sandbox/OLD": "7"], kind: "open-order-quantity-by-store")
            _ = try await count(bench).run(bench.context())
            #expect(try quantities(bench) == ["MUG": "6"])
        }
    }

    @Test("lines that the list leaves out are asked for; orders before the cut-over and deleted ones are not counted")
    func completes() async throws {
        let old =
            #"{"id":3,"status_id":11,"date_created":"Tue, 03 Mar 2020 09:15:02 +0000","total_inc_tax":"1","#
            + #""products":[{"sku":"OLD","quantity":1}],"shipping_addresses":[{}]}"#
        let deleted = #"{"id":4,"status_id":11,"is_deleted":true,"total_inc_tax":"1","products":[{"sku":"GONE","quantity":1}]}"#
        try await withShop(try shop([longOrder(1, lines: 60), old, deleted])) { bench, store in
            _ = try await count(bench, startDate: "2026-01-01").run(bench.context())
            #expect(try quantities(bench).count == 60)
            #expect(await store.requests.filter { $0.key.hasSuffix("/products") }.values.reduce(0, +) == 1)
        }
    }

    @Test("statuses without orders cost no request")
    func fewRequests() async throws {
        try await withShop(try shop(plainOrders(1...300))) { bench, store in
            let outcome = try await count(bench).run(bench.context())
            #expect(await store.requestTotal == 4)
            #expect(outcome.recordsIn == 300)
            #expect(try quantities(bench) == ["MUG-BLU": "600"])
        }
    }

    @Test("a shop that fails leaves the last count as it was and stops the task")
    func failure() async throws {
        try await withShop(try shop(plainOrders(1...1)), failures: [FailureSwitch(.internalError)]) { bench, _ in
            try bench.state.record(facts: ["MUG-BLU": "9"], kind: "open-order-quantity")
            await #expect(throws: TaskFailure.self) { try await count(bench).run(bench.context()) }
            #expect(try quantities(bench) == ["MUG-BLU": "9"])
        }
    }
}
