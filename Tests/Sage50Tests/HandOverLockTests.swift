import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// One run at a time at a hand-over folder, across customers, workflows and processes.
@Suite struct HandOverLockTests {
    private let bench: HandOverBench
    private let orders = ["1", "2"].map { HandOverOrder.order($0) }

    init() throws { bench = try HandOverBench() }

    private func lock() throws -> FileLock {
        try FileLock(bench.folder.appendingPathComponent(".crosswalk.lock"), purpose: "test", now: bench.now)
    }

    @Test func aSecondRunWaitsAndThenFailsNamingTheFirst() async throws {
        bench.patience.change { $0 = .milliseconds(120) }
        let other = try lock()
        let error = await #expect(throws: LockError.self) { try await bench.run(orders, fields: ["wait": "0"]) }
        #expect(error?.failureClass == .locked)
        #expect(error?.description.contains("process \(ProcessInfo.processInfo.processIdentifier) since") == true)
        #expect(bench.names == [])
        withExtendedLifetime(other) {}
    }

    @Test func whatAnotherRunHandedOverMeanwhileIsNotHandedOverAgain() async throws {
        let bench = bench
        let other = Locked<FileLock?>(try lock())
        async let run = bench.run(orders, fields: ["wait": "0"])
        // The run has read what it knows and stands in line; now the first order becomes another's.
        try await Task.sleep(for: .milliseconds(200))
        var notes = StateStore.Notes()
        let entry = HandOverEntry(
            connection: "sage", id: "1", files: ["other.xml"], since: bench.now, positions: [1], total: .one, currency: "GBP")
        notes.facts = try HandOverBook.facts("1", entry)
        try bench.state.commit(notes)
        other.change { $0 = nil }
        _ = try await run
        #expect(try bench.handedOver().compactMap { $0.first("Id")?.text } == ["2"])
    }

    @Test func whoWaitsForAnswersKeepsNobodyFromTheFolder() async throws {
        let (bench, kept) = (bench, Locked<FileLock?>(nil))
        bench.whileWaiting.change { steps in
            // Another run comes and stays for a look; the importer answers, and it leaves.
            steps.append { kept.change { $0 = try? lock() } }
            steps.append { try bench.importer.look() }
            steps.append { kept.change { $0 = nil } }
        }
        let outcome = try await bench.run(orders).outcome
        #expect(outcome.recordsOut == 2)
        #expect(kept.value == nil && bench.whileWaiting.value.isEmpty)
        #expect(bench.importer.sales.value.map(\.id) == ["1", "2"])
    }

    @Test func anOrderThatWasHandedOverIsOnItsWay() async throws {
        try await bench.run([HandOverOrder.order("1042", store: "harbour")], fields: ["wait": "0"])
        let record = try #require(try bench.state.records(in: .intended).first)
        #expect(record.run == "run-1")
        bench.importerAnswersWhileWaiting()
        try await bench.run([])
        #expect(try bench.state.record(record.id)?.state == .inLedger)
    }
}
