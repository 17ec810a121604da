import Foundation
import GRDB
import Testing

@testable import Workflow

/// How far each record has come, and which steps there are.
@Suite struct RecordTests {
    let store: StateStore
    let now = Date(timeIntervalSince1970: 1_772_528_400)

    init() throws { store = try StateStore(file: nil) }

    private func advance(_ id: String, _ state: RecordState, number: String? = nil) throws {
        try store.advance([RecordStep(id, state, number: number, at: now)], run: "r1")
    }

    @Test func aRecordGoesThroughItsLife() throws {
        for state in [RecordState.seen, .mapped, .intended] {
            try advance("demo/1", state)
            #expect(try store.record("demo/1")?.state == state)
        }
        try advance("demo/1", .inLedger, number: "12")
        try advance("demo/1", .told)
        #expect(try store.record("demo/1") == TrackedRecord(id: "demo/1", state: .told, number: "12", run: "r1", changed: now))
        try advance("demo/1", .archived)
        #expect(try store.records().map { [$0.id, $0.state.rawValue] } == [["demo/1", "archived"]])
    }

    /// The whole protocol as a table: rows are the present state (`-` unknown, `#` with a number), columns the next one.
    /// `>` advances, `.` stays, `x` is refused.
    @Test(arguments: [
        "-         > > > > > x x >",
        "seen      . > > > > x x >",
        "mapped    . . > > > x x >",
        "intended  . . . > > x x >",
        "held      > > > . > x x >",
        "in-ledger . . x > . > x x",
        "told      . . x > . . > x",
        "archived  . . x > . . . x",
        "ignored   . . > . > x x .",
        "#held     . . x . > x x x",
    ])
    func stepsAreThoseOfTheProtocol(_ row: String) throws {
        let columns: [RecordState] = [.seen, .mapped, .intended, .held, .inLedger, .told, .archived, .ignored]
        let cells = row.split(separator: " ").map(String.init)
        let hasNumber = cells[0].hasPrefix("#")
        let current = RecordState(rawValue: hasNumber ? String(cells[0].dropFirst()) : cells[0])
        let found = columns.map { next in
            switch RecordState.step(from: current, hasNumber: hasNumber, to: next) {
            case .advances: ">"
            case .stays: "."
            case .isIllegal: "x"
            }
        }
        #expect(found == Array(cells.dropFirst()))
    }

    @Test func aRepeatedDownloadOfAPostedOrderChangesNothing() throws {
        try advance("demo/1", .inLedger, number: "12")
        try advance("demo/1", .seen)
        try advance("demo/1", .mapped)
        #expect(try store.record("demo/1")?.state == .inLedger)
    }

    @Test func anOrderInTheLedgerIsNeverIntendedAgainAndItsBatchIsNotStored() throws {
        try advance("demo/1", .inLedger, number: "12")
        let error = #expect(throws: RecordStepError.self) {
            try store.advance([RecordStep("demo/2", .intended, at: now), RecordStep("demo/1", .intended, at: now)], run: "r2")
        }
        #expect(error == RecordStepError(record: "demo/1", from: .inLedger, to: .intended))
        #expect(try store.record("demo/2") == nil)
    }

    @Test func whatIsNoOrderIsNotTrackedByItsMapping() throws {
        try advance("CUP-1", .mapped)
        #expect(try store.records() == [])
    }

    @Test func anOrderInPartsStandsWhereItsLastPartStands() throws {
        try advance("demo/1", .seen)
        try store.advance([RecordStep("demo/1/1", .intended, at: now), RecordStep("demo/1/2", .intended, at: now)], run: "r1")
        try advance("demo/1/1", .inLedger, number: "7")
        #expect(try store.record("demo/1")?.state == .intended)
        try advance("demo/1/2", .inLedger, number: "8")
        #expect(try store.record("demo/1")?.state == .inLedger)
        try store.settle(channel: "order-status", records: ["demo/1"], as: .acknowledged, at: now)
        #expect(try store.records().map(\.state) == [.told, .told, .told])
        #expect(try store.record("demo/10") == nil)
    }

    @Test func holdingAndSettlingMoveTheRecordWithThem() throws {
        func hold(_ id: String) throws {
            try store.hold(
                HeldRecord(
                    record: id, task: "import", code: "T", message: "no", payload: "", run: "r1", firstSeen: now, lastSeen: now))
        }
        try advance("demo/1", .seen)
        try advance("demo/2", .seen)
        for id in ["demo/1", "demo/2", "CUP-1"] { try hold(id) }
        #expect(try store.records(in: .held).map(\.id) == ["demo/1", "demo/2"])
        try store.settle(record: "demo/1", reason: "ignored: a test order")
        try store.settle(record: "demo/2", reason: "entered-by-hand: 17")
        try hold("demo/1")
        #expect(try store.record("demo/1")?.state == .ignored)
        #expect(try store.record("demo/2")?.state == .inLedger)
    }

    @Test func postingStoresTruthMessageStepAndReleaseTogether() throws {
        try advance("demo/1", .seen)
        try store.hold(
            HeldRecord(
                record: "demo/1", task: "import", code: "T", message: "no", payload: "", run: "r1", firstSeen: now, lastSeen: now)
        )
        var news = StateStore.Notes()
        news.truths = [.init(kind: "SalesOrder", externalID: "demo/1", internalID: "12", fingerprint: "f", created: now)]
        news.messages = [.init(channel: "order-status", record: "demo/1", payload: "<SalesOrder/>")]
        news.released = ["demo/1"]
        try store.commit(news, run: "r1")
        #expect(try store.record("demo/1")?.number == "12")
        #expect(try store.held() == [])
        #expect(try store.pendingMessages(channel: "order-status").map(\.record) == ["demo/1"])
        try store.settle(channel: "order-status", records: ["demo/1"], as: .pending, error: "503", at: now)
        #expect(try store.record("demo/1")?.state == .inLedger)
        try store.settle(channel: "order-status", records: ["demo/1"], as: .superseded, at: now)
        #expect(try store.record("demo/1")?.state == .told)
    }

    @Test func anOlderStoreIsCopiedAndItsOrdersBecomeRecords() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("state.sqlite")
        let old = try DatabaseQueue(path: file.path)
        try StateStore.migrator.migrate(old, upTo: "2 runs, task results, log, held records")
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO truth VALUES ('SalesOrder', 'demo/1', '12', '', '2026-03-03'), ('SalesOrder', 'demo/2', '13', '', '2026-03-03');
                    INSERT INTO outbox VALUES ('order-status', 'demo/1', '', 'pending', 0, NULL),
                        ('order-status', 'demo/2', '', 'acknowledged', 1, NULL);
                    INSERT INTO heldRecord VALUES ('demo/3', 't', 'c', 'm', NULL, '', 'r', '2026-03-03', '2026-03-03', 1, 'held', NULL),
                        ('CUP-1', 't', 'c', 'm', NULL, '', 'r', '2026-03-03', '2026-03-03', 1, 'held', NULL);
                    """)
        }
        try old.close()
        let migrated = try StateStore(file: file)
        let states = try migrated.records().map { "\($0.id) \($0.state.rawValue) \($0.number ?? "")" }
        #expect(states == ["demo/1 in-ledger 12", "demo/2 told 13", "demo/3 held "])
        #expect(FileManager.default.fileExists(atPath: file.path + ".before-3"))
    }
}
