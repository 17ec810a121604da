/// A table as sage50.md section 1 describes it, turned into SQL with its lengths and patterns enforced.
struct TableSchema: Sendable {
    let name: String
    private var definitions: [String] = []
    private let constraints: [String]

    /// - Parameter constraints: table constraints after the columns, for instance a primary key.
    init(_ name: String, _ constraints: String..., columns: (inout TableSchema) -> Void) {
        self.name = name
        self.constraints = constraints
        columns(&self)
    }

    var sql: String {
        let body = (definitions + constraints).joined(separator: ",\n    ")
        return "CREATE TABLE \(name) (\n    \(body)\n)"
    }

    /// Text of at most `length` characters; empty when nothing is known.
    mutating func text(_ length: Int, _ names: String...) {
        for name in names { raw(name, "TEXT NOT NULL DEFAULT '' CHECK (length(\(name)) <= \(length))") }
    }

    /// A numbered family of texts: `text(60, "NOTES_", 1...3)`.
    mutating func text(_ length: Int, _ stem: String, _ numbers: ClosedRange<Int>) {
        for number in numbers { text(length, stem + String(number)) }
    }

    /// A code: text of 1 to `length` characters, compared without regard to case.
    mutating func code(_ length: Int, _ name: String) {
        raw(name, "TEXT NOT NULL COLLATE NOCASE CHECK (length(\(name)) BETWEEN 1 AND \(length))")
    }

    /// Plain decimals kept as text: SQLite turns DOUBLE and NUMERIC into binary reals (decision 11).
    ///
    /// Four patterns say "an optional minus, digits, at most one point inside".
    mutating func decimal(_ names: String...) {
        for name in names {
            let check =
                "(\(name) GLOB '[0-9]*' OR \(name) GLOB '-[0-9]*') AND \(name) NOT GLOB '?*[^0-9.]*' "
                + "AND \(name) NOT GLOB '*.*.*' AND \(name) NOT GLOB '*.'"
            raw(name, "TEXT NOT NULL DEFAULT '0' CHECK (\(check))")
        }
    }

    mutating func number(_ names: String..., default value: Int = 0) {
        for name in names { raw(name, "INTEGER NOT NULL DEFAULT \(value) CHECK (typeof(\(name)) = 'integer')") }
    }

    /// 0 or 1.
    mutating func flag(_ names: String...) {
        for name in names { raw(name, "INTEGER NOT NULL DEFAULT 0 CHECK (\(name) IN (0, 1))") }
    }

    /// `YYYY-MM-DD`, or NULL for no date.
    mutating func date(_ names: String...) {
        let two = "[0-9][0-9]"
        for name in names { raw(name, "TEXT CHECK (\(name) GLOB '\(two)\(two)-\(two)-\(two)')") }
    }

    /// A whole number that is the table's key.
    mutating func key(_ name: String) { raw(name, "INTEGER PRIMARY KEY CHECK (\(name) > 0)") }

    /// The columns that almost every Sage table ends with. Time stamps are UTC, `YYYY-MM-DD HH:MM:SS.ffffff`; they sort by time.
    mutating func bookkeeping() {
        raw("RECORD_CREATE_DATE", "TEXT NOT NULL DEFAULT ''")
        raw("RECORD_MODIFY_DATE", "TEXT NOT NULL DEFAULT ''")
        flag("RECORD_DELETED")
    }

    mutating func raw(_ name: String, _ sql: String) { definitions.append(name + " " + sql) }
}
