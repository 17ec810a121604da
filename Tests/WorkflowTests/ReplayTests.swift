import Foundation
import Testing

@testable import Workflow

/// Held records are given to the workflow again, in a run of their own.
@Suite struct ReplayTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            phases:
              - {name: other, tasks: [{name: stock, type: fake}]}
              - name: orders
                tasks:
                  - {name: fetch, type: fake.source, settings: {output: orders.xml}}
                  - {name: map, type: fake, settings: {input: orders.xml, output: sales.xml}}
                  - {name: post, type: fake, settings: {input: sales.xml}}
              - {name: closing, tasks: [{name: report, type: report}, {name: archive, type: archive}]}
            """)
        let now = bench.now
        try Folders.make(bench.data())
        for id in ["demo/1", "demo/2"] {
            try bench.state().hold(
                HeldRecord(
                    record: id, task: "map", code: "T", message: "no", payload: "", run: "r", firstSeen: now, lastSeen: now))
        }
    }

    private func replay(_ mode: RunMode = .live) async throws -> (result: RunResult?, withdrawn: [String: String]) {
        try await bench.runner().replay(
            ["demo/1", "demo/2"], bench.workflowFile, customer: nil, options: RunOptions(mode: mode)
        ) { records in
            ReplayRequest(records: records, firstTask: "map", mappings: nil) { folder in
                try Data(records.joined(separator: " ").utf8).write(to: folder.appendingPathComponent("orders.xml"))
            }
        }
    }

    @Test func itBeginsAtTheTaskAndTouchesNoOtherPhase() async throws {
        bench.on("map") { context in
            TaskOutcome(notes: [try String(contentsOf: context.existingFile("orders.xml"), encoding: .utf8)])
        }
        bench.on("post") { _ in TaskOutcome() }
        let result = try #require(try await replay().result)
        #expect(bench.journal == ["map", "post", "report"])
        #expect(result.tasks.first?.outcome.notes == ["demo/1 demo/2"])
        #expect(try bench.state().heldRecord("demo/1")?.state == .retrying)
        #expect(result.archive != nil)
    }

    @Test func whatTheShopHasWithdrawnIsLeftOutAndStaysHeld() async throws {
        bench.withdraws(["demo/2": "order 2 is in status Cancelled now"])
        bench.on("post") { _ in TaskOutcome() }
        let outcome = try await replay()
        #expect(outcome.withdrawn.keys.sorted() == ["demo/2"])
        #expect(outcome.result != nil)
        #expect(try bench.state().heldRecord("demo/2")?.state == .held)
        bench.withdraws(["demo/1": "gone", "demo/2": "gone"])
        #expect(try await replay().result == nil)
    }

    @Test func aDryReplayChangesNothing() async throws {
        bench.on("post") { _ in TaskOutcome() }
        let result = try #require(try await replay(.dryRun).result)
        #expect(result.mode == .dryRun)
        #expect(try bench.state().heldRecord("demo/1")?.state == .held)
    }
}
