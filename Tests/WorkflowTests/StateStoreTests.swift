import Foundation
import GRDB
import Testing

@testable import Workflow

/// The state store's file, and the records that wait in it.
@Suite struct StateStoreTests {
    let bench: Workbench
    private let start = Date(timeIntervalSince1970: 1_772_528_400)

    init() throws { bench = try Workbench() }

    private var file: URL { bench.root.appendingPathComponent("state.sqlite") }

    private func held(_ record: String, at seconds: Double = 0, run: String = "r1", message: String = "no account") -> HeldRecord
    {
        let seen = start.addingTimeInterval(seconds)
        return HeldRecord(
            record: record, task: "import", code: "AccountUnknown", message: message, place: "R3", payload: "<order/>",
            run: run, firstSeen: seen, lastSeen: seen)
    }

    /// Two workflows of one customer begin at the same moment, and somebody looks at the runs.
    @Test func manyMayOpenANewStoreAtOnceAndWriteToIt() async throws {
        let file = file
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let store = try StateStore(file: file)
                    for step in 0..<20 { try store.record(facts: ["\(number)-\(step)": "x"], kind: "test") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try StateStore(file: file).facts(kind: "test").count == 160)
    }

    @Test func aNewerStoreIsRefusedAndNotTouched() throws {
        _ = try StateStore(file: file)
        let queue = try DatabaseQueue(path: file.path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of the future')") }
        let path = file.path
        #expect(throws: StateStoreError.newer(path: path)) { try StateStore(file: file) }
        #expect(throws: StateStoreError.newer(path: path)) { try StateStore.scratchCopy(of: file) }
    }

    @Test func anOlderStoreIsCopiedAndMigrated() throws {
        let queue = try DatabaseQueue(path: file.path)
        try StateStore.migrator.migrate(queue, upTo: "1 truth, facts, outbox")
        try queue.write { try $0.execute(sql: "INSERT INTO fact VALUES ('test', 'a', 'b')") }
        try queue.close()
        let store = try StateStore(file: file)
        #expect(try store.fact(kind: "test", key: "a") == "b")
        #expect(try store.runs() == [])
        let copy = try DatabaseQueue(path: file.path + ".before-2")
        #expect(try copy.read { try $0.tableExists("run") } == false)
        #expect(try copy.read { try String.fetchOne($0, sql: "SELECT value FROM fact") } == "b")
    }

    @Test func aDatabaseOfAnotherProgramIsRefused() throws {
        let queue = try DatabaseQueue(path: file.path)
        try queue.write { try $0.execute(sql: "CREATE TABLE photos (id INTEGER)") }
        try queue.close()
        #expect(throws: StateStoreError.notAStateStore(path: file.path)) { try StateStore(file: file) }
    }

    @Test func aFileThatIsNoDatabaseIsRefusedWithItsPath() throws {
        try bench.write("state.sqlite", String(repeating: "no database at all. ", count: 100))
        let error = #expect(throws: StateStoreError.self) { try StateStore(file: file) }
        #expect(error?.description.contains(file.path) == true)
    }

    @Test func aHeldRecordKeepsWhenItWasFirstSeen() throws {
        let store = try StateStore(file: nil)
        try store.hold(held("demo/1"))
        try store.hold(held("demo/1", at: 60, run: "r2", message: "no stock code"))
        let record = try #require(try store.heldRecord("demo/1"))
        #expect(record.firstSeen == start)
        #expect(record.lastSeen == start.addingTimeInterval(60))
        #expect(record.attempts == 2)
        #expect(record.message == "no stock code")
        #expect(try store.held(run: "r1") == [])
        #expect(try store.held(run: "r2").map(\.record) == ["demo/1"])
    }

    @Test func aReleasedRecordCanBeHeldAgain() throws {
        let store = try StateStore(file: nil)
        try store.hold(held("demo/1"))
        try store.retry(record: "demo/1")
        #expect(try store.heldRecord("demo/1")?.state == .retrying)
        try store.release(record: "demo/1")
        #expect(try store.held() == [])
        try store.hold(held("demo/1", at: 60))
        #expect(try store.held().map(\.record) == ["demo/1"])
    }

    @Test func whatAPersonSettledStaysSettled() throws {
        let store = try StateStore(file: nil)
        try store.hold(held("demo/1"))
        #expect(try store.settle(record: "demo/1", reason: "ignored: test order"))
        try store.hold(held("demo/1", at: 60))
        #expect(try store.held() == [])
        #expect(try store.heldRecord("demo/1")?.state == .settled(reason: "ignored: test order"))
        #expect(try store.settle(record: "demo/1", reason: "again") == false)
        #expect(try store.settle(record: "demo/2", reason: "never held") == false)
    }

    @Test func truthKeepsItsFirstAnswer() throws {
        let store = try StateStore(file: nil)
        let first = StateStore.TruthRecord(
            kind: "SalesOrder", externalID: "demo/1", internalID: "17", fingerprint: "", created: start)
        var second = first
        second.internalID = "18"
        try store.record(truth: first)
        try store.record(truth: second)
        #expect(try store.truth(kind: "SalesOrder", externalID: "demo/1") == first)
    }

    @Test func theOutboxKeepsAMessageUntilItIsSettled() throws {
        let store = try StateStore(file: nil)
        try store.enqueue([.init(channel: "order-status", record: "demo/1", payload: "<a/>")])
        try store.settle(
            channel: "order-status", records: ["demo/1"], as: .pending, error: "503", at: Date(timeIntervalSince1970: 0))
        let pending = try store.pendingMessages(channel: "order-status")
        #expect(pending.map(\.attempts) == [1])
        #expect(pending.map(\.lastError) == ["503"])
        try store.settle(
            channel: "order-status", records: ["demo/1"], as: .acknowledged, at: Date(timeIntervalSince1970: 0))
        try store.enqueue([.init(channel: "order-status", record: "demo/1", payload: "<b/>")])
        #expect(try store.pendingMessages(channel: "order-status") == [])
    }
}
