import Foundation
import Testing

@testable import Workflow

/// Archives are complete or absent, and go when their time has come.
@Suite struct ArchiveTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try workflow("housekeeping: days, keep: 90")
    }

    private func workflow(_ settings: String) throws {
        try bench.workflow(
            """
            phases:
              - {name: one, tasks: [{name: a, type: fake, settings: {output: orders.xml}}]}
              - {name: closing, tasks: [{name: archive, type: archive, settings: {\(settings)}}]}
            """)
    }

    private var archives: [String] { Folders.names(in: bench.data().appendingPathComponent("archive"), hidden: true) }

    /// Runs once a day.
    private func runDaily(_ count: Int) async throws -> [String] {
        var ids: [String] = []
        for _ in 0..<count {
            ids.append(try await bench.run().run.id)
            bench.advance(days: 1)
        }
        return ids
    }

    @Test func theManifestNamesFilesAndResults() async throws {
        let result = try await bench.run()
        let manifest = try #require(RunArchive(dataFolder: bench.data()).manifest(of: result.run.id))
        #expect(manifest.files == [RunArchive.Manifest.File(name: "orders.xml", size: 10)])
        #expect(manifest.tasks.map(\.task) == ["a", "archive"])
        #expect(manifest.run.ending == .success)
        #expect(Folders.names(in: bench.data().appendingPathComponent("runs")) == [])
    }

    @Test func withoutAnArchiveTaskTheFilesStay() async throws {
        try bench.workflow("phases: [{name: one, tasks: [{name: a, type: fake, settings: {output: orders.xml}}]}]")
        let result = try await bench.run()
        #expect(result.archive == nil)
        #expect(Folders.names(in: URL(fileURLWithPath: result.folder)) == ["orders.xml"])
    }

    @Test func olderArchivesGoByNumber() async throws {
        try workflow("housekeeping: number, keep: 2")
        let ids = try await runDaily(4)
        #expect(archives == Array(ids.suffix(2)))
        #expect(try bench.state().run(ids[0])?.folder == "")
        #expect(try bench.state().taskResults(ids[0]).count == 2)
    }

    @Test func olderArchivesGoByDays() async throws {
        let first = try await runDaily(2)
        bench.advance(days: 88.5)
        let last = try await bench.run().run.id
        #expect(archives == [first[1], last])
        #expect(try bench.state().log(first[0]) == [])
    }

    @Test func housekeepingCanBeSwitchedOff() async throws {
        try workflow("housekeeping: none")
        let first = try await bench.run().run.id
        bench.advance(days: 4000)
        _ = try await bench.run()
        #expect(archives.contains(first))
    }

    @Test func anArchiveStaysWhileARecordOfItsRunIsHeld() async throws {
        bench.on("a") { context in
            try context.hold("demo/7", code: "Test", message: "no account", payload: "<order/>")
            return TaskOutcome()
        }
        let held = try await bench.run().run.id
        bench.on("a") { _ in TaskOutcome() }
        bench.advance(days: 200)
        _ = try await bench.run()
        #expect(archives.contains(held))
        try bench.state().settle(record: "demo/7", reason: "entered-by-hand: invoice 12")
        bench.advance(days: 1)
        _ = try await bench.run()
        #expect(!archives.contains(held))
        #expect(try bench.state().heldRecord("demo/7")?.payload == "")
    }

    @Test func foldersThatAreNoRunsAreLeftAlone() async throws {
        try bench.write("var/default/archive/my-notes/readme.txt", "mine")
        try bench.write("var/default/archive/.removing-20200101-000000-aaaa/orders.xml", "half removed")
        bench.advance(days: 4000)
        let id = try await bench.run().run.id
        #expect(archives == [id, "my-notes"])
    }

    @Test func aRunThatDiedAfterItsArchiveEndsAsTheArchiveSays() async throws {
        let id = try await bench.run().run.id
        let state = try bench.state()
        var run = try #require(try state.run(id))
        (run.ended, run.ending, run.isArchived, run.folder) = (nil, nil, false, "runs/\(id)")
        try state.save(run)
        bench.advance(days: 1)
        _ = try await bench.run()
        #expect(try state.run(id)?.ending == .success)
        #expect(try state.run(id)?.isArchived == true)
    }
}
