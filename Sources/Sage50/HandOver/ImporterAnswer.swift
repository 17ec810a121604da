internal import Foundation
internal import Money
internal import XSLT

/// What the importer wrote about one order.
enum ImporterAnswer: Sendable, Equatable {
    case imported(Import)
    /// The importer's own words, one sentence each.
    case refused([String])

    /// What became of an order in the ledger.
    struct Import: Sendable, Equatable {
        /// 0 when the importer gave none.
        var number = 0
        var accountReference = ""
        /// Per line as it was handed over; empty when not told.
        var allocated: [Amount] = []
        /// The ledger's own total; `nil` when not told.
        var total: Amount?
    }
}

/// Reads a success file or a fail file of the importer.
enum AnswerReader {
    /// - Returns: answers by the Id they name, in the order of the file.
    /// - Throws: ``XSLTError`` for a file that is not whole: still being written, cut off, or of another kind. A file is believed as
    ///   a whole or not at all.
    static func read(_ file: URL, success: Bool, timeZone: TimeZone) throws(XSLTError) -> [(id: String, answer: ImporterAnswer)] {
        let reader = try XMLRecordReader(file: file, recordPath: Interchange.salesOrderPath)
        var answers: [(id: String, answer: ImporterAnswer)] = []
        while let record = try reader.next() {
            let id = record.text("Id")?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            answers.append((id, success ? .imported(imported(record, timeZone)) : .refused(reasons(record))))
        }
        return answers
    }

    private static func imported(_ record: XMLElement, _ timeZone: TimeZone) -> ImporterAnswer.Import {
        let reader = FieldReader(element: record, timeZone: timeZone)
        var answer = ImporterAnswer.Import()
        answer.number = reader.text("SalesOrderNumber").flatMap { Int($0) }.map { max(0, $0) } ?? 0
        answer.accountReference = reader.text("AccountReference") ?? ""
        let items = record.first("SalesOrderItems")?.all("Item") ?? []
        let allocated = items.map { $0.text("QtyAllocated").flatMap { try? Amount(rounding: $0) } }
        if allocated.contains(where: { $0 != nil }) { answer.allocated = allocated.map { $0 ?? .zero } }
        answer.total = total(record, items)
        return answer
    }

    /// The total in our own element, or the sum of the lines' net and tax when the importer tells both for all of them.
    ///
    /// The reference's object model writes numbers it does not have as 0, so zeros throughout mean that nothing was told.
    private static func total(_ record: XMLElement, _ items: [XMLElement]) -> Amount? {
        if let told = record.crosswalk("LedgerTotal"), let total = try? Amount(parsing: told.text) { return total.rounded(to: 2) }
        let carriage = record.first("Carriage").flatMap { $0.isNil || $0.text("UnitPrice") == nil ? nil : $0 }
        var sum = Amount.zero
        for line in items + (carriage.map { [$0] } ?? []) where line.text("Sku") != "M" {
            guard let net = line.text("TotalNet").flatMap({ try? Amount(rounding: $0) }),
                let tax = line.text("TotalTax").flatMap({ try? Amount(rounding: $0) })
            else { return nil }
            sum += net + tax
        }
        return sum.isZero ? nil : sum.rounded(to: 2)
    }

    private static func reasons(_ record: XMLElement) -> [String] {
        let errors = record.first("Errors")?.all("Error") ?? []
        return errors.compactMap { error in
            let parts = ["Name", "Description"].compactMap { error.text($0)?.trimmingCharacters(in: .whitespacesAndNewlines) }
            let text = parts.filter { !$0.isEmpty }.joined(separator: ": ")
            return text.isEmpty ? nil : text
        }
    }
}
