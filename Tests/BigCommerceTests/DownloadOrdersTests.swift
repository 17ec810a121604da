import Foundation
import StoreSandbox
import Testing
import XSLT

@testable import Workflow

@Suite("Download orders") struct DownloadOrdersTests {
    /// The part that orders of one piece have in common.
    let one = #""total_inc_tax":"1","products":[{"quantity":1}],"shipping_addresses":[{}]"#
    let total = #""total_inc_tax":"34.8050","products":[{"quantity":1}],"shipping_addresses":[{}]"#
    let refundedLine =
        #""total_inc_tax":"1","products":[{"quantity":1,"quantity_refunded":1}],"shipping_addresses":[{}]"#

    @Test("a thousand orders of one status cost at most seven requests")
    func requestsPerThousand() async throws {
        try await withShop(try shop(plainOrders(1001...2000))) { bench, store in
            let outcome = try await bench.download().run(bench.context())
            #expect(outcome.counts == [1000, 1000, 0])
            #expect(try bench.orders().count == 1000)
            #expect(await store.requestTotal <= 7)
            #expect(outcome.notes.contains("6 requests to the shop: order list 5, order statuses 1"))
        }
    }

    @Test("only orders of the wanted statuses come, named by id, system name or label")
    func statuses() async throws {
        var state = try shop(plainOrders(1...3) + plainOrders(4...5, status: 9) + plainOrders(6...6, status: 0))
        state.statuses[11].label = "Pick me"
        try await withShop(state) { bench, _ in
            for (names, ids) in [
                (["pick me"], "1 2 3"), (["9"], "4 5"), (["Awaiting Shipment", "awaiting fulfillment"], "4 5 1 2 3"),
                (["any"], "1 2 3 4 5"),
            ] {
                _ = try await bench.download(names).run(bench.context())
                #expect(try bench.orders().map { $0.text("id") ?? "" }.joined(separator: " ") == ids, "\(names)")
            }
        }
    }

    @Test("an unknown status is an error that lists those of the store")
    func unknownStatus() async throws {
        try await withShop { bench, _ in
            let failure = await #expect(throws: TaskFailure.self) { try await bench.download(["Sent"]).run(bench.context()) }
            #expect(failure?.failureClass == .configuration)
            #expect(failure?.message.contains("no order status 'Sent'; it has: 0 Incomplete, 1 Pending, 2 Shipped") == true)
        }
    }

    @Test("orders before the cut-over are left alone")
    func startDate() async throws {
        let old =
            #"{"id":1,"status_id":11,"date_created":"Sat, 28 Feb 2026 23:59:59 +0000",\#(one)}"#
        let new =
            #"{"id":2,"status_id":11,"date_created":"Sun, 01 Mar 2026 00:00:00 +0000",\#(one)}"#
        try await withShop(try shop([old, new])) { bench, _ in
            _ = try await bench.download(startDate: "2026-03-01").run(bench.context())
            #expect(try bench.orders().map { $0.text("id") } == ["2"])
        }
    }

