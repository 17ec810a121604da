internal import Money
internal import Workflow

/// A table of several columns that decides something, for instance the tax code of a zone, a rate and a kind of supply.
///
/// Rows are read from top to bottom and the first that fits wins, so exceptions stand above the rule. A cell may be `*`, which fits
/// everything, or list alternatives: `uk|isle-of-man`. Letter case does not count. The column `rate` holds numbers: `20` is `20.00`.
struct DecisionTable: Sendable {
    /// File stem.
    let name: String
    /// The header.
    let columns: [String]
    private let rows: [[Cell]]

    /// Reads a table whose first line names the columns.
    ///
    /// - Throws: ``LookupError/badTable(name:reason:)`` with the line.
    init(name: String, csv: String) throws(LookupError) {
        let lines: [CSVReader.Row]
        do throws(CSVError) {
            lines = try CSVReader.rows(of: csv)
        } catch {
            throw .badTable(name: name, reason: error.description)
        }
        let columns = (lines.first?.fields ?? []).map(\.trimmedBlanks)
        guard !columns.isEmpty, !columns.contains(""), Set(columns).count == columns.count else {
            throw .badTable(name: name, reason: "the first line must name the columns, each once")
        }
        var rows: [[Cell]] = []
        for line in lines.dropFirst() {
            guard line.fields.count == columns.count else {
                throw .badTable(
                    name: name, reason: "line \(line.line) has \(line.fields.count) fields, expected \(columns.count)")
            }
            do throws(CellError) {
                rows.append(try Self.cells(of: line, columns))
            } catch {
                throw .badTable(name: name, reason: "line \(line.line): \(error.reason)")
            }
        }
        (self.name, self.columns, self.rows) = (name, columns, rows)
    }

    /// The cell of the first row that fits all conditions; `nil` when none fits.
    ///
    /// Conditions on columns that the table does not have are left out: an optional column restricts nothing where it is absent.
    ///
    /// - Throws: ``LookupError/noColumn(table:column:columns:)`` when the table does not have the wanted column.
    func value(of column: String, where conditions: [(column: String, value: String)]) throws(LookupError) -> String? {
        let wanted = try index(of: column)
        let tests = conditions.compactMap { condition in
            columns.firstIndex(of: condition.column).map { (index: $0, key: Cell.key(condition.value, of: condition.column)) }
        }
        return rows.first { row in tests.allSatisfy { row[$0.index].fits($0.key) } }?[wanted].text
    }

    /// The values of a column that are no `*`, each once, in the order of the table.
    ///
    /// - Throws: ``LookupError/noColumn(table:column:columns:)``.
    func values(of column: String) throws(LookupError) -> [String] {
        let index = try index(of: column)
        var seen: Set<String> = []
        return rows.flatMap { $0[index].alternatives }.filter { seen.insert($0).inserted }
    }

    private func index(of column: String) throws(LookupError) -> Int {
        guard let index = columns.firstIndex(of: column) else {
            throw .noColumn(table: name, column: column, columns: columns)
        }
        return index
    }

    private static func cells(of line: CSVReader.Row, _ columns: [String]) throws(CellError) -> [Cell] {
        var cells: [Cell] = []
        for (text, column) in zip(line.fields, columns) { cells.append(try Cell(text.trimmedBlanks, column: column)) }
        return cells
    }
}

extension DecisionTable {
    /// One cell: its text, and what it fits.
    fileprivate struct Cell: Sendable {
        let text: String
        /// Ready for comparing; empty for `*`.
        let alternatives: [String]

        init(_ text: String, column: String) throws(CellError) {
            self.text = text
            guard text != "*" else {
                alternatives = []
                return
            }
            let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmedBlanks)
            if column == Cell.rate, let wrong = parts.first(where: { (try? Amount(parsing: $0)) == nil }) {
                throw CellError(reason: "the rate '\(wrong)' is not a plain number such as 20")
            }
            alternatives = parts.map { Cell.key($0, of: column) }
        }

        func fits(_ key: String) -> Bool { alternatives.isEmpty || alternatives.contains(key) }

        /// A value as it is compared.
        static func key(_ text: String, of column: String) -> String {
            if column == rate, let number = try? Amount(parsing: text) { return number.description }
            return text.lowercased()
        }

        private static let rate = "rate"
    }

    fileprivate struct CellError: Error { let reason: String }
}
