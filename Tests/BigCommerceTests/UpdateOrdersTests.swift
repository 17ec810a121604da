import Foundation
import StoreSandbox
import Testing
import Workflow
import XSLT

@Suite("Update orders") struct UpdateOrdersTests {
    func updates(_ ids: [Int]) -> String {
        "<orders store=\"sandbox\">" + ids.map { "<order><id>\($0)</id></order>" }.joined() + "</orders>"
    }

    func message(_ record: String) -> StateStore.OutboxMessage {
        .init(channel: "order-status", record: record, payload: "<SalesOrder/>")
    }

    @Test("orders of the file and of the outbox are set and settled, each once")
    func sets() async throws {
        try await withShop(try shop(plainOrders(1...4))) { bench, store in
            try bench.write("order-updates.xml", updates([1, 2]))
            try bench.state.enqueue([message("sandbox/2"), message("sandbox/3/1"), message("other/4")])
            let outcome = try await bench.updateOrders().run(bench.context())
            #expect(outcome.counts == [3, 3, 0])
            #expect(await store.state.orders.map(\.facts.statusID) == [9, 9, 9, 11])
            #expect(try bench.state.pendingMessages(channel: "order-status").map(\.record) == ["other/4"])
            #expect(
                try bench.orders("order-updates.success.xml").map { $0.text("outcome") } == ["updated", "updated", "updated"])
            #expect(try bench.orders("order-updates.fail.xml").isEmpty)
        }
    }

    @Test("an order that was moved on is superseded and left; one that is there already is acknowledged without a request")
    func superseded() async throws {
        try await withShop(try shop(plainOrders(1...1, status: 5) + plainOrders(2...2, status: 9))) { bench, store in
            try bench.write("order-updates.xml", updates([1, 2]))
            try bench.state.enqueue([message("sandbox/1"), message("sandbox/2")])
            let outcome = try await bench.updateOrders().run(bench.context())
            #expect(outcome.counts == [2, 2, 0])
            #expect(await store.state.orders.map(\.facts.statusID) == [5, 9])
            #expect(await !store.requests.keys.contains { $0.hasPrefix("PUT") })
            #expect(try bench.state.pendingMessages(channel: "order-status").isEmpty)
            let records = try bench.orders("order-updates.success.xml")
            #expect(records.map { $0.text("outcome") } == ["superseded", "already"])
            #expect(records[0].text("reason") == "the order is in status Cancelled now, so it is left there")
        }
    }

    @Test("the outbox alone is enough: the file may be missing")
    func outboxOnly() async throws {
        try await withShop(try shop(plainOrders(1...1))) { bench, store in
            try bench.state.enqueue([message("sandbox/1")])
            #expect(try await bench.updateOrders().run(bench.context()).counts == [1, 1, 0])
            #expect(await store.state.order(1)?.facts.statusID == 9)
        }
    }

    @Test("with neither file nor outbox the shop has been told everything, and is not asked")
    func nothing() async throws {
        try await withShop { bench, store in
            let outcome = try await bench.updateOrders().run(bench.context())
            #expect(outcome.counts == [0, 0, 0])
            #expect(outcome.notes == ["the shop has been told everything"])
            #expect(await store.requestTotal == 0)
        }
    }

    @Test("an order of several parts is told when all of them are in the ledger, not before")
    func parts() async throws {
        @Sendable func part(_ number: Int) -> StateStore.OutboxMessage {
            .init(
                channel: "order-status", record: "sandbox/1/\(number)",
                payload:
                    "<SalesOrder xmlns:x=\"urn:crosswalk\"><Id>1</Id><x:Part>\(number)</x:Part><x:Parts>2</x:Parts></SalesOrder>")
        }
        @Sendable func truth(_ number: Int) -> StateStore.TruthRecord {
            .init(
                kind: "SalesOrder", externalID: "sandbox/1/\(number)", internalID: "7", fingerprint: "",
                created: Date(timeIntervalSince1970: 0))
        }
        try await withShop(try shop(plainOrders(1...2))) { bench, store in
            try bench.write("order-updates.xml", updates([1, 2]))
            try bench.state.record(truth: truth(1))
            try bench.state.enqueue([part(1)])
            let outcome = try await bench.updateOrders().run(bench.context())
            #expect(outcome.counts == [1, 1, 0])
            #expect(outcome.notes.contains("not told yet, as only some of their parts are in the ledger: orders 1"))
            #expect(await store.state.orders.map(\.facts.statusID) == [11, 9])

            try bench.state.record(truth: truth(2))
            try bench.state.enqueue([part(2)])
            #expect(try await bench.updateOrders().run(bench.context()).counts == [2, 2, 0])
            #expect(await store.state.order(1)?.facts.statusID == 9)
            #expect(try bench.state.pendingMessages(channel: "order-status").isEmpty)
        }
    }

    @Test("what the shop has acknowledged is settled though the shop fails further on, and nothing else is")
    func settlesBeforeFailing() async throws {
        let failure = FailureSwitch(.unavailableHTML, path: "/v2/orders/", method: "PUT", skip: 2)
        try await withShop(try shop(plainOrders(1...6)), failures: [failure]) { bench, store in
            try bench.state.enqueue((1...6).map { message("sandbox/\($0)") })
            await #expect(throws: TaskFailure.self) { try await bench.updateOrders().run(bench.context()) }
            let moved = await store.state.orders.filter { $0.facts.statusID == 9 }.map(\.id)
            #expect(moved == [1, 2])
            let pending = try bench.state.pendingMessages(channel: "order-status").map(\.record)
            #expect(pending == ["sandbox/3", "sandbox/4", "sandbox/5", "sandbox/6"])
        }
    }

    @Test("a shop that cannot process one order holds up none of the others, and the order stays in the outbox")
    func oneFails() async throws {
        let failure = FailureSwitch(.internalError, path: "/v2/orders/2", method: "PUT")
        try await withShop(try shop(plainOrders(1...3)), failures: [failure]) { bench, store in
            try bench.write("order-updates.xml", updates([1, 2, 3, 77]))
            try bench.state.enqueue([message("sandbox/1"), message("sandbox/2")])
            let outcome = try await bench.updateOrders().run(bench.context())
            #expect(outcome.counts == [4, 2, 2])
            let pending = try bench.state.pendingMessages(channel: "order-status")
            #expect(pending.map(\.record) == ["sandbox/2"])
            #expect(pending.first?.lastError?.contains("answered 500") == true)
            #expect(try bench.orders("order-updates.fail.xml").map { $0.text("id") } == ["2", "77"])

            await store.removeFailures()
            try bench.write("order-updates.xml", updates([]))
            #expect(try await bench.updateOrders().run(bench.context()).counts == [1, 1, 0])
            #expect(await store.state.orders.map(\.facts.statusID) == [9, 9, 9])
        }
    }

    @Test("an answer that was lost is found out: the repeat sends nothing")
    func lostAnswer() async throws {
        let failure = FailureSwitch(.cutBody, path: "/v2/orders/1", method: "PUT")
        try await withShop(try shop(plainOrders(1...1)), failures: [failure]) { bench, store in
            try bench.write("order-updates.xml", updates([1]))
            try bench.state.enqueue([message("sandbox/1")])
            await #expect(throws: TaskFailure.self) { try await bench.updateOrders().run(bench.context()) }
            #expect(await store.state.order(1)?.facts.statusID == 9)
            await store.removeFailures()
            await store.forgetRequests()
            #expect(try await bench.updateOrders().run(bench.context()).counts == [1, 1, 0])
            #expect(await !store.requests.keys.contains { $0.hasPrefix("PUT") })
            #expect(try bench.state.pendingMessages(channel: "order-status").isEmpty)
        }
    }

    @Test("a dry run says what would be sent and sends nothing")
    func dryRun() async throws {
        try await withShop(try shop(plainOrders(1...2))) { bench, store in
            try bench.write("order-updates.xml", updates([1, 2, 9]))
            let plan = try await bench.updateOrders().plan(bench.context(.dryRun))
            #expect(plan.actions.map(\.kind) == [.update, .update, .hold])
            #expect(plan.actions[0].reason == "set status Awaiting Shipment")
            #expect(try await bench.updateOrders().run(bench.context(.dryRun)).counts == [3, 2, 1])
            #expect(await store.state.orders.allSatisfy { $0.facts.statusID == 11 })
        }
    }

    @Test("present statuses are read in bulk, not one by one")
    func bulk() async throws {
        try await withShop(try shop(plainOrders(1...300))) { bench, store in
            try bench.write("order-updates.xml", updates(Array(1...300)))
            _ = try await bench.updateOrders().run(bench.context())
            let reads = await store.requests.filter { $0.key.hasPrefix("GET") }.values.reduce(0, +)
            // Two times the statuses' names, two pages for the plan, one list for each hundred written.
            #expect(reads <= 2 + 2 + 5)
        }
    }

    @Test("a record without an order number goes to the fail file")
    func noNumber() async throws {
        try await withShop(try shop(plainOrders(1...1))) { bench, _ in
            try bench.write("order-updates.xml", "<orders><order><id>x</id></order><order><id>1</id></order></orders>")
            #expect(try await bench.updateOrders().run(bench.context()).counts == [2, 1, 1])
            #expect(try bench.orders("order-updates.fail.xml").first?.text("Errors", "Error", "Name") == "NoOrderNumber")
        }
    }

    @Test("a file of another store is refused before anything is sent")
    func anotherStore() async throws {
        try await withShop(try shop(plainOrders(1...1))) { bench, store in
            try bench.write("order-updates.xml", "<orders store=\"other\"><order><id>1</id></order></orders>")
            let error = await #expect(throws: TaskFailure.self) { try await bench.updateOrders().run(bench.context()) }
            #expect(error?.message.contains("holds orders of store 'other', the connection is to store 'sandbox'") == true)
            #expect(await store.requestTotal == 0)
        }
    }
}
