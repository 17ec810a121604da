import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// Answers that come late, never, broken, or say no.
@Suite struct HandOverAnswerTests {
    private let bench: HandOverBench
    private let noWait: [String: SettingValue] = ["wait": "0"]

    init() throws { bench = try HandOverBench() }

    /// The name of the one file that was handed over, without `.xml`.
    private func stem() throws -> String {
        String(
            try #require(bench.names.first { $0.hasSuffix(".xml") && !$0.contains(".success.") && !$0.contains(".fail.") })
                .dropLast(4))
    }

    private func company(_ records: String) -> String { "<Company><SalesOrders>\(records)</SalesOrders></Company>" }

    private func imported(_ id: String, number: String = "12") -> String {
        "<SalesOrder><Id>\(id)</Id><SalesOrderNumber>\(number)</SalesOrderNumber></SalesOrder>"
    }

    @Test func withoutAnAnswerTheRunEndsAfterItsTimeAndSaysWhoWaits() async throws {
        let result = try await bench.run([HandOverOrder.order("1"), HandOverOrder.order("2")])
        #expect(bench.now.timeIntervalSince(Bench.now) == 600)
        #expect(result.outcome.recordsOut == 0 && result.outcome.failed == 0)
        #expect(result.outcome.notes.contains { $0.hasPrefix("2 orders wait for an answer since 2026-03-03T09:15:00") })
        #expect(result.success.isEmpty)
        #expect(try bench.told().isEmpty)
    }

