import Foundation
import Testing

@testable import Workflow

/// One writer per ledger, across customers, workflows and processes.
@Suite struct LedgerLockTests {
    let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.workflow(
            """
            connections: {ledger: {type: ledger, file: company.sqlite}}
            phases: [{name: one, tasks: [{name: fetch, type: fake}, {name: post, type: fake, settings: {ledger: ledger}}]}]
            """)
        for id in ["acme", "bolt"] { try bench.write("customers/\(id)/customer.yaml", "version: 1") }
        bench.on("fetch") { _ in TaskOutcome() }
        bench.on("post") { _ in TaskOutcome() }
    }

    private var impatient: RunOptions {
        var options = RunOptions()
        options.ledgerPatience = .zero
        return options
    }

    @Test func aSecondWriterWaitsAndThenFailsNamingTheFirst() async throws {
        let (bench, options) = (bench, impatient)
        let other = Seen<RunResult>()
        bench.on("post") { context in
            guard context.customer?.id == "acme" else { return TaskOutcome() }
            other.set(try await bench.run(customer: "bolt", options))
            return TaskOutcome()
        }
        #expect(try await bench.run(customer: "acme", options).ending == .success)
        let refused = try #require(other.value)
        #expect(refused.ending == .failed(.locked))
        #expect(refused.message?.contains("process \(ProcessInfo.processInfo.processIdentifier) since") == true)
        #expect(refused.message?.contains("run 20260303-090000-") == true)
        // It got as far as it could without the ledger, and goes on from there.
        #expect(refused.isResumable)
        var again = options
        again.resumes = true
        #expect(try await bench.run(customer: "bolt", again).ending == .success)
    }

    @Test func whoWaitsGetsItsTurn() async throws {
        let bench = bench
        let results = try await withThrowingTaskGroup(of: RunEnding.self) { group in
            for id in ["acme", "bolt"] { group.addTask { try await bench.run(customer: id).ending } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == [.success, .success])
    }

    @Test func aDryRunDoesNotNeedIt() async throws {
        let lock = try FileLock(bench.root.appendingPathComponent("company.sqlite.lock"), purpose: "test", now: Date())
        var options = impatient
        options.mode = .dryRun
        #expect(try await bench.run(customer: "acme", options).ending == .success)
        withExtendedLifetime(lock) {}
    }

    @Test func theLockOfADeadProcessIsFree() throws {
        let file = bench.root.appendingPathComponent("company.sqlite.lock")
        try Data("process 1 since 2020-01-01T00:00:00Z, run 20200101-000000-dead".utf8).write(to: file)
        _ = try FileLock(file, purpose: "test", now: Date())
    }
}
