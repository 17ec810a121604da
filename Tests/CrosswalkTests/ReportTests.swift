import Crosswalk
import Foundation
import StoreSandbox
import Testing

/// The run report: what a bookkeeper reads after a run.
@Suite(.serialized) struct ReportTests {
    @Test func theReportNamesMoneyHeldRecordsAndFiles() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 250)) { sandbox in
            let bench = try Bench(sandbox)
            let result = try await bench.run()
            let page = try ReportPage(file: try #require(result.report))

            let posted = try bench.ledgerOrders()
            #expect(page.text.contains("\(posted.count) orders went into the ledger by this run"))
            for record in try bench.held() {
                #expect(page.text.contains(record.record), "the id that `runs settle` takes: \(record.record)")
                #expect(page.text.contains(record.code))
            }
            #expect(page.cells.contains("Bank 1200"))
            #expect(page.cells.contains("card"))
            #expect(page.cells.contains("T1"))
            #expect(!page.cells.contains("T?"), "message lines carry no VAT")
            for file in page.links {
                #expect(FileManager.default.fileExists(atPath: page.folder.appendingPathComponent(file).path))
            }
        }
    }

    @Test func theReportAddsUpToTheLedger() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 60)) { sandbox in
            let bench = try Bench(sandbox)
            let page = try ReportPage(file: try #require(try await bench.run().report))
            #expect(page.cells.contains(try bench.ledgerTotal()))
            #expect(page.differences.count > 1, "the sum of the currency and one per order")
            #expect(page.differences.allSatisfy { $0 == "0.00" })
        }
    }

    @Test func aDryRunSaysThatNothingWasWritten() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 10)) { sandbox in
            let bench = try Bench(sandbox)
            let page = try ReportPage(file: try #require(try await bench.run(.dryRun).report))
            #expect(page.text.contains("dry run: nothing was written"))
            #expect(page.text.contains("would go into the ledger"))
            #expect(try bench.ledgerOrders().isEmpty)
        }
    }

    @Test func theReportNeedsNothingFromOutside() async throws {
        try await withSandbox(Bench.options, state: Bench.store(orders: 10)) { sandbox in
            let bench = try Bench(sandbox)
            let page = try ReportPage(file: try #require(try await bench.run().report))
            #expect(!page.text.contains("http://") && !page.text.contains("https://"))
            #expect(!page.text.contains("<script") && !page.text.contains("<img"))
            #expect(try !bench.ledgerOrders().isEmpty)
        }
    }
}

/// A report page, taken apart by this file's own text search.
private struct ReportPage {
    let text: String
    let folder: URL

    init(file: String) throws {
        let url = URL(fileURLWithPath: file)
        text = try String(contentsOf: url, encoding: .utf8)
        folder = url.deletingLastPathComponent()
    }

    /// Text of all table cells.
    var cells: Set<String> { Set(text.matches(of: /<td[^>]*>([^<]*)/).map { String($0.output.1) }) }

    /// The cells of shop against ledger: the only figures that turn red.
    var differences: [String] {
        text.matches(of: /<td class="n diff( bad)?">(-?[0-9]+\.[0-9]{2})<\/td>/).map { String($0.output.2) }
    }

    /// Targets of all links.
    var links: Set<String> { Set(text.matches(of: /href="([^"]*)"/).map { String($0.output.1) }) }
}