    @Test("an order whose lines were cut is completed, however many pages they fill", arguments: [50, 51, 260])
    func cutLines(_ lines: Int) async throws {
        try await withShop(try shop([longOrder(7, lines: lines)])) { bench, store in
            let outcome = try await bench.download().run(bench.context())
            let products = try #require(try bench.orders().first?.first("products")).elements
            #expect(products.count == lines)
            #expect(Set(products.map { $0.text("sku") }).count == lines)
            #expect(outcome.notes.contains { $0.contains("completed by extra requests") } == (lines > 50))
            #expect(
                await store.requests.filter { $0.key.contains("products") }.values.reduce(0, +)
                    == (lines > 50 ? lines > 250 ? 2 : 1 : 0))
        }
    }

    @Test("an order that comes without lines and without a warning is completed too")
    func linesMissingWithoutAWord() async throws {
        try await withShop(try shop(plainOrders(1...2)), failures: [FailureSwitch(.missingLines, count: 1)]) { bench, _ in
            let outcome = try await bench.download().run(bench.context())
            #expect(outcome.counts == [2, 2, 0])
            #expect(try bench.orders().allSatisfy { $0.first("products")?.elements.count == 1 })
        }
    }

    @Test("an order whose lines do not add up is held with both numbers, and the others go through")
    func linesThatDoNotAddUp() async throws {
        let wrong = #"{"id":5,"status_id":11,"items_total":3,"total_inc_tax":"9.0000","products":[{"sku":"A","quantity":2}]}"#
        try await withShop(try shop(plainOrders(1...2) + [wrong])) { bench, _ in
            let outcome = try await bench.download().run(bench.context())
            #expect(outcome.counts == [3, 2, 1])
            let held = try #require(try bench.orders("orders.fail.xml").first)
            #expect(held.elements.prefix(2).map(\.name) == ["id", "Errors"])
            #expect(held.text("Errors", "Error", "Name") == "LinesIncomplete")
            #expect(
                held.text("Errors", "Error", "Description")?.hasPrefix(
                    "The shop counts 3 items in order 5, but its lines hold 2.") == true)
            #expect(try bench.state.held().map(\.record) == ["sandbox/5"])
        }
    }

    @Test("what the shopper paid is remembered, rounded half away from zero, in the transactional currency")
    func totals() async throws {
        let order =
            #"{"id":8,"status_id":11,"default_currency_code":"EUR","currency_code":"USD",\#(total)}"#
        try await withShop(try shop([order])) { bench, _ in
            _ = try await bench.download().run(bench.context())
            #expect(try bench.state.fact(kind: "order-total", key: "sandbox/8") == "34.81 EUR")
        }
    }

    /// The totals go into the copy of the state that the engine gives a dry run, because the import's gate asks for them.
    @Test("a dry run downloads, but remembers nothing")
    func dryRun() async throws {
        let unreadable = #"{"id":8,"status_id":11,"total_inc_tax":"12abc","products":[{"quantity":1}]}"#
        try await withShop(try shop(plainOrders(1...1) + [unreadable])) { bench, _ in
            let file = bench.folder.appendingPathComponent("state.sqlite")
            let state = try StateStore(file: file)
            let copy = try StateStore.scratchCopy(of: file)
            let outcome = try await bench.download(onlyChanged: true).run(bench.context(.dryRun, state: copy))
            #expect(outcome.counts == [2, 1, 1])
            #expect(try state.facts(kind: "order-total").isEmpty)
            #expect(try copy.facts(kind: "order-total").count == 1)
            for store in [state, copy] {
                #expect(try store.held() == [])
                #expect(try store.watermark("orders/sandbox") == nil)
            }
        }
    }

    @Test("a total with letters in it holds the order")
    func lettersInTheTotal() async throws {
        let order = #"{"id":8,"status_id":11,"total_inc_tax":"12abc","products":[{"quantity":1}]}"#
        try await withShop(try shop([order])) { bench, _ in
            let outcome = try await bench.download().run(bench.context())
            #expect(outcome.counts == [1, 0, 1])
            #expect(try bench.orders("orders.fail.xml").first?.text("Errors", "Error", "Name") == "AmountNotReadable")
        }
    }

    @Test("coupons and refunds are asked for only where there may be some")
    func extras() async throws {
        let coupon =
            #"{"id":2,"status_id":11,"coupon_discount":"2.5000","coupons":[{"id":3,"code":"SPRING10","type":1}],\#(one)}"#
        let refund =
            #"{"id":3,"status_id":11,"refunds":[{"id":1}],\#(refundedLine)}"#
        try await withShop(try shop(plainOrders(1...1) + [coupon, refund])) { bench, store in
            let outcome = try await bench.download().run(bench.context())
            let orders = try bench.orders()
            #expect(orders.map { $0.first("coupons")?.elements.count } == [0, 1, 0])
            #expect(orders[1].text("coupons", "coupon", "code") == "SPRING10")
            #expect(orders.map { $0.first("refunds")?.elements.count } == [nil, nil, 1])
            #expect(await store.requestTotal == 4)
            #expect(outcome.notes.last?.contains("order coupons 1") == true)
        }
    }

    @Test("no orders is no failure: the outcome says what there is instead")
    func nothing() async throws {
        try await withShop(try shop(plainOrders(1...3, status: 1))) { bench, _ in
            let outcome = try await bench.download().run(bench.context())
            #expect(outcome.counts == [0, 0, 0])
            #expect(
                outcome.notes.first
                    == "the shop has no orders in status Awaiting Fulfillment that are to be downloaded; it has: 3 Pending")
            #expect(try bench.orders().isEmpty)
        }
    }

    @Test("with changed_only the next download begins at the oldest change that is not in the ledger")
    func watermark() async throws {
        func order(_ id: Int, _ minute: Int) -> String {
            #"{"id":\#(id),"status_id":11,"date_modified":"Tue, 03 Mar 2026 09:\#(minute):00 +0000",\#(one)}"#
        }
        try await withShop(try shop([order(1, 10), order(2, 30), order(3, 50)])) { bench, _ in
            let task = bench.download(onlyChanged: true, overlapMinutes: 0)
            func ids() async throws -> [String?] {
                _ = try await task.run(bench.context())
                return try bench.orders().map { $0.text("id") }
            }
            func post(_ id: Int) throws {
                try bench.state.record(
                    truth: .init(
                        kind: "SalesOrder", externalID: "sandbox/\(id)", internalID: "9", fingerprint: "", created: Date()))
            }
            #expect(try await ids() == ["1", "2", "3"])
            try post(1)
            #expect(try await ids() == ["2", "3"])
            try post(2)
            try post(3)
            #expect(try await ids() == ["3"])
        }
    }
}
