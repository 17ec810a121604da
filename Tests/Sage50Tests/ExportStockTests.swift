import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct ExportStockTests {
    private func export(_ bench: Bench, _ kind: ExportSettings.Kind = .modified, published: Bool = false, mode: RunMode = .live)
        async throws -> [String]
    {
        var settings = ExportSettings(connection: "ledger")
        (settings.kind, settings.publishedOnly) = (kind, published)
        let company = bench.company
        _ = try await ExportStock(settings: settings) { _, _ in company }.run(bench.context(mode))
        let root = try XMLDocument(file: bench.folder.appendingPathComponent("products.xml")).root
        return root.first("Products")?.all("Product").compactMap { $0.text("Sku") } ?? []
    }

    /// As the shop would after a complete upload.
    private func acknowledgeAll(_ bench: Bench) throws {
        let levels = try bench.company.stockLevels()
        let facts = Dictionary(
            levels.map { ($0.stockCode, String(max(0, $0.free.floor))) }, uniquingKeysWith: { first, _ in first })
        try bench.state.record(facts: facts, kind: "stock-acknowledged")
    }

    @Test func theFirstExportHoldsEverythingAndTheNextNothing() async throws {
        let bench = try Bench()
        #expect(try await export(bench) == ["BOOK-1", "ENGRAVE", "MUG-1"])
        try acknowledgeAll(bench)
        #expect(try await export(bench) == [])
        #expect(try await export(bench, .all).count == 3)
    }

    @Test func anAssemblyTellsHowManyItsComponentsMake() async throws {
        let bench = try Bench()
        try bench.sql(
            """
            INSERT INTO STOCK_COMP (ASSEMBLY_CODE, COMPONENT_CODE, COMPONENT_QTY)
            VALUES ('BOOK-1', 'MUG-1', '3'), ('MUG-1', 'BOOK-1', '2')
            """)
        _ = try await export(bench)
        let root = try XMLDocument(file: bench.folder.appendingPathComponent("products.xml")).root
        let products = root.first("Products")?.all("Product") ?? []
        let makeUps = products.map { "\($0.text("Sku") ?? ""): \($0.text("QtyMakeUp") ?? "none")" }
        #expect(makeUps == ["BOOK-1: 2", "ENGRAVE: none", "MUG-1: 0"], "8 free mugs, 3 to the set; 1 free book, 2 to the set")
        #expect(products.first?.first("QtyMakeUp")?.namespace == "urn:crosswalk")
    }

    @Test func anAllocationCountsAsAChange() async throws {
        let bench = try Bench()
        _ = try await export(bench)
        try acknowledgeAll(bench)
        try await bench.run(OrderText.order(lines: OrderText.mug))
        #expect(try await export(bench) == ["MUG-1"])
    }

    @Test func aLevelTheShopDidNotAcknowledgeIsExportedAgain() async throws {
        let bench = try Bench()
        _ = try await export(bench)
        try acknowledgeAll(bench)
        try bench.state.record(facts: ["BOOK-1": "9"], kind: "stock-acknowledged")
        #expect(try await export(bench) == ["BOOK-1"])
        #expect(try await export(bench) == ["BOOK-1"])
    }

    @Test func aServiceIsNotAskedForItsLevel() async throws {
        let bench = try Bench()
        _ = try await export(bench)
        #expect(try await export(bench) == ["BOOK-1", "MUG-1"])
    }

    @Test func newTakesCreatedRecordsOnly() async throws {
        let bench = try Bench()
        _ = try await export(bench, .new)
        try await bench.run(OrderText.order(lines: OrderText.mug))
        try bench.company.create(Product(stockCode: "CUP-9"))
        #expect(try await export(bench, .new) == ["CUP-9"])
    }

    @Test func publishedOnlyLeavesOutTheRest() async throws {
        #expect(try await export(Bench(), published: true) == ["BOOK-1", "MUG-1"])
    }

    @Test func aDryRunMovesNoWatermark() async throws {
        let bench = try Bench()
        _ = try await export(bench, mode: .dryRun)
        #expect(try bench.state.watermark("stock/ledger") == nil)
        _ = try await export(bench)
        #expect(try bench.state.watermark("stock/ledger") != nil)
    }

    @Test func changesAreNeverHiddenByAClockThatStandsStillOrGoesBack() async throws {
        let bench = try Bench()
        let early = try EmbeddedCompany(at: bench.file, now: { Bench.now.addingTimeInterval(-86_400) })
        _ = try await export(bench)
        try acknowledgeAll(bench)
        var product = Product(stockCode: "CUP-9")
        product.type = .service
        try early.create(product)
        #expect(try await export(bench) == ["CUP-9"])
    }

    @Test func aProductElementTellsWhenItChanged() async throws {
        let bench = try Bench()
        _ = try await export(bench)
        let root = try XMLDocument(file: bench.folder.appendingPathComponent("products.xml")).root
        let mug = root.first("Products")?.all("Product").last
        #expect(mug?.text("DateModified") == "2026-03-03T09:15:00.000000Z")
        #expect(mug?.text("ItemType") == nil)
        #expect(mug?.first("RRPPrice")?.isNil == true)
    }
}
