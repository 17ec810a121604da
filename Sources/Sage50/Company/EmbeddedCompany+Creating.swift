public import Foundation
internal import GRDB
internal import XSLT

extension EmbeddedCompany {
    /// What a new company was filled with.
    public struct FillingReport: Sendable, Equatable {
        public var products = 0
        public var customers = 0
        /// What was shortened, left out or mended, one sentence each.
        public var notes: [String] = []
    }

    /// Makes a company with UK defaults, filled from files of the interchange format.
    ///
    /// The file appears under its name only when it is complete.
    ///
    /// - Parameters:
    ///   - products: root `Company` with `Products/Product`; `nil` for none.
    ///   - customers: root `Company` with `Customers/Customer`; `nil` for none.
    ///   - name: of the company, in its `COMPANY` table.
    /// - Throws: ``LedgerError`` (already exists, cannot write, cannot fill) or an `XSLTError` for a file that is not XML.
    @discardableResult
    public static func create(
        at file: URL, products: URL? = nil, customers: URL? = nil, name: String = "Crosswalk rehearsal company",
        now: @escaping @Sendable () -> Date = { Date() }
    ) throws -> FillingReport {
        guard !FileManager.default.fileExists(atPath: file.path) else { throw LedgerError.alreadyExists(path: file.path) }
        let draft = file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).\(UUID().uuidString)")
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: draft.path + suffix) } }
        var filler = CompanyFiller()
        do {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            let queue = try DatabaseQueue(path: draft.path)
            try queue.write { db in
                try CompanySchema.create(in: db)
                let stamp = TimeStamp.text(now(), after: "")
                try CompanyDefaults.insert(into: db, companyName: name, stamp: stamp)
                if let products { try filler.fillProducts(from: products, db, stamp) }
                if let customers { try filler.fillCustomers(from: customers, db, stamp) }
            }
            try queue.close()
            try FileManager.default.moveItem(at: draft, to: file)
        } catch let error as DatabaseError {
            throw LedgerError(error, path: file.path)
        } catch let error as CocoaError {
            throw LedgerError.cannotWrite(path: file.path, reason: error.localizedDescription)
        }
        return filler.report
    }
}

/// Fills a new company inside the transaction that makes it.
struct CompanyFiller {
    var report = EmbeddedCompany.FillingReport()

    mutating func fillProducts(from file: URL, _ db: Database, _ stamp: String) throws {
        let reader = try InterchangeReader(file, recordPath: ["Company", "Products", "Product"])
        while let element = try reader.next() {
            try fill(element.text("Sku") ?? "", reader, element) { findings in
                let record = StockRecord(element, &findings)
                if findings.rejections.isEmpty { try EmbeddedCompany.insert(record, db, stamp) }
            }
            try addCategory(element, db, stamp)
            report.products += 1
        }
        note(reader)
    }

    /// A product names its category by number, and its name at best beside it.
    private func addCategory(_ element: XMLElement, _ db: Database, _ stamp: String) throws {
        guard let number = element.text("GroupCode").flatMap({ Int($0) }), number > 0 else { return }
        let name = String((element.text("GroupName") ?? "").prefix(30))
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM STOCK_CAT WHERE NUMBER = ?", arguments: [number]) == nil else { return }
        try db.insertRow("STOCK_CAT", ["NUMBER": number, "NAME": name.isEmpty ? "Category \(number)" : name], stamp: stamp)
    }

    mutating func fillCustomers(from file: URL, _ db: Database, _ stamp: String) throws {
        let currencies = try Row.fetchAll(db, sql: "SELECT CODE, NUMBER FROM CURRENCY")
        let numbers = Dictionary(currencies.map { ($0[0] as String, $0[1] as Int) }, uniquingKeysWith: { first, _ in first })
        let reader = try InterchangeReader(file, recordPath: ["Company", "Customers", "Customer"])
        while let element = try reader.next() {
            try fill(element.text("AccountReference") ?? "", reader, element) { findings in
                let account = Account(element, currencies: numbers, &findings)
                if findings.rejections.isEmpty { try EmbeddedCompany.insert(account, db, stamp) }
            }
            report.customers += 1
        }
        note(reader)
    }

    private mutating func fill(
        _ key: String, _ reader: InterchangeReader, _ element: XMLElement, _ body: (inout Findings) throws -> Void
    ) throws {
        var findings = Findings()
        let record = key.isEmpty ? "line \(element.line)" : key
        do { try body(&findings) } catch let rejection as Rejection { findings.rejections.append(rejection) }
        report.notes += findings.warnings.map { "\(record): \($0)" }
        guard findings.rejections.isEmpty else {
            let reason = findings.rejections.map(\.text).joined(separator: " ")
            throw LedgerError.cannotFill(file: reader.file.path, record: record, reason: reason)
        }
    }

    private mutating func note(_ reader: InterchangeReader) {
        guard reader.replacements > 0 else { return }
        report.notes.append(
            "\(reader.file.lastPathComponent): \(reader.replacements) characters that XML does not allow became U+FFFD")
    }
}
