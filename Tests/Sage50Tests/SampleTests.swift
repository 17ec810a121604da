import Foundation
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

/// The published samples of the reference, read where they lie beside the project.
@Suite(.enabled(if: Fixture.hasSamples, "the published samples (../shared/data/zynk-samples) are not on this machine"))
struct SampleTests {
    private func company() throws -> (folder: URL, file: URL, report: EmbeddedCompany.FillingReport) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sage50-sample-\(UUID().uuidString)")
        let file = folder.appendingPathComponent("company.sqlite")
        let report = try EmbeddedCompany.create(
            at: file, products: Fixture.sample("sage50-demo-products.xml"), customers: Fixture.sample("sage50-demo-customers.xml")
        )
        return (folder, file, report)
    }

    @Test func the105StockRecordsExportAgainAsTheyCame() async throws {
        let (folder, file, report) = try company()
        #expect(report.products == 105)
        let bench = try Bench()
        let opened = try EmbeddedCompany(at: file)
        let task = ExportStock(settings: ExportSettings(connection: "ledger")) { _, _ in opened }
        #expect(try await task.run(bench.context()).recordsOut == 105)

        let sample = try #require(Fixture.sample("sage50-demo-products.xml"))
        let expected = try products(sample)
        let exported = try products(bench.folder.appendingPathComponent("products.xml"))
        #expect(exported.keys.sorted() == expected.keys.sorted())
        for (sku, product) in expected {
            let other = try #require(exported[sku])
            for element in product.elements where element.name != "DateModified" {
                #expect(
                    same(element, other.first(element.name)),
                    "\(sku) \(element.name): \(element.xml) against \(other.first(element.name)?.xml ?? "nothing")")
            }
        }
        try FileManager.default.removeItem(at: folder)
    }

    private func products(_ file: URL) throws -> [String: XMLElement] {
        let list = try XMLDocument(file: file).root.first("Products")?.all("Product") ?? []
        return Dictionary(list.map { ($0.text("Sku") ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Compares by meaning: blanks between elements and zeros after the point say nothing.
    private func same(_ left: XMLElement, _ right: XMLElement?) -> Bool {
        guard let right else { return false }
        if left.elements.isEmpty, right.elements.isEmpty {
            let texts = [left, right].map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
            if texts[0] == texts[1] { return left.isNil == right.isNil }
            guard let first = try? Amount(rounding: texts[0]), let second = try? Amount(parsing: texts[1]) else { return false }
            return first == second
        }
        return left.elements.count == right.elements.count && zip(left.elements, right.elements).allSatisfy { same($0, $1) }
    }

    @Test func theDemoCompanyKeepsItemTypesNegativeLevelsAndCustomers() throws {
        let (folder, file, report) = try company()
        #expect(report.customers == 30)
        #expect(report.notes.contains { $0.contains("1 characters that XML does not allow became U+FFFD") })
        let company = try EmbeddedCompany(at: file)
        let levels = try company.stockLevels()
        #expect(levels.filter { $0.type == .nonStock }.count == 16)
        #expect(levels.filter { $0.type == .service }.count == 1)
        #expect(levels.first { $0.stockCode == "BOARD002" }?.inStock == Amount(-22))
        let account = try #require(try company.account("A1D001"))
        #expect(account.name == "A1 Design Services")
        #expect(account.address.postcode == "BP12 7HT")
        #expect(account.settlementRate == "2.5")
        try FileManager.default.removeItem(at: folder)
    }

    @Test func theLeastThatAnOrderNeedsIsPosted() async throws {
        let bench = try Bench()
        let sample = try #require(Fixture.sample("sales-order-minimal.xml"))
        try FileManager.default.copyItem(at: sample, to: bench.folder.appendingPathComponent("sales-orders.xml"))
        let task = bench.task {
            $0.createsCustomers = true
            $0.createsProducts = true
        }
        let imported = try bench.imported(try await task.run(bench.context()))
        #expect(imported.success.first?.text("AccountReference") == "INTE001")
        #expect(
            try bench.value("SELECT NAME || '|' || ADDRESS_3 || '|' || ORDER_DATE || '|' || INVOICE_GROSS FROM SALES_ORDER")
                == "Internetware|Newcastle Upon Tyne|2011-01-01|240")
    }

    @Test func theReferencesOwnSuccessFileIsReadableAndHasNoLines() async throws {
        let bench = try Bench()
        let sample = try #require(Fixture.sample("sales-order-success.xml"))
        try FileManager.default.copyItem(at: sample, to: bench.folder.appendingPathComponent("sales-orders.xml"))
        let imported = try bench.imported(try await bench.task().run(bench.context()))
        #expect(imported.codes.first == "E-NO-LINES")
    }
}
