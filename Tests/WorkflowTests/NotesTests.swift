import Foundation
import GRDB
import Testing

@testable import Workflow

/// Several things noted in one transaction, and the kinds of settings that time and rates need.
@Suite struct NotesTests {
    private let store: StateStore
    private let seen = Date(timeIntervalSince1970: 1_772_528_400)

    init() throws { store = try StateStore(file: nil) }

    private func held(_ record: String) -> HeldRecord {
        HeldRecord(
            record: record, task: "t", code: "E", message: "m", payload: "<a/>", run: "r1", firstSeen: seen, lastSeen: seen)
    }

    private var notes: StateStore.Notes {
        var notes = StateStore.Notes()
        notes.truths = [.init(kind: "SalesOrder", externalID: "1", internalID: "90", fingerprint: "", created: seen)]
        notes.messages = [.init(channel: "order-status", record: "1", payload: "<a/>")]
        notes.facts = [.init(kind: "hand-over", key: "1", value: "waiting"), .init(kind: "hand-over", key: "2", value: nil)]
        notes.held = [held("3")]
        notes.released = ["4"]
        return notes
    }

    @Test func everythingIsStored() throws {
        try store.record(facts: ["2": "waiting"], kind: "hand-over")
        try store.hold(held("4"))
        try store.commit(notes)
        #expect(try store.truth(kind: "SalesOrder", externalID: "1")?.internalID == "90")
        #expect(try store.pendingMessages(channel: "order-status").map(\.record) == ["1"])
        #expect(try store.facts(kind: "hand-over") == ["1": "waiting"])
        #expect(try store.held().map(\.record) == ["3"])
        #expect(try store.heldRecord("4")?.state == .released)
    }

    @Test func nothingIsStoredWhenOnePartCannotBe() throws {
        try store.database.write { try $0.execute(sql: "DROP TABLE heldRecord") }
        #expect(throws: DatabaseError.self) { try store.commit(notes) }
        #expect(try store.truth(kind: "SalesOrder", externalID: "1") == nil)
        #expect(try store.pendingMessages(channel: "order-status").isEmpty)
        #expect(try store.facts(kind: "hand-over").isEmpty)
    }

    @Test func theStoreSyncsAsUsualAfterwards() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("notes-\(UUID().uuidString).sqlite")
        defer { try? FileManager.default.removeItem(at: file) }
        let store = try StateStore(file: file)
        func level() throws -> Int? {
            try store.database.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        }
        let usual = try level()
        try store.commit(notes)
        #expect(try level() == usual)
        try store.database.write { try $0.execute(sql: "DROP TABLE heldRecord") }
        #expect(throws: DatabaseError.self) { try store.commit(notes) }
        #expect(try level() == usual)
    }

    @Test(arguments: [("0", 0), ("90s", 90), ("10m", 600), ("24h", 86_400), ("2d", 172_800)])
    func aTimeHasItsUnit(_ text: String, _ seconds: Int) {
        #expect(SettingValues(["wait": .text(text)]).duration("wait") == .seconds(seconds))
    }

    @Test(arguments: ["10", "m", "-5m", "+5m", "1.5h", "10 m", "10M", "99999999d", "5m5m"]) func anyOtherTimeIsRefused(
        _ text: String
    ) {
        #expect(Duration(setting: text) == nil)
    }

    @Test(arguments: [
        (SettingValue.text("10"), "field 'wait' of connection 'c' must be a time such as 90s, 10m, 24h or 2d, or 0, not '10'"),
        (.list([]), "field 'wait' of connection 'c' must be a single value"),
    ]) func aWrongTimeIsReportedWithItsLine(_ value: SettingValue, _ message: String) {
        #expect(findings("wait", .duration, value) == ["workflow.yaml:7: error: \(message)"])
    }

    @Test(arguments: [
        (SettingValue.text("20"), "must be a map of names and values"),
        (.map(["1": .text("20"), "5": .text("five")]), "must give '5' a plain decimal such as 12.50"),
        (.map(["1": .list([])]), "must give '1' a plain decimal such as 12.50"),
    ]) func aWrongRateIsReportedWithItsLine(_ value: SettingValue, _ message: String) {
        #expect(findings("rates", .decimals, value) == ["workflow.yaml:7: error: field 'rates' of connection 'c' \(message)"])
    }

    private func findings(_ name: String, _ kind: SettingDeclaration.Kind, _ value: SettingValue) -> [String] {
        let place = SourcePlace(file: "workflow.yaml", line: 7)
        let findings = FindingList()
        let checker = SettingChecker(
            owner: "connection 'c'", word: "field", declarations: [SettingDeclaration(name, kind, "")], connections: [:])
        _ = checker.check([name: LocatedValue(value: value, place: place, customer: nil)], at: place, findings)
        return findings.findings.map(\.description)
    }
}
