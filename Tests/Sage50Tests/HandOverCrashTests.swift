import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// Whatever dies when: each order is in the ledger once, and the shop is told once it is.
@Suite struct HandOverCrashTests {
    private let bench: HandOverBench
    private let orders = ["1", "2", "3"].map { HandOverOrder.order($0) }

    init() throws { bench = try HandOverBench() }

    private func crash(at step: HandOverEnvironment.Step, fields: [String: SettingValue] = [:]) async throws {
        bench.crash.change { $0 = step }
        bench.importerAnswersWhileWaiting()
        await #expect(throws: TaskFailure.self) { try await bench.run(orders, fields: fields) }
    }

    @Test(arguments: HandOverEnvironment.Step.allCases, [true, false])
    func afterADeathEachOrderIsThereOnceAndTold(_ step: HandOverEnvironment.Step, importerIsQuick: Bool) async throws {
        try await crash(at: step, fields: ["orders_per_file": "2"])
        if importerIsQuick { try bench.importer.look() }
        for _ in 1...2 {
            bench.importerAnswersWhileWaiting()
            try await bench.run(orders, fields: ["orders_per_file": "2"])
        }
        #expect(bench.importer.sales.value.map(\.id).sorted() == ["1", "2", "3"])
        #expect(try bench.told().sorted() == ["1", "2", "3"])
        #expect(try bench.state.held().isEmpty)
        #expect(bench.names == [])
    }

    @Test func aPlacedFileThatWasNotNotedIsForgottenAndMadeAgain() async throws {
        try await crash(at: .placed)
        #expect(bench.names.allSatisfy { $0.hasSuffix(".part") } && bench.names.count == 1)
        // Other orders than before: the old file would hold one that is not wanted any more.
        bench.importerAnswersWhileWaiting()
        try await bench.run([orders[1]])
        #expect(bench.importer.sales.value.map(\.id) == ["2"])
        #expect(bench.names == [])
    }

    @Test func aNotedFileIsHandedOverAsItIsThoughTheInputHasChanged() async throws {
        try await crash(at: .noted)
        #expect(bench.names.count == 1 && bench.names[0].hasSuffix(".part"))
        bench.importerAnswersWhileWaiting()
        try await bench.run([HandOverOrder.order("1", total: "10.00", lines: HandOverOrder.line("S1", net: "8.33", tax: "1.67"))])
        #expect(bench.importer.sales.value.map(\.id) == ["1", "2", "3"])
        #expect(bench.importer.sales.value.map(\.gross).sum() == (try Amount(parsing: "89.91")))
    }

    @Test func aFileThatWasTakenBeforeTheDeathIsNotWrittenAgain() async throws {
        bench.importer.ways.change { $0.isMute = true }
        try await crash(at: .published)
        try bench.importer.look()
        let again = try await bench.run(orders, fields: ["wait": "0"])
        #expect(bench.importer.taken.value.count == 1 && bench.names == [])
        #expect(again.outcome.notes.contains { $0.hasPrefix("3 orders wait for an answer") })
    }

    @Test func anotherCustomersUnfinishedFileIsLeftAlone() async throws {
        try bench.write("<Company/>", ".test-other.sales-orders-9.xml.part")
        try await bench.run([], fields: ["wait": "0"])
        #expect(bench.names == [".test-other.sales-orders-9.xml.part"])
    }

    @Test func aFileThatCannotGetItsNameGetsItInTheNextRun() async throws {
        try await crash(at: .noted)
        let part = try #require(bench.names.first)
        let name = String(part.dropFirst(".test.".count).dropLast(".part".count))
        let folder = bench.folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        await #expect(throws: FileError.self) { try await bench.run(orders, fields: ["wait": "0"]) }
        #expect(bench.names.contains(part))
        try FileManager.default.removeItem(at: folder)
        bench.importerAnswersWhileWaiting()
        #expect(try await bench.run(orders).outcome.recordsOut == 3)
    }

    @Test func whatIsRememberedOfAnOrderIsForgottenWhole() throws {
        let entry = HandOverEntry(
            connection: "sage", id: "1", files: ["a.xml"], since: Bench.now, positions: [1, nil], total: .one, currency: "GBP")
        let (came, success) = (XMLElement("SalesOrder", text: "came"), XMLElement("SalesOrder", text: "success"))
        var notes = StateStore.Notes()
        notes.facts = try HandOverBook.facts("1", entry) + HandOverBook.facts("1", came: came, success: success)
        try bench.state.commit(notes)
        let book = HandOverBook(state: bench.state)
        #expect(try bench.entry("1") == entry)
        #expect(try book.records("1").came.text == "came" && book.records("1").success.text == "success")
        notes.facts = HandOverBook.forgetting("1")
        try bench.state.commit(notes)
        #expect(try bench.entry("1") == nil)
        #expect(throws: TaskFailure.self) { try book.records("1") }
    }
}