    @Test func aTimeLimitOfZeroDoesNotWait() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        #expect(bench.now == Bench.now)
    }

    @Test func aLateAnswerIsTakenByALaterRunThoughTheOrderIsNotInItsInput() async throws {
        try await bench.run([HandOverOrder.order("1", store: "harbour")], fields: noWait)
        bench.letPass(3 * 86_400)
        try bench.importer.look()
        let later = try await bench.run([], fields: noWait)
        #expect(later.success.map { $0.text("SalesOrderNumber") } == ["90130"])
        #expect(try bench.told() == ["harbour/1"])
        #expect(bench.names == [])
    }

    @Test func aLateAnswerOfAnOrderThatIsInTheInputIsTakenOnce() async throws {
        try await bench.run(
            [HandOverOrder.order("1"), HandOverOrder.order("2").replacing("WEBSALES", with: "NOBODY")], fields: noWait)
        try bench.importer.look()
        let later = try await bench.run([HandOverOrder.order("1"), HandOverOrder.order("2")], fields: noWait)
        #expect(later.success.map { $0.text("SalesOrderNumber") } == ["90130"])
        #expect(later.fail.map { $0.text("Id") } == ["2"])
        #expect(bench.names == [])
        try await bench.run([HandOverOrder.order("2")], fields: noWait)
        #expect(bench.names.count == 1)
    }

    @Test func anOrderThatWaitsIsNeverHandedOverAgainByItself() async throws {
        bench.importer.ways.change { $0.isMute = true }
        for _ in 1...4 {
            bench.importerAnswersWhileWaiting()
            try await bench.run([HandOverOrder.order("1")])
            bench.letPass(7 * 86_400)
        }
        #expect(bench.importer.taken.value.count == 1)
        #expect(try bench.told().isEmpty)
    }

    @Test func anOrderNobodyAnsweredForIsHeldForAPersonWhenItIsOverdue() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        bench.letPass(86_399)
        #expect(try await bench.run([HandOverOrder.order("1")], fields: noWait).outcome.failed == 0)
        bench.letPass(1)
        let result = try await bench.run([HandOverOrder.order("1")], fields: noWait)
        #expect(result.codes == ["E-NO-ANSWER"])
        #expect(result.sentences.contains("The file still lies in the folder: is the importer running?"))
        #expect(try bench.state.held().map(\.code) == ["E-NO-ANSWER"])
    }

    @Test func aPersonWhoEnteredItByHandHasTheShopToldAndADoubleIsFound() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        bench.letPass(86_400)
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        try bench.state.settle(record: "1", reason: "entered-by-hand: invoice 5")
        let settled = try await bench.run([HandOverOrder.order("1")], fields: noWait)
        #expect(settled.outcome.recordsOut == 1)
        #expect(settled.outcome.notes.contains { $0.contains("take it out before the importer imports it, too") })
        #expect(try bench.told() == ["1"])
        try bench.importer.look()
        let late = try await bench.run([HandOverOrder.order("1")], fields: noWait)
        #expect(late.outcome.notes.contains { $0.contains("the importer imported it as well, as sales order 90130") })
        #expect(late.outcome.failed == 1)
        #expect(try bench.entry("1") == nil)
    }

    @Test func oneMoreHandOverNeedsAPersonAndAFileThatIsGone() async throws {
        let again: (inout HandOverSettings) -> Void = { $0.allowedTimes = ["1": 2] }
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        let lying = try await bench.run([HandOverOrder.order("1")], fields: noWait, change: again)
        #expect(lying.outcome.notes.contains { $0.contains("was not handed over again") })
        #expect(bench.names.count == 1)
        let first = try stem()
        try FileManager.default.removeItem(at: bench.folder.appendingPathComponent(first + ".xml"))
        try await bench.run([HandOverOrder.order("1")], fields: noWait, change: again)
        #expect(try stem() != first)
        try FileManager.default.removeItem(at: bench.folder.appendingPathComponent(try stem() + ".xml"))
        try await bench.run([HandOverOrder.order("1")], fields: noWait, change: again)
        #expect(bench.names == [])
        // The first file's answer counts, too.
        try bench.write(company(imported("1")), first + ".success.xml")
        #expect(try await bench.run([HandOverOrder.order("1")], fields: noWait, change: again).outcome.recordsOut == 1)
    }

    @Test func aRefusedOrderIsHeldInTheImportersWordsAndTriedAgain() async throws {
        bench.importer.ways.change { $0.accounts = [] }
        bench.importerAnswersWhileWaiting()
        let refused = try await bench.run([HandOverOrder.order("1")])
        #expect(refused.codes == ["E-IMPORTER"])
        #expect(refused.sentences == "Validation: Account WEBSALES could not be found")
        #expect(try bench.state.held().map(\.message) == ["Validation: Account WEBSALES could not be found"])
        #expect(try bench.told().isEmpty)
        bench.importer.ways.change { $0.accounts = ["WEBSALES"] }
        bench.importerAnswersWhileWaiting()
        #expect(try await bench.run([HandOverOrder.order("1")]).outcome.recordsOut == 1)
        #expect(Set(bench.importer.taken.value).count == 2)
        #expect(try bench.state.held().isEmpty)
    }

    @Test func anImporterThatImportsARefusedOrderByItselfIsBelieved() async throws {
        bench.importer.ways.change { $0.accounts = [] }
        bench.importerAnswersWhileWaiting()
        try await bench.run([HandOverOrder.order("1")]) { $0.retriesRefused = false }
        let file = try #require(bench.importer.taken.value.first)
        try bench.write(company(imported("1")), file.dropLast(4) + ".success.xml")
        let later = try await bench.run([HandOverOrder.order("1")]) { $0.retriesRefused = false }
        #expect(later.success.map { $0.text("SalesOrderNumber") } == ["12"])
        #expect(try bench.told() == ["1"])
        #expect(try bench.state.held().isEmpty && bench.entry("1") == nil)
        #expect(bench.names == [])
    }

    @Test func anotherConnectionsOrdersAreNotTakenForOnesOfThis() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        var entry = try #require(try bench.entry("1"))
        entry.connection = "other"
        var notes = StateStore.Notes()
        notes.facts = try HandOverBook.facts("1", entry)
        try bench.state.commit(notes)
        let result = try await bench.run([], fields: noWait)
        #expect(!result.outcome.notes.contains { $0.contains("wait for an answer") })
    }

    @Test func withRetriesOffARefusedOrderStaysWithItsReason() async throws {
        bench.importer.ways.change { $0.accounts = [] }
        bench.importerAnswersWhileWaiting()
        try await bench.run([HandOverOrder.order("1")]) { $0.retriesRefused = false }
        let again = try await bench.run([HandOverOrder.order("1")]) { $0.retriesRefused = false }
        #expect(again.sentences == "Validation: Account WEBSALES could not be found")
        #expect(bench.importer.taken.value.count == 1 && bench.names == [])
    }

    @Test func oneRefusedOrderDoesNotStopTheOthersOfItsFile() async throws {
        bench.importerAnswersWhileWaiting()
        let stranger = HandOverOrder.order("2").replacing("WEBSALES", with: "NOBODY")
        let result = try await bench.run([HandOverOrder.order("1"), stranger, HandOverOrder.order("3")])
        #expect(result.outcome.recordsOut == 2 && result.outcome.failed == 1)
        #expect(try bench.told() == ["1", "3"])
    }

    @Test func aRefusalThatSaysImportedBeforeIsNoFailure() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        let answer = "<SalesOrder><Id>1</Id><Errors><Error><Name>Validation</Name><Description>This record was IMPORTED before"
        try bench.write(company(answer + "</Description></Error></Errors></SalesOrder>"), try stem() + ".fail.xml")
        let result = try await bench.run([], fields: ["wait": "0", "imported_before": "imported before"])
        #expect(result.success.first?.text("AlreadyInLedger") == "true")
        #expect(try bench.told() == ["1"])
    }

    @Test func anAnswerThatIsNotWholeIsLeftAlone() async throws {
        try await bench.run([HandOverOrder.order("1"), HandOverOrder.order("2")], fields: noWait)
        let name = try stem() + ".success.xml"
        let whole = company(imported("1") + imported("2"))
        let broken = [
            String(whole.dropLast(12)), "", "<Company><SalesOrders><SalesOrder><Id>1</Id>", "<Answer/>",
            "<!DOCTYPE Company [<!ENTITY a \"b\">]>" + whole, "Sage 50 is busy",
        ]
        for text in broken {
            try bench.write(text, name)
            let result = try await bench.run([], fields: noWait)
            #expect(result.outcome.recordsOut == 0, "\(text)")
            #expect(result.outcome.notes.contains("\(name) cannot be read yet"), "\(text)")
            #expect(try String(contentsOf: bench.folder.appendingPathComponent(name), encoding: .utf8) == text)
        }
        #expect(bench.log.text.contains("\(name) was left alone, because it is not whole"))
        try bench.write(whole, name)
        #expect(try await bench.run([], fields: noWait).outcome.recordsOut == 2)
    }

    @Test func anUnknownIdIsLeftAlone() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        try bench.write(company(imported("999") + imported("1")), try stem() + ".success.xml")
        let result = try await bench.run([], fields: noWait)
        #expect(result.outcome.recordsOut == 1)
        #expect(bench.log.text.contains("names '999', which nobody waits for"))
        #expect(try bench.state.truth(kind: "SalesOrder", externalID: "999") == nil)
    }

    @Test func anAnswerInTheWrongFileDoesNotCount() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        try bench.write(company(imported("1")), "sales-orders.success.xml")
        #expect(try await bench.run([], fields: noWait).outcome.recordsOut == 0)
    }

    @Test func anOrderInBothFilesIsHeldForAPerson() async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        try bench.write(company(imported("1")), try stem() + ".success.xml")
        try bench.write(company("<SalesOrder><Id>1</Id></SalesOrder>"), try stem() + ".fail.xml")
        let result = try await bench.run([], fields: noWait)
        #expect(result.sentences.contains("both in its success file and in its fail file"))
        #expect(try bench.told().isEmpty)
        #expect(try bench.entry("1")?.state == .waiting)
    }

    @Test(arguments: ["", "soon", "-4"]) func aNumberThatIsNoneIsNoReasonToForgetTheOrder(_ number: String) async throws {
        try await bench.run([HandOverOrder.order("1")], fields: noWait)
        try bench.write(company(imported("1", number: number)), try stem() + ".success.xml")
        #expect(try await bench.run([], fields: noWait).outcome.recordsOut == 1)
        #expect(try bench.state.truth(kind: "SalesOrder", externalID: "1") != nil)
        #expect(bench.log.text.contains("the importer gave no sales order number"))
    }
}
