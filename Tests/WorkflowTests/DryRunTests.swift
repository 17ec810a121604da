import Foundation
import Testing

@testable import Workflow

/// A dry run shows what would be done and writes nothing outside its folder.
@Suite struct DryRunTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            phases:
              - name: one
                tasks: [{name: fetch, type: fake, settings: {output: orders.xml}}, {name: post, type: fake.outward}]
              - {name: closing, tasks: [{name: archive, type: archive}]}
            """)
    }

    private var runs: URL { bench.data().appendingPathComponent("runs") }

    @Test func itLeavesItsFolderAndNothingElse() async throws {
        let result = try await bench.run(RunOptions(mode: .dryRun))
        #expect(Folders.names(in: bench.data(), hidden: true) == ["runs"])
        #expect(Folders.names(in: runs) == [result.run.id])
        #expect(result.archive == nil)
        #expect(result.actions["post"]?.map(\.record) == ["demo/1"])
        #expect(result.ending == .partial)
        #expect(Folders.names(in: URL(fileURLWithPath: result.folder)) == ["orders.xml", "result.json"])
    }

    @Test func itSeesTheStateAndDoesNotChangeIt() async throws {
        _ = try await bench.run()
        let state = try bench.state()
        try state.release(record: "demo/2")
        let seen = Seen<String>()
        bench.on("fetch") { context in
            seen.set(try context.state.fact(kind: "test", key: "applied") ?? "")
            try context.state.record(facts: ["applied": "no"], kind: "test")
            return TaskOutcome()
        }
        let before = Folders.names(in: bench.data())
        _ = try await bench.run(RunOptions(mode: .dryRun))
        #expect(Folders.names(in: bench.data()) == before)
        #expect(seen.value == "yes")
        #expect(try state.fact(kind: "test", key: "applied") == "yes")
        #expect(try state.held() == [])
        #expect(try state.runs().count == 1)
    }

    @Test func itCannotBeResumed() async throws {
        await #expect(throws: TaskFailure.self) { try await bench.run(RunOptions(mode: .dryRun, resumes: true)) }
    }

    @Test func itsFolderGoesWithTheOldArchives() async throws {
        _ = try await bench.run(RunOptions(mode: .dryRun))
        bench.advance(days: 91)
        _ = try await bench.run()
        #expect(Folders.names(in: runs) == [])
    }
}
