import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// Pieces the shop has sold and the ledger does not know of yet go with the stock export.
@Suite struct OpenShopOrdersTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// Codes of the export, with the pieces in open orders where the product tells them.
    private func export(_ mode: RunMode = .live, published: Bool = false) async throws -> [String] {
        var settings = ExportSettings(connection: "ledger")
        settings.publishedOnly = published
        let company = bench.company
        _ = try await ExportStock(settings: settings) { _, _ in company }.run(bench.context(mode))
        let root = try XMLDocument(file: bench.folder.appendingPathComponent("products.xml")).root
        return (root.first("Products")?.all("Product") ?? []).map { product in
            let open = product.crosswalk("OpenShopOrders").map { " \($0.text)" } ?? ""
            return (product.text("Sku") ?? "") + open
        }
    }

    private func setOpen(_ quantities: [String: String]) throws {
        var notes = StateStore.Notes()
        for sku in try bench.state.facts(kind: "open-order-quantity").keys {
            notes.facts.append(.init(kind: "open-order-quantity", key: sku, value: nil))
        }
        notes.facts += quantities.map { .init(kind: "open-order-quantity", key: $0.key, value: $0.value) }
        try bench.state.commit(notes)
    }

    /// As the shop would after a complete upload, with a safety stock.
    private func acknowledgeAll(safety: Int128 = 0) throws {
        let open = try bench.state.facts(kind: "open-order-quantity")
        let levels = try bench.company.stockLevels().map { level in
            (level.stockCode, String(max(0, level.free.floor - (Int128(open[level.stockCode] ?? "0") ?? 0) - safety)))
        }
        try bench.state.record(facts: Dictionary(levels) { first, _ in first }, kind: "stock-acknowledged")
    }

    @Test func aProductTellsItsPiecesInOpenOrders() async throws {
        try setOpen(["MUG-1": "3", "STRANGER": "5"])
        #expect(try await export() == ["BOOK-1", "ENGRAVE", "MUG-1 3"])
    }

    @Test func aChangedQuantityIsExportedThoughTheLedgerStands() async throws {
        _ = try await export()
        try acknowledgeAll()
        try setOpen(["MUG-1": "3"])
        #expect(try await export() == ["MUG-1 3"])
        #expect(try await export() == ["MUG-1 3"])
        try acknowledgeAll()
        #expect(try await export() == [])
        try setOpen([:])
        #expect(try await export() == ["MUG-1"])
        try acknowledgeAll()
        #expect(try await export() == [])
    }

    @Test func aChangeAsLargeAsTheSafetyStockIsNotTakenForNoChange() async throws {
        _ = try await export()
        try acknowledgeAll(safety: 2)
        // The mug's free stock less two open pieces is what the shop acknowledged with a safety stock of two.
        try setOpen(["MUG-1": "2"])
        #expect(try await export().contains("MUG-1 2"))
        #expect(try await export().contains("MUG-1 2"), "the upload failed, so it is news still")
    }

    @Test func codesAreComparedWithoutRegardToCase() async throws {
        try setOpen(["mug-1": "1", "Mug-1": "2"])
        #expect(try await export().last == "MUG-1 3")
    }

    @Test(arguments: ["three", "-1", ""]) func aQuantityThatCannotBeReadIsLeftOutWithAWarning(_ text: String) async throws {
        try setOpen(["MUG-1": text])
        #expect(try await export().last == "MUG-1")
        #expect(bench.log.text.contains("the pieces of MUG-1 in open shop orders cannot be read"))
    }

    @Test func aDryRunRemembersNothing() async throws {
        try setOpen(["MUG-1": "3"])
        _ = try await export(.dryRun)
        #expect(try bench.state.facts(kind: "open-order-exported").isEmpty)
    }

    @Test func whatIsNotForTheWebStaysOutWhateverIsOpen() async throws {
        _ = try await export(published: true)
        try acknowledgeAll()
        try setOpen(["ENGRAVE": "3"])
        #expect(try await export(published: true) == [])
    }
}
