internal import Workflow

/// A named list of pairs, for instance SKU to stock code.
struct Lookup: Sendable {
    /// File stem.
    let name: String
    private let forward: [String: String]
    /// To each right side the left sides that lead to it.
    private let backward: [String: [String]]

    /// Reads a table whose header is `from,to`.
    ///
    /// - Throws: ``LookupError/badTable(name:reason:)``.
    init(name: String, csv: String) throws(LookupError) {
        let rows: [CSVReader.Row]
        do throws(CSVError) {
            rows = try CSVReader.rows(of: csv)
        } catch {
            throw .badTable(name: name, reason: error.description)
        }
        guard rows.first?.fields.map(\.trimmedBlanks) == ["from", "to"] else {
            throw .badTable(name: name, reason: "the first line must be 'from,to'")
        }
        var forward: [String: String] = [:]
        var backward: [String: [String]] = [:]
        for row in rows.dropFirst() {
            guard row.fields.count == 2 else {
                throw .badTable(name: name, reason: "line \(row.line) has \(row.fields.count) fields, expected 2")
            }
            let from = row.fields[0].trimmedBlanks, to = row.fields[1].trimmedBlanks
            guard forward.updateValue(to, forKey: from) == nil else {
                throw .badTable(name: name, reason: "line \(row.line): '\(from)' is there twice")
            }
            backward[to, default: []].append(from)
        }
        self.name = name
        self.forward = forward
        self.backward = backward
    }

    /// The right side of a pair.
    ///
    /// - Throws: ``LookupError/unknown(table:value:side:)``.
    func value(from: String) throws(LookupError) -> String {
        guard let to = forward[from] else { throw .unknown(table: name, value: from, side: "from") }
        return to
    }

    /// The left side of a pair.
    ///
    /// - Throws: ``LookupError/unknown(table:value:side:)``, or ``LookupError/ambiguous(table:value:)`` when several lead there.
    func value(to: String) throws(LookupError) -> String {
        guard let from = backward[to] else { throw .unknown(table: name, value: to, side: "to") }
        guard from.count == 1 else { throw .ambiguous(table: name, value: to) }
        return from[0]
    }
}

/// Why a lookup gave no value.
enum LookupError: Error, Equatable, CustomStringConvertible {
    case noTable(name: String, folders: [String], known: [String])
    case badTable(name: String, reason: String)
    case unknown(table: String, value: String, side: String)
    case ambiguous(table: String, value: String)
    case noColumn(table: String, column: String, columns: [String])

    var description: String {
        switch self {
        case .noTable(let name, let folders, let known):
            "E-LOOKUP: there is no lookup '\(name)'\(NearMiss.hint(for: name, among: known, listing: "lookups")) (searched: "
                + "\(folders.isEmpty ? "no folder" : folders.joined(separator: ", ")))"
        case .badTable(let name, let reason): "E-LOOKUP: lookup '\(name)': \(reason)"
        case .unknown(let table, let value, let side):
            "E-LOOKUP: lookup '\(table)' has no '\(value)' on its side '\(side)'; add the pair to \(table).csv"
        case .ambiguous(let table, let value):
            "E-LOOKUP: lookup '\(table)' leads to '\(value)' from several values; MapFrom needs exactly one"
        case .noColumn(let table, let column, let columns):
            "E-LOOKUP: lookup '\(table)' has no column '\(column)'\(NearMiss.hint(for: column, among: columns, listing: "columns"))"
        }
    }
}
