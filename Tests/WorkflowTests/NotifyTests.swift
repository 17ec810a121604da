import Foundation
import Testing

@testable import Workflow

/// The command that is told how a run went.
@Suite struct NotifyTests {
    let bench: Workbench

    init() throws { bench = try Workbench() }

    private func run(_ notify: String) async throws -> RunResult {
        try bench.workflow(
            """
            notify: \(notify)
            connections: {shop: {type: shop, url: x, token: '${TOKEN}'}}
            phases: [{name: one, tasks: [{name: a, type: fake}]}]
            """)
        return try await bench.run(environment: ["TOKEN": "t0ps3cret", "PATH": "/usr/bin:/bin"])
    }

    private func warnings(_ result: RunResult) throws -> [String] {
        try bench.state().log(result.run.id).filter { $0.level == .warning }.map(\.message)
    }

    @Test func itReadsTheResultOnItsInput() async throws {
        let result = try await run("[sh, -c, 'cat > told.json; env > told.env']")
        let told = try Data(contentsOf: bench.root.appendingPathComponent("told.json"))
        #expect(told == (try result.json))
        let environment = try String(contentsOf: bench.root.appendingPathComponent("told.env"), encoding: .utf8)
        #expect(environment.contains("PATH="))
        #expect(!environment.contains("t0ps3cret"))
        #expect(try warnings(result) == [])
    }

    @Test(arguments: [
        ("[sh, -c, 'exit 3']", "sh ended with status 3"), ("[no-such-command]", "no-such-command ended with status 127"),
    ])
    func itsFailureIsAWarningAndTheRunASuccess(_ notify: String, _ expected: String) async throws {
        let result = try await run(notify)
        #expect(result.ending == .success)
        let warnings = try warnings(result)
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains(expected) == true)
    }

    @Test func itIsStoppedAtItsTimeLimit() async throws {
        let result = try await run("[sh, -c, '[ -f slow ] || exit 0; exec sleep 60']")
        try bench.write("slow", "now")
        let plan = try bench.runner(environment: ["TOKEN": "x"]).plan(bench.workflowFile, customer: nil)
        let lines = Seen<String>()
        var hook = NotifyHook(
            plan: plan, environment: ["PATH": "/usr/bin:/bin"], log: RunLog { lines.set($1) })
        hook.timeLimit = .milliseconds(200)
        await hook.tell(result)
        #expect(lines.value?.contains("did not end within 0.2 seconds and was stopped") == true)
    }

    @Test func aDryRunTellsNobody() async throws {
        try bench.workflow("notify: [sh, -c, 'cat > told.json']\nphases: [{name: one, tasks: [{name: a, type: fake}]}]")
        _ = try await bench.run(RunOptions(mode: .dryRun), environment: ["PATH": "/usr/bin:/bin"])
        #expect(!FileManager.default.fileExists(atPath: bench.root.appendingPathComponent("told.json").path))
    }
}
