internal import Foundation
internal import Money
internal import Workflow

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
    /// The ledger's total as its rounding was simulated, in the order's currency.
    var total: Amount
    var currency: String
}

/// The entries of one customer in the state store.
///
/// Kinds of facts: `hand-over` (the entry), `hand-over-record` (the order as handed over, for the success file), both by correlation
/// id; `hand-over-file` for each file that has not been cleared out of the folder, by name.
struct HandOverBook: Sendable {
    let state: StateStore

    private static let entryKind = "hand-over"
    private static let recordKind = "hand-over-record"
    private static let fileKind = "hand-over-file"

    /// All entries by correlation id.
    ///
    /// - Throws: ``TaskFailure`` of class configuration for one that cannot be read.
    func entries() throws -> [String: HandOverEntry] {
        let decoder = JSONDecoder()
        var entries: [String: HandOverEntry] = [:]
        for (record, text) in try state.facts(kind: HandOverBook.entryKind) {
            do { entries[record] = try decoder.decode(HandOverEntry.self, from: Data(text.utf8)) } catch {
                throw TaskFailure(
                    .configuration,
                    "what the state store remembers of the hand-over of \(record) cannot be read. Restore the store from a copy.")
            }
        }
        return entries
    }

    /// The order as it was handed over, as XML with the shop's own Id.
    func record(_ record: String) throws -> String? { try state.fact(kind: HandOverBook.recordKind, key: record) }

    /// Files that are, or were left, in the folder.
    func files() throws -> Set<String> { Set(try state.facts(kind: HandOverBook.fileKind).keys) }

    /// The facts that keep an entry; its record as XML when it is new or changed.
    static func facts(_ record: String, _ entry: HandOverEntry, xml: String? = nil) throws -> [StateStore.Notes.Fact] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(entry), as: UTF8.self)
        let fact = StateStore.Notes.Fact(kind: entryKind, key: record, value: text)
        return [fact] + (xml.map { [StateStore.Notes.Fact(kind: recordKind, key: record, value: $0)] } ?? [])
    }

    /// The facts that forget an order.
    static func forgetting(_ record: String) -> [StateStore.Notes.Fact] {
        [entryKind, recordKind].map { StateStore.Notes.Fact(kind: $0, key: record, value: nil) }
    }

    /// The fact that a file is in the folder, or has been cleared.
    static func file(_ name: String, isThere: Bool) -> StateStore.Notes.Fact {
        StateStore.Notes.Fact(kind: fileKind, key: name, value: isThere ? "handed over" : nil)
    }
}
