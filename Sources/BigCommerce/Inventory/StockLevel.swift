import Foundation
import Money
import XSLT

/// How many of a stock code the shop may sell, as the ledger says.
struct StockLevel: Sendable, Equatable {
    /// The stock code as the ledger writes it.
    let sku: String
    /// Pieces, 0 or more.
    let level: Int
    /// Whether it comes from an earlier run whose upload failed, not from this run's file.
    var isRepeat = false

    /// The largest level the Inventory API takes.
    static let largest = 2_147_483_647

    /// Codes are the same when they differ in blanks around them or in letter case only, as in the shop.
    static func key(_ sku: String) -> String { sku.trimmingWhitespace().lowercased() }

    /// What codes are compared by.
    var key: String { StockLevel.key(sku) }
}

/// What an inventory file says.
struct InventoryFile {
    /// What can be sent, each code once.
    private(set) var levels: [StockLevel] = []
    /// Records that cannot be sent, with the reason.
    private(set) var unreadable: [(record: XMLElement, reason: String)] = []

    /// - Throws: ``XSLTError`` when the file is not well formed or has another root.
    init(_ file: URL) throws {
        let reader = try XMLRecordReader(file: file, recordPath: ["inventories", "inventory"])
        var records: [(level: StockLevel, record: XMLElement)] = []
        while let record = try reader.next() {
            do {
                records.append((try InventoryFile.level(record), record))
            } catch {
                unreadable.append((record, error.reason))
            }
        }
        let byKey = Dictionary(grouping: records, by: \.level.key)
        var seen: Set<String> = []
        for (level, record) in records {
            if let other = byKey[level.key]?.first(where: { $0.level.level != level.level })?.level.level {
                unreadable.append(
                    (record, "'\(level.sku)' is in the file twice, with level \(level.level) and with level \(other)."))
            } else if seen.insert(level.key).inserted {
                levels.append(level)
            }
        }
    }

    /// Why a record cannot be sent.
    private struct Unreadable: Error { let reason: String }

    /// The level of one record.
    private static func level(_ record: XMLElement) throws(Unreadable) -> StockLevel {
        let sku = record.text("sku")?.trimmingWhitespace() ?? ""
        guard !sku.isEmpty else { throw Unreadable(reason: "The record has no 'sku'.") }
        let text = record.text("inventory_level") ?? ""
        guard let amount = try? Amount(parsing: text), amount.isWhole(), let level = Int(exactly: amount.floor) else {
            throw Unreadable(
                reason: "The level of '\(sku)' is '\(text)', which is no whole number. Correct the inventory mapping.")
        }
        guard level >= 0 else { throw Unreadable(reason: "The level of '\(sku)' is \(level); the shop takes no level below 0.") }
        guard level <= StockLevel.largest else {
            throw Unreadable(reason: "The level of '\(sku)' is \(level); the shop takes at most \(StockLevel.largest).")
        }
        return StockLevel(sku: sku, level: level)
    }
}
