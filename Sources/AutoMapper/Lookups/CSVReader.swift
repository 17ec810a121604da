/// Reads comma-separated values strictly (RFC 4180): quoted fields may hold commas, line breaks and doubled quotes.
///
/// A lookup decides which account or stock code a record gets, so anything that could be read in two ways is an error.
struct CSVReader {
    /// A row of the file.
    struct Row: Equatable {
        /// The line it begins on, counted from 1.
        let line: Int
        let fields: [String]
    }

    private var rest: Substring.UnicodeScalarView
    private var line = 1

    private init(_ text: String) {
        rest = text.unicodeScalars[...]
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
    }

    /// All rows of a text that are not empty.
    ///
    /// - Throws: ``CSVError`` with the line.
    static func rows(of text: String) throws(CSVError) -> [Row] {
        var reader = CSVReader(text)
        var rows: [Row] = []
        while !reader.rest.isEmpty {
            let row = try reader.row()
            if row.fields != [""] { rows.append(row) }
        }
        return rows
    }

    private mutating func row() throws(CSVError) -> Row {
        let start = line
        var fields: [String] = []
        while true {
            fields.append(rest.first == "\"" ? try quotedField() : try plainField())
            guard rest.first == "," else { break }
            rest.removeFirst()
        }
        skipLineBreak()
        return Row(line: start, fields: fields)
    }

    private mutating func plainField() throws(CSVError) -> String {
        let field = rest.prefix { $0 != "," && $0 != "\n" && $0 != "\r" }
        guard !field.contains("\"") else { throw .strayQuote(line: line) }
        rest = rest[field.endIndex...]
        return String(String.UnicodeScalarView(field))
    }

    private mutating func quotedField() throws(CSVError) -> String {
        let start = line
        var field = String.UnicodeScalarView()
        rest.removeFirst()
        while let scalar = rest.popFirst() {
            if scalar == "\n" { line += 1 }
            guard scalar == "\"" else {
                field.append(scalar)
                continue
            }
            guard rest.first == "\"" else {
                guard rest.isEmpty || rest.first == "," || rest.first == "\n" || rest.first == "\r" else {
                    throw .strayQuote(line: line)
                }
                return String(field)
            }
            field.append("\"")
            rest.removeFirst()
        }
        throw .openQuote(line: start)
    }

    private mutating func skipLineBreak() {
        if rest.first == "\r" { rest.removeFirst() }
        if rest.first == "\n" { rest.removeFirst() }
        line += 1
    }
}

/// Why a text is not a table of comma-separated values.
enum CSVError: Error, Equatable, CustomStringConvertible {
    case strayQuote(line: Int)
    case openQuote(line: Int)

    var description: String {
        switch self {
        case .strayQuote(let line):
            "line \(line): a quote inside a field; put the whole field in quotes and double the inner ones"
        case .openQuote(let line): "line \(line): a quoted field that never ends"
        }
    }
}
