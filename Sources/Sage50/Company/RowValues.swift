internal import GRDB
internal import Money

/// Column names with values, in writing order, for one row of a table.
struct RowValues: ExpressibleByDictionaryLiteral {
    private(set) var columns: [String] = []
    private(set) var values: [DatabaseValue] = []

    init(dictionaryLiteral elements: (String, any DatabaseValueConvertible)...) {
        for (column, value) in elements { self[column] = value }
    }

    /// Adds a column; `nil` leaves it to the table's default. A column is given once.
    subscript(column: String) -> (any DatabaseValueConvertible)? {
        get { columns.firstIndex(of: column).map { values[$0] } }
        set {
            guard let newValue else { return }
            columns.append(column)
            values.append(newValue.databaseValue)
        }
    }

    /// A decimal as the columns hold it.
    mutating func set(_ column: String, _ amount: Amount) { self[column] = amount.description }

    /// A numbered family: `NOTES_1`, `NOTES_2` ….
    mutating func set(_ stem: String, family texts: [String]) {
        for (index, text) in texts.enumerated() { self[stem + String(index + 1)] = text }
    }
}

extension Database {
    /// Inserts a row with both time stamps; the statement is compiled once per column list.
    func insertRow(_ table: String, _ row: RowValues, stamp: String) throws {
        let columns = row.columns + ["RECORD_CREATE_DATE", "RECORD_MODIFY_DATE"]
        try insert(into: table, columns: columns, values: row.values + [stamp.databaseValue, stamp.databaseValue])
    }

    /// Inserts a row into a table without time stamps.
    func insertPlainRow(_ table: String, _ row: RowValues) throws {
        try insert(into: table, columns: row.columns, values: row.values)
    }

    private func insert(into table: String, columns: [String], values: [DatabaseValue]) throws {
        let marks = String(repeating: "?,", count: columns.count).dropLast()
        let sql = "INSERT INTO \(table) (\(columns.joined(separator: ","))) VALUES (\(marks))"
        try cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }
}

extension Row {
    /// A decimal column. The table's check keeps anything else out, so an error means a damaged file.
    func amount(_ column: String) throws -> Amount { try Amount(parsing: self[column] as String) }

    func text(_ column: String) -> String { self[column] ?? "" }
    func flag(_ column: String) -> Bool { (self[column] as Int?) == 1 }

    /// A numbered family: `NOTES_1`, `NOTES_2` ….
    func family(_ stem: String, _ count: Int) -> [String] { (1...count).map { text(stem + String($0)) } }
}
