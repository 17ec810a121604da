import Foundation
import Testing

@testable import Workflow

/// Mappings are kept with the runs that used them: once per version, as long as a run refers to them.
@Suite struct StoredMappingTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            phases:
              - {name: one, tasks: [{name: map, type: fake}]}
              - {name: closing, tasks: [{name: archive, type: archive, settings: {housekeeping: number, keep: 1}}]}
            """)
    }

    private var kept: [String] { Folders.names(in: bench.data().appendingPathComponent("mappings")) }

    private func run(_ stylesheet: String, account: String = "WEB") async throws -> RunResult {
        bench.advance(days: 0.01)
        bench.on("map") { context in
            try context.keepMapping(["base/lib/a.xsl": Data(stylesheet.utf8)], parameters: ["Account": account])
            return TaskOutcome()
        }
        return try await bench.run()
    }

    @Test func aVersionIsKeptOnceAndFoundFromTheRun() async throws {
        let first = try await run("v1")
        let before = kept
        let second = try await run("v1", account: "SHOP")
        #expect(kept == before)
        for (result, account) in [(second, "SHOP")] {
            let stored = try #require(StoredMappings(of: URL(fileURLWithPath: result.folder)))
            let used = try #require(MappingsOfThen(stored, in: bench.data()).use(by: "map"))
            #expect(used.parameters == ["Account": account])
            #expect(try String(contentsOf: used.folder.appendingPathComponent("base/lib/a.xsl"), encoding: .utf8) == "v1")
        }
        #expect(first.run.id != second.run.id)
    }

    @Test func whatNoRunRefersToAnyMoreGoes() async throws {
        _ = try await run("v1")
        let old = kept
        _ = try await run("v2")
        #expect(kept.count == 1)
        #expect(kept != old)
    }

    @Test func aRunWithHeldRecordsKeepsItsArchiveAndItsMappings() async throws {
        let first = try await run("v1")
        let now = bench.now
        try bench.state().hold(
            HeldRecord(
                record: "demo/1", task: "map", code: "T", message: "no", payload: "", run: first.run.id, firstSeen: now,
                lastSeen: now))
        for version in ["v2", "v3"] { _ = try await run(version) }
        #expect(kept.count == 2)
        #expect(Folders.names(in: bench.data().appendingPathComponent("archive")).contains(first.run.id))
        try bench.state().settle(record: "demo/1", reason: "ignored: test")
        _ = try await run("v4")
        #expect(kept.count == 1)
    }
}
