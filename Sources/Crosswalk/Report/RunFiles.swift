internal import Foundation
internal import XSLT

/// The files of a run as the report sees them.
struct RunFiles {
    let folder: URL

    /// Names of all files, sorted.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Calls `body` for each sales order of each success file of the import.
    func forEachPostedOrder(_ body: (PostedOrder) -> Void) throws {
        for name in names where name.hasSuffix(".success.xml") {
            guard let reader = try reader(of: name, at: [["Company", "SalesOrders", "SalesOrder"]]) else { continue }
            while let record = try reader.next() { body(PostedOrder(record)) }
        }
    }

    /// One `record` element per record of each fail file.
    ///
    /// - Parameter waiting: the correlation ids that `crosswalk runs settle` takes; a file has only the part after the store.
    func heldRecords(waiting: Set<String>) throws -> [XMLElement] {
        let names = Dictionary(waiting.map { (RunFiles.shopID($0), $0) }, uniquingKeysWith: { first, _ in first })
        var held: [XMLElement] = []
        for name in self.names where name.hasSuffix("fail.xml") {
            guard let reader = try reader(of: name, at: RunFiles.recordPaths) else { continue }
            while let record = try reader.next() { held.append(RunFiles.heldRecord(record, file: name, names: names)) }
        }
        return held
    }

    private static let recordPaths = [
        ["Company", "SalesOrders", "SalesOrder"], ["orders", "order"], ["inventories", "inventory"],
    ]

    /// A reader for the first record path that fits the file's root; `nil` for a file of another kind.
    private func reader(of name: String, at paths: [[String]]) throws -> XMLRecordReader? {
        for path in paths {
            do {
                return try XMLRecordReader(file: folder.appendingPathComponent(name), recordPath: path)
            } catch XSLTError.failed {
                continue
            }
        }
        return nil
    }

    /// What follows the store in a correlation id: `harbour/1042` is order 1042 in the shop.
    private static func shopID(_ record: String) -> String {
        record.firstIndex(of: "/").map { String(record[record.index(after: $0)...]) } ?? record
    }

    private static func heldRecord(_ record: XMLElement, file: String, names: [String: String]) -> XMLElement {
        let error = record.first("Errors")?.first("Error")
        let id = record.text("Id") ?? record.text("id") ?? record.text("sku") ?? record.text("Sku") ?? "?"
        return XMLElement(
            "record",
            attributes: [
                XMLAttribute("id", names[id] ?? id), XMLAttribute("file", file),
                XMLAttribute("code", error?.text("Name") ?? ""),
            ],
            children: [.text(error?.text("Description") ?? "")])
    }
}
