internal import Foundation
internal import Money
internal import Workflow
internal import XSLT

/// What is remembered of an order that was handed over.
struct HandOverEntry: Sendable, Codable, Equatable {
    enum State: String, Sendable, Codable {
        /// Handed over; nobody has answered.
        case waiting
        /// The importer refused it; the state store holds it with the importer's words.
        case refused
        /// It is in the ledger with another total; a person has to correct it there.
        case differs
        /// A person closed it; an answer that comes all the same means that it was entered twice.
        case settled
    }

    var state = State.waiting
    /// Name of the connection it was handed over through.
    var connection: String
    /// The Id as the importer knows it, prefix included.
    var id: String
    /// The files it was handed over in since the last answer, the newest last.
    var files: [String]
    /// When it was handed over last.
    var since: Date
    /// How often it was handed over in all.
    var times = 1
    /// How often it was handed over since the last answer.
    var unanswered = 1
    /// For each line as it was written the position of the record's item; `nil` for a line of the order as a whole.
    var positions: [Int?] = []
    /// The ledger's total as its rounding was simulated, in the order's currency.
    var total: Amount
    var currency: String
}

/// The entries of one customer in the state store.
///
/// Kinds of facts: `hand-over` (the entry), `hand-over-record` (the record as it came) and `hand-over-success` (the success record as
/// far as it was known then), all by correlation id; `hand-over-file` for each file that has not been cleared out of the folder, by name; `hand-over-share` for the total of each
/// part of a shop order with several delivery addresses.
struct HandOverBook: Sendable {
    let state: StateStore

    private static let entryKind = "hand-over"
    private static let recordKind = "hand-over-record"
    private static let successKind = "hand-over-success"
    private static let shareKind = "hand-over-share"
    private static let fileKind = "hand-over-file"

    /// The entries of one connection by correlation id.
    ///
    /// - Throws: ``TaskFailure`` of class configuration for one that cannot be read.
    func entries(connection: String) throws -> [String: HandOverEntry] {
        let decoder = JSONDecoder()
        var entries: [String: HandOverEntry] = [:]
        for (record, text) in try state.facts(kind: HandOverBook.entryKind) {
            do { entries[record] = try decoder.decode(HandOverEntry.self, from: Data(text.utf8)) } catch {
                throw TaskFailure(
                    .configuration,
                    "what the state store remembers of the hand-over of \(record) cannot be read. Restore the store from a copy.")
            }
        }
        return entries.filter { $0.value.connection == connection }
    }

    /// The record of an order as it came, and its success record as far as it was known when it was handed over.
    ///
    /// - Throws: ``TaskFailure`` of class configuration when they cannot be read.
    func records(_ id: String) throws -> (came: XMLElement, success: XMLElement) {
        (try record(id, HandOverBook.recordKind), try record(id, HandOverBook.successKind))
    }

    private func record(_ id: String, _ kind: String) throws -> XMLElement {
        do {
            return try XMLDocument(bytes: Array((try state.fact(kind: kind, key: id) ?? "").utf8), name: "hand-over of \(id)")
                .root
        } catch {
            throw TaskFailure(
                .configuration, "what the state store remembers of \(id) cannot be read: \(error). Restore the store from a copy."
            )
        }
    }

    /// The total with which a part of an order was handed over; `nil` when it was not.
    func share(_ id: String) throws -> Amount? {
        try state.fact(kind: HandOverBook.shareKind, key: id).flatMap { try? Amount(parsing: $0) }
    }

    /// The fact that keeps the total of a part.
    static func share(_ id: String, _ total: Amount) -> StateStore.Notes.Fact {
        StateStore.Notes.Fact(kind: shareKind, key: id, value: total.description)
    }

    /// Files that are, or were left, in the folder.
    func files(connection: String) throws -> Set<String> {
        Set(try state.facts(kind: HandOverBook.fileKind).filter { $0.value == connection }.keys)
    }

    /// The facts that keep an entry.
    static func facts(_ id: String, _ entry: HandOverEntry) throws -> [StateStore.Notes.Fact] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(entry), as: UTF8.self)
        return [StateStore.Notes.Fact(kind: entryKind, key: id, value: text)]
    }

    /// The facts that keep an order's records.
    static func facts(_ id: String, came: XMLElement, success: XMLElement) -> [StateStore.Notes.Fact] {
        [
            StateStore.Notes.Fact(kind: recordKind, key: id, value: came.xml),
            StateStore.Notes.Fact(kind: successKind, key: id, value: success.xml),
        ]
    }

    /// The facts that forget an order.
    static func forgetting(_ id: String) -> [StateStore.Notes.Fact] {
        [entryKind, recordKind, successKind].map { StateStore.Notes.Fact(kind: $0, key: id, value: nil) }
    }

    /// The fact that a file is in the folder of a connection; `nil` when it has been cleared.
    static func file(_ name: String, connection: String?) -> StateStore.Notes.Fact {
        StateStore.Notes.Fact(kind: fileKind, key: name, value: connection)
    }
}
