import Foundation
import Testing

@testable import Workflow

/// What the shop must be told does not wait for the tasks that bring new work.
@Suite struct OutboxTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            connections:
              shop: {type: shop, url: "http://localhost", token: "${TOKEN}"}
              ledger: {type: ledger, file: company.sqlite}
            phases:
              - {name: before, tasks: [{name: prepare, type: fake}]}
              - name: orders
                needs: [before]
                tasks:
                  - {name: fetch, type: fake, settings: {connection: shop}}
                  - {name: post, type: fake, settings: {ledger: ledger}}
                  - {name: map, type: fake}
                  - {name: tell, type: fake.teller, settings: {connection: shop, input: updates.xml}}
            """)
        for task in ["prepare", "fetch", "post", "map", "tell"] { bench.on(task) { _ in TaskOutcome() } }
    }

    private func run(_ options: RunOptions = RunOptions()) async throws -> RunResult {
        try await bench.run(options, environment: ["TOKEN": "token"])
    }

    private func enqueue() throws {
        _ = try Folders.make(bench.data())
        try bench.state().enqueue([.init(channel: "order-status", record: "demo/1", payload: "<SalesOrder/>")])
    }

    private func fails(_ task: String, _ kind: FailureClass) { bench.on(task) { _ in throw TaskFailure(kind, "no") } }

    @Test func itIsSentThoughTheLedgerIsAway() async throws {
        try enqueue()
        fails("post", .transient)
        let result = try await run()
        #expect(bench.journal == ["prepare", "fetch", "post", "tell"])
        #expect(result.ending == .failed(.transient))
    }

    @Test func itIsSentThoughThePhaseIsSkipped() async throws {
        try enqueue()
        fails("prepare", .configuration)
        _ = try await run()
        #expect(bench.journal == ["prepare", "tell"])
    }

    @Test func nothingIsAskedOfAShopThatIsAway() async throws {
        try enqueue()
        fails("fetch", .transient)
        _ = try await run()
        #expect(bench.journal == ["prepare", "fetch"])
    }

    @Test func withoutMessagesItDoesNotRun() async throws {
        fails("post", .transient)
        _ = try await run()
        #expect(bench.journal == ["prepare", "fetch", "post"])
    }

    @Test func aStoppedRunSendsNothingMore() async throws {
        try enqueue()
        let options = RunOptions()
        bench.on("post") { _ in
            options.stop.request()
            throw TaskFailure(.cancelled, "stopped")
        }
        _ = try await run(options)
        #expect(bench.journal == ["prepare", "fetch", "post"])
    }

    @Test func aResumedRunTellsOfItsOwnOrdersAfterItSentWhatWaited() async throws {
        try enqueue()
        fails("post", .transient)
        _ = try await run()
        bench.forgetJournal()
        bench.on("post") { _ in TaskOutcome() }
        #expect(try await run(RunOptions(resumes: true)).ending == .success)
        #expect(bench.journal == ["post", "map", "tell"])
    }
}
