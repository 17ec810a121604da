import AutoMapper
import Foundation
import Sage50
import Testing
import Workflow
import XSLT

/// A workflow on disk, run by the real runner with the real tasks; only its first task is given its file by the test.
struct Integration {
    let folder: TestFolder
    private let tray = InTray()
    private let runner: WorkflowRunner

    /// - Parameters:
    ///   - given: the file that the first task writes.
    ///   - tasks: the tasks after it, each the body of a YAML map.
    ///   - connections: YAML of the connections' map.
    init(given: String, tasks: [String], connections: String = "{}") throws {
        folder = try TestFolder()
        let steps = (["name: hand-in, type: hand-in, settings: {output: \(given)}"] + tasks).map { "      - {\($0)}\n" }.joined()
        let definition = """
            version: 1
            name: pennies
            start_date: 2026-01-01
            connections: \(connections)
            phases:
              - name: orders
                tasks:
            \(steps)
            """
        try folder.write(definition, to: "workflow.yaml")
        let tasks = [tray.taskType] + AutoMapperTasks.taskTypes + Sage50Tasks.taskTypes
        runner = WorkflowRunner(
            registry: TaskRegistry(tasks: tasks, connections: Sage50Tasks.connectionTypes), environment: [:])
    }

    /// Runs the workflow once.
    ///
    /// - Throws: when the run as a whole failed; a record that did is no error.
    func run(_ handedIn: HandedIn) async throws -> FinishedRun {
        tray.handedIn = handedIn
        let result = try await runner.run(folder.file("workflow.yaml"), customer: nil)
        try #require(result.tasks.allSatisfy { $0.state == .done }, "the run failed: \(result.message ?? "")")
        return FinishedRun(result: result)
    }
}

/// A run with its files. They are removed by ``discard()``, so that a hundred thousand orders leave no more behind than a thousand.
struct FinishedRun {
    let result: RunResult
    private var folder: URL { URL(fileURLWithPath: result.folder) }

    /// Seconds that a task took.
    func seconds(_ task: String) -> Double { result.tasks.first { $0.task == task }?.duration ?? 0 }

    func text(_ file: String) throws -> String { try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8) }

    /// The records of a file, one by one; none when the run wrote no such file.
    func forEachRecord(of file: String, _ path: [String], _ body: (XMLElement) throws -> Void) throws {
        let url = folder.appendingPathComponent(file)
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        let reader = try XMLRecordReader(file: url, recordPath: path)
        while let record = try reader.next() { try body(record) }
    }

    func discard() throws { try FileManager.default.removeItem(at: folder) }
}
