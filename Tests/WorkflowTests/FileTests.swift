import Foundation
import Testing

@testable import Workflow

/// Files that are written whole or not at all, and errors that name the path and the reason.
@Suite struct FileTests {
    let bench: Workbench

    init() throws { bench = try Workbench() }

    @Test func aFileIsReplacedInOneStep() throws {
        let file = bench.root.appendingPathComponent("a.txt")
        try AtomicFile.write(Data("one".utf8), to: file)
        try AtomicFile.write(Data("two".utf8), to: file)
        #expect(try String(contentsOf: file, encoding: .utf8) == "two")
        #expect(Folders.names(in: bench.root, hidden: true) == ["a.txt"])
    }

    @Test func aFullDiskIsSaidWithThePath() throws {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        let error = #expect(throws: FileError.self) {
            try AtomicFile.writeAll(Data("x".utf8), to: full, path: "/data/a.xml")
        }
        #expect(
            error?.description == "cannot write /data/a.xml: No space left on device. "
                + "Free some space and run again; nothing was left half written.")
    }

    @Test func aFolderThatCannotBeMadeIsSaidWithThePath() throws {
        try bench.write("file", "not a folder")
        let folder = bench.root.appendingPathComponent("file/below")
        let error = #expect(throws: FileError.self) { try AtomicFile.write(Data(), to: folder) }
        #expect(error?.code == ENOTDIR)
        #expect(throws: FileError.self) { try Folders.make(folder) }
    }

    @Test func aRunWhoseDataFolderCannotBeMadeSaysSo() async throws {
        try bench.workflow("phases: [{name: one, tasks: [{name: a, type: fake}]}]")
        try bench.write("var", "a file where a folder belongs")
        let error = await #expect(throws: FileError.self) { try await bench.run() }
        #expect(error?.path == bench.data().path)
        #expect(bench.journal == [])
    }

    @Test func runIDsSortByTimeAndTellTheirStart() throws {
        let start = Date(timeIntervalSince1970: 1_772_529_302)
        let id = RunID.make(start, suffix: "7f3a", mode: .live)
        #expect(id == "20260303-091502-7f3a")
        #expect(RunID.start(of: id) == start)
        #expect(RunID.start(of: "my-notes") == nil)
        #expect(RunID.make(start, suffix: "7f3a", mode: .dryRun) == "20260303-091502-7f3a-dry")
    }
}
