import Foundation
import GRDB
import Money
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct CompanyFileTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sage50-file-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// A connection that may keep a transaction open, as another program's would be.
    private func holder(_ file: URL) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: file.path, configuration: configuration)
    }

    @Test func aMissingFileIsNotMade() throws {
        let file = try folder().appendingPathComponent("none.sqlite")
        #expect(throws: LedgerError.notFound(path: file.path)) { try EmbeddedCompany(at: file) }
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test(arguments: ["", "hello", "SQLite format 3"])
    func aFileThatIsNoDatabaseIsNotOurs(_ text: String) throws {
        let file = try folder().appendingPathComponent("other")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let error = #expect(throws: LedgerError.self) { try EmbeddedCompany(at: file) }
        #expect(error?.failureClass == .configuration)
        #expect(error?.description.contains("is not an embedded company") == true)
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test func anotherProgramsDatabaseIsLeftExactlyAsItIs() throws {
        let file = try folder().appendingPathComponent("other.sqlite")
        try DatabaseQueue(path: file.path).write { try $0.execute(sql: "CREATE TABLE mine (a)") }
        let before = try Data(contentsOf: file)
        let error = #expect(throws: LedgerError.self) { try EmbeddedCompany(at: file) }
        #expect(error?.description.contains("database of another program") == true)
        #expect(try Data(contentsOf: file) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path) == ["other.sqlite"])
    }

    @Test func aNewerVersionIsRefused() throws {
        let file = try folder().appendingPathComponent("company.sqlite")
        try EmbeddedCompany.create(at: file)
        try DatabaseQueue(path: file.path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
        #expect(throws: LedgerError.newerVersion(path: file.path, version: 99, known: 1)) { try EmbeddedCompany(at: file) }
    }

    @Test func anExistingFileIsNeverOverwritten() throws {
        let bench = try Bench()
        #expect(throws: LedgerError.alreadyExists(path: bench.file.path)) { try EmbeddedCompany.create(at: bench.file) }
    }

    @Test func aCompanyThatCannotBeFilledLeavesNothingBehind() throws {
        let folder = try folder()
        let products = folder.appendingPathComponent("products.xml")
        try "<Company><Products><Product><Sku>A</Sku><SalePrice>x</SalePrice></Product></Products></Company>"
            .write(to: products, atomically: true, encoding: .utf8)
        let error = #expect(throws: LedgerError.self) {
            try EmbeddedCompany.create(at: folder.appendingPathComponent("company.sqlite"), products: products)
        }
        #expect(error?.description.contains("record 'A' cannot be taken into the company: SalePrice: 'x'") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["products.xml"])
    }

    @Test func aProductListedTwiceIsRefusedByName() throws {
        let folder = try folder()
        let products = folder.appendingPathComponent("products.xml")
        try "<Company><Products><Product><Sku>A</Sku></Product><Product><Sku>a</Sku></Product></Products></Company>"
            .write(to: products, atomically: true, encoding: .utf8)
        #expect(throws: LedgerError.self) {
            try EmbeddedCompany.create(at: folder.appendingPathComponent("company.sqlite"), products: products)
        }
    }

    @Test func aFileHeldBySomebodyElseIsBusyAndTheOrdersWait() async throws {
        let bench = try Bench()
        let other = try holder(bench.file)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let error = await #expect(throws: LedgerError.self) { try await bench.run(OrderText.order(lines: OrderText.mug)) }
        #expect(error?.failureClass == .transient)
        #expect(error?.description.hasPrefix("E-BUSY") == true)
        #expect(try bench.state.held().isEmpty)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await bench.run(OrderText.order(lines: OrderText.mug)).outcome.recordsOut == 1)
    }

    @Test func openingAFileHeldExclusivelyIsBusy() throws {
        let bench = try Bench()
        try bench.company.close()
        let other = try holder(bench.file)
        try other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE") }
        let error = #expect(throws: LedgerError.self) { try EmbeddedCompany(at: bench.file, patience: .milliseconds(20)) }
        #expect(error?.failureClass == .transient)
    }

    @Test func exclusiveModeAnswersAsSageDoes() async throws {
        let bench = try Bench()
        try bench.company.setExclusive("a backup")
        let error = await #expect(throws: LedgerError.self) { try await bench.run(OrderText.order(lines: OrderText.mug)) }
        #expect(error == .busy(reason: "Program is in exclusive mode. Logon cannot proceed (a backup is running)"))
        try bench.company.setExclusive(nil)
        #expect(try await bench.run(OrderText.order(lines: OrderText.mug)).outcome.recordsOut == 1)
    }

    @Test func whatWasPostedBeforeTheCompanyWentBusyIsTold() async throws {
        let bench = try Bench()
        let company = bench.company
        let session = try await ImportSession(bench.task().settings, bench.context(), company)
        let element = try XMLDocument(
            bytes: Array("<SalesOrder>\(OrderText.order(lines: OrderText.mug))</SalesOrder>".utf8), name: "t"
        ).root
        try await session.take(element)
        try await session.postGroup()
        try company.setExclusive("a backup")
        await #expect(throws: LedgerError.self) {
            var second = element
            second.set("Id", "8")
            try await session.take(second)
            try await session.postGroup()
        }
        try session.files.finish()
        #expect(try bench.imported(session.outcome).success.map { $0.text("Id") } == ["7"])
    }

    @Test(arguments: ["1,5", "abc", "1e5", "1.2.3", "--1", "1.", ".5", "", " 1", "1-"])
    func decimalColumnsTakePlainDecimalsOnly(_ text: String) throws {
        let bench = try Bench()
        #expect(throws: DatabaseError.self) {
            try bench.company.database.write { try $0.execute(sql: "UPDATE STOCK SET SALES_PRICE = ?", arguments: [text]) }
        }
    }

    @Test(arguments: ["0", "-22", "1234567890123.45", "0.000001"])
    func decimalColumnsKeepTheirText(_ text: String) throws {
        let bench = try Bench()
        try bench.company.database.write { try $0.execute(sql: "UPDATE STOCK SET SALES_PRICE = ?", arguments: [text]) }
        #expect(try bench.value("SELECT DISTINCT SALES_PRICE || typeof(SALES_PRICE) FROM STOCK") == text + "text")
    }

    @Test func columnsRefuseWhatIsLongerThanSages() throws {
        let bench = try Bench()
        #expect(throws: DatabaseError.self) {
            try bench.sql("UPDATE SALES_LEDGER SET CONTACT_NAME = '\(String(repeating: "x", count: 31))'")
        }
    }

    @Test func postedOrdersAreForcedToTheDisk() throws {
        let bench = try Bench()
        let settings = try bench.company.database.writeWithoutTransaction { db in
            (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
        }
        #expect(settings.0 == 2)
        #expect(settings.1 == "wal")
    }

    @Test func aRefusedOrderLeavesNothingOfItsUnit() throws {
        let bench = try Bench()
        var posting = OrderPosting(record: "x", truthID: "x", accountReference: "NEW01")
        posting.newAccount = Account(reference: "NEW01")
        posting.newProducts = [Product(stockCode: "NEW-1")]
        posting.lines = [OrderLine(stockCode: "MUG-1", description: String(repeating: "d", count: 61), quantity: .one)]
        posting.allocates = true
        var good = OrderPosting(record: "y", truthID: "y", accountReference: "WEBSALES")
        good.lines = [OrderLine(stockCode: "MUG-1", quantity: .one)]
        let results = try bench.company.post([posting, good])
        guard case .refused(let rejection) = results[0], case .posted(let order) = results[1] else {
            Issue.record("\(results)")
            return
        }
        #expect(rejection.code == .ledger)
        #expect(order.number == 1)
        #expect(try bench.count("SALES_LEDGER") == 4)
        #expect(try bench.count("STOCK") == 3)
        #expect(try bench.value("SELECT EXTERNAL_ID FROM X_TRUTH") == "y")
        #expect(try bench.value("SELECT QTY_ALLOCATED FROM STOCK WHERE STOCK_CODE = 'MUG-1'") == "2")
    }

    @Test func aNewCompanyHasTheUKDefaults() throws {
        let file = try folder().appendingPathComponent("company.sqlite")
        #expect(try EmbeddedCompany.create(at: file) == EmbeddedCompany.FillingReport())
        let codes = try EmbeddedCompany(at: file).codes()
        #expect(codes.taxCode("1")?.rate.description == "20")
        #expect(codes.taxCode("T5")?.rate.description == "5")
        #expect(codes.taxCode("T9") != nil)
        #expect(codes.baseCurrency?.code == "GBP")
        #expect(codes.countries.values.filter(\.isEUMember).count == 27)
        #expect(codes.countries["GB"]?.isEUMember == false)
        #expect(codes.banks["1200"] == 1)
        #expect(codes.nominals["4000"] != nil)
        #expect(codes.departments[0] == "Default")
    }
}
