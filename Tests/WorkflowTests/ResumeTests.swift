import Foundation
import Testing

@testable import Workflow

/// Going on after a failure, a stop or a crash.
@Suite struct ResumeTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            phases:
              - name: download
                tasks:
                  - {name: fetch, type: fake, settings: {output: orders.xml}}
                  - {name: map, type: fake, settings: {input: orders.xml}}
                  - {name: post, type: fake}
              - {name: upload, tasks: [{name: stock, type: fake}]}
              - {name: closing, tasks: [{name: report, type: report}, {name: archive, type: archive}]}
            """)
    }

    @Test func resumeGoesOnFromTheFailedTaskWithTheSameFiles() async throws {
        bench.on("map") { _ in throw TaskFailure(.transient, "away") }
        let failed = try await bench.run()
        #expect(failed.isResumable)
        #expect(failed.archive == nil)
        let orders = bench.data().appendingPathComponent("runs/\(failed.run.id)/orders.xml")
        try Data("kept".utf8).write(to: orders)

        bench.forgetJournal()
        bench.on("map") { context in
            let text = try String(contentsOf: context.existingFile("orders.xml"), encoding: .utf8)
            return TaskOutcome(notes: [text])
        }
        let resumed = try await bench.run(RunOptions(resumes: true))
        #expect(bench.journal == ["map", "post", "report"])
        #expect(resumed.run.id == failed.run.id)
        #expect(resumed.attempt == 2)
        #expect(resumed.ending == .success)
        #expect(resumed.tasks.first { $0.task == "map" }?.outcome.notes == ["kept"])
        #expect(resumed.archive != nil)
        let attempts = try bench.state().taskResults(failed.run.id).filter { $0.task == "map" }.map(\.attempt)
        #expect(attempts == [1, 2])
    }

    @Test func aClockThatWentBackHidesNotTheRunThatFailedLast() async throws {
        bench.on("map") { _ in TaskOutcome() }
        _ = try await bench.run()
        bench.advance(days: -0.05)
        bench.on("map") { _ in throw TaskFailure(.transient, "away") }
        let failed = try await bench.run()
        bench.on("map") { _ in TaskOutcome() }
        let resumed = try await bench.run(RunOptions(resumes: true))
        #expect(resumed.run.id == failed.run.id && resumed.ending == .success)
    }

    @Test func aStoppedRunEndsCancelledAndCanBeResumed() async throws {
        let options = RunOptions()
        bench.on("fetch") { _ in
            options.stop.request()
            return TaskOutcome()
        }
        let stopped = try await bench.run(options)
        #expect(stopped.ending == .cancelled)
        #expect(bench.journal == ["fetch"])
        bench.forgetJournal()
        bench.on("map") { _ in TaskOutcome() }
        #expect(try await bench.run(RunOptions(resumes: true)).ending == .success)
        #expect(bench.journal == ["map", "post", "stock", "report"])
    }

    @Test func aTaskSeesTheStopAndIsRunAgain() async throws {
        let options = RunOptions()
        bench.on("fetch") { context in
            options.stop.request()
            guard !context.isStopRequested else { throw TaskFailure(.cancelled, "stopped after 3 of 10 orders") }
            return TaskOutcome()
        }
        let stopped = try await bench.run(options)
        #expect(stopped.ending == .cancelled)
        #expect(stopped.message == "stopped after 3 of 10 orders")
        #expect(stopped.isResumable)
    }

    @Test func aStopAfterTheLastTaskChangesNothing() async throws {
        let options = RunOptions()
        try bench.workflow("phases: [{name: one, tasks: [{name: a, type: fake}]}]")
        bench.on("a") { _ in
            options.stop.request()
            return TaskOutcome()
        }
        #expect(try await bench.run(options).ending == .success)
    }

    @Test func aRunWhoseProcessDiedIsResumedFromItsOpenTask() async throws {
        bench.on("map") { _ in throw TaskFailure(.transient, "away") }
        let id = try await bench.run().run.id
        let state = try bench.state()
        // As the process would have left it, had it died in 'map'.
        var run = try #require(try state.run(id))
        (run.ended, run.ending) = (nil, nil)
        try state.save(run)
        var map = try #require(try state.taskResults(id).first { $0.task == "map" })
        (map.state, map.ended) = (.running, nil)
        try state.save(map, run: id)

        bench.forgetJournal()
        bench.on("map") { _ in TaskOutcome() }
        let resumed = try await bench.run(RunOptions(resumes: true))
        #expect(resumed.run.id == id)
        #expect(bench.journal == ["map", "post", "report"])
        #expect(try state.taskResults(id).first { $0.task == "map" }?.state == .interrupted)
    }

    @Test func aTaskThatCannotResumeIsArchivedAndNotResumed() async throws {
        try bench.workflow(
            """
            phases:
              - {name: one, tasks: [{name: a, type: fake, can_resume: false}]}
              - {name: closing, tasks: [{name: archive, type: archive}]}
            """)
        bench.on("a") { _ in throw TaskFailure(.record, "no") }
        let failed = try await bench.run()
        #expect(!failed.isResumable)
        #expect(failed.archive != nil)
        await #expect(throws: TaskFailure.self) { try await bench.run(RunOptions(resumes: true)) }
    }

    @Test func withoutAFailedRunThereIsNothingToResume() async throws {
        for expected in ["has not run yet", "ended with 'success'"] {
            let error = await #expect(throws: TaskFailure.self) { try await bench.run(RunOptions(resumes: true)) }
            #expect(error?.failureClass == .configuration)
            #expect(error?.message.contains(expected) == true)
            _ = try await bench.run()
        }
    }

    @Test func resumeFindsItsFilesInTheArchive() async throws {
        bench.on("map") { _ in throw TaskFailure(.transient, "away") }
        let failed = try await bench.run()
        let state = try bench.state()
        let archive = RunArchive(dataFolder: bench.data())
        var record = try #require(try state.run(failed.run.id))
        _ = try archive.archive(record, tasks: try state.taskResults(failed.run.id))
        record.isArchived = true
        record.folder = "archive/\(failed.run.id)"
        try state.save(record)

        bench.on("map") { context in
            TaskOutcome(notes: [try String(contentsOf: context.existingFile("orders.xml"), encoding: .utf8)])
        }
        let resumed = try await bench.run(RunOptions(resumes: true))
        #expect(resumed.run.id == failed.run.id)
        #expect(resumed.tasks.first { $0.task == "map" }?.outcome.notes == ["tax code 1"])
        #expect(archive.manifest(of: failed.run.id)?.run.ending == .success)
    }

    @Test func aNewRunAfterAFailedOneStartsAfreshAndTidiesItAway() async throws {
        bench.on("map") { _ in throw TaskFailure(.transient, "away") }
        let failed = try await bench.run()
        bench.advance(days: 0.01)
        bench.on("map") { _ in TaskOutcome() }
        let second = try await bench.run()
        #expect(second.run.id != failed.run.id)
        #expect(try bench.state().run(failed.run.id)?.isArchived == true)
        #expect(Folders.names(in: bench.data().appendingPathComponent("runs")) == [])
    }
}
