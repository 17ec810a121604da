import Foundation
import Testing
import Workflow

/// How phases and tasks follow one another, and what a run leaves behind.
@Suite struct RunTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            phases:
              - name: download
                tasks:
                  - {name: fetch, type: fake, settings: {output: orders.xml}}
                  - {name: map, type: fake, settings: {input: orders.xml, output: sales.xml}}
              - name: upload
                tasks:
                  - {name: stock, type: fake}
              - name: closing
                tasks:
                  - {name: report, type: report, settings: {output: report.html}}
                  - {name: archive, type: archive}
            """)
    }

    @Test func tasksRunInOrderAndAreRecorded() async throws {
        let result = try await bench.run()
        #expect(bench.journal == ["fetch", "map", "stock", "report"])
        #expect(result.ending == .success)
        #expect(result.totals.recordsIn == 4)
        #expect(result.totals.failed == 0)
        let state = try bench.state()
        let run = try #require(try state.run(result.run.id))
        #expect(run.ending == .success)
        #expect(run.folder == "archive/\(result.run.id)")
        #expect(try state.taskResults(run.identity.id).map(\.task) == ["fetch", "map", "stock", "report", "archive"])
        #expect(try state.log(run.identity.id).filter { $0.task == "map" }.map(\.message) == ["in 1, out 1, failed 0"])
    }

    @Test func aFailureStopsItsPhaseAndNoOther() async throws {
        bench.on("fetch") { _ in throw TaskFailure(.transient, "the shop does not answer") }
        let result = try await bench.run()
        #expect(bench.journal == ["fetch", "stock", "report"])
        #expect(result.ending == .failed(.transient))
        #expect(result.message == "the shop does not answer")
    }

    @Test func anErrorOfUnknownTypeIsAFaultOfTheSetUp() async throws {
        bench.on("fetch") { _ in throw Unexpected() }
        #expect(try await bench.run().ending == .failed(.configuration))
    }

    @Test func failedRecordsMakeTheRunPartial() async throws {
        bench.on("map") { _ in TaskOutcome(recordsIn: 3, recordsOut: 2, failed: 1) }
        #expect(try await bench.run().ending == .partial)
    }

    @Test func heldRecordsMakeTheRunPartial() async throws {
        bench.on("map") { context in
            try context.hold("demo/1", code: "Test", message: "no account", payload: "<order/>")
            return TaskOutcome()
        }
        let result = try await bench.run()
        #expect(result.ending == .partial)
        #expect(result.held == 1)
    }

    @Test func nothingMovedIsAnEndingOfItsOwn() async throws {
        bench.on("fetch") { _ in TaskOutcome(nothingMovedReason: "12 orders, none in status Paid") }
        bench.on("map") { _ in TaskOutcome() }
        let result = try await bench.run()
        #expect(result.ending == .nothingMoved)
        #expect(result.message == "12 orders, none in status Paid")
    }

    @Test func theReportIsFoundInTheArchive() async throws {
        let result = try await bench.run()
        let report = try #require(result.report)
        #expect(report == bench.data().appendingPathComponent("archive/\(result.run.id)/report.html").path)
        #expect(FileManager.default.fileExists(atPath: report))
    }

    @Test func theTaskKnowsTheRunsDayAndZone() async throws {
        let seen = Seen<Date?>()
        bench.on("fetch") { context in
            seen.set(context.startDate)
            return TaskOutcome()
        }
        bench.on("map") { _ in TaskOutcome() }
        _ = try await bench.run()
        // 2026-01-01 00:00 in London.
        #expect(seen.value == .some(Date(timeIntervalSince1970: 1_767_225_600)))
    }

    @Test func theResultIsJSONThatCanBeReadBack() async throws {
        bench.on("fetch") { _ in throw TaskFailure(.transient, "away") }
        let result = try await bench.run()
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        #expect(try decoder.decode(RunResult.self, from: result.json) == result)
        #expect(String(decoding: try result.json, as: UTF8.self).contains("\"ending\" : \"failed-transient\""))
    }
}

/// Phases and tasks with switches.
@Suite struct FlowTests {
    let bench: Workbench

    init() throws { bench = try Workbench() }

    private func journal(_ yaml: String, failing: String...) async throws -> [String] {
        try bench.workflow(yaml)
        for name in failing { bench.on(name) { _ in throw TaskFailure(.transient, "\(name) failed") } }
        _ = try await bench.run()
        return bench.journal
    }

    @Test func withoutBreakTheNextTaskRuns() async throws {
        let journal = try await journal(
            """
            phases:
              - name: one
                tasks:
                  - {name: a, type: fake, break_on_failure: false}
                  - {name: b, type: fake}
            """, failing: "a")
        #expect(journal == ["a", "b"])
    }

    @Test func theOnFailureTaskRunsOnlyThen() async throws {
        let yaml = """
            phases:
              - name: one
                tasks:
                  - {name: a, type: fake, on_failure: alarm}
                  - {name: b, type: fake}
                  - {name: alarm, type: fake}
            """
        #expect(try await journal(yaml) == ["a", "b"])
        bench.forgetJournal()
        #expect(try await journal(yaml, failing: "a") == ["a", "alarm"])
    }

    @Test func aPhaseThatNeedsABrokenOneIsSkipped() async throws {
        let journal = try await journal(
            """
            phases:
              - {name: one, tasks: [{name: a, type: fake}]}
              - {name: two, needs: [one], tasks: [{name: b, type: fake}]}
              - {name: three, needs: [two], tasks: [{name: c, type: fake}]}
              - {name: last, needs: [two], always: true, tasks: [{name: d, type: fake}]}
            """, failing: "a")
        #expect(journal == ["a", "d"])
    }

    @Test func theEventsTellTheRunInOrder() async throws {
        try bench.workflow(
            """
            phases:
              - {name: one, title: Download, tasks: [{name: a, type: fake}]}
              - {name: two, title: Upload, needs: [one], tasks: [{name: b, type: fake}]}
            """)
        bench.on("a") { context in
            context.progress.advanced(task: context.taskName, done: 1, total: 2)
            throw TaskFailure(.transient, "away")
        }
        let heard = Heard()
        _ = try await bench.run(events: heard)
        #expect(
            heard.text == """
                run orders
                phase Download
                task a
                a 1/2
                error: away
                a failed away
                warning: phase 'two' skipped: it needs phase 'one', which did not go through
                skipped Upload: it needs phase 'one', which did not go through
                ended failed-transient away
                """)
    }

    @Test func whatIsSwitchedOffDoesNotRun() async throws {
        let journal = try await journal(
            """
            phases:
              - {name: one, enabled: false, tasks: [{name: a, type: fake}]}
              - {name: two, tasks: [{name: b, type: fake, enabled: false}, {name: c, type: fake}]}
            """)
        #expect(journal == ["c"])
    }
}

/// An error that says nothing about its class.
private struct Unexpected: Error {}
