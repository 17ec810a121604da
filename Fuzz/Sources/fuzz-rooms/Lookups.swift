import FuzzDriver

@testable import AutoMapper

/// Reads comma-separated values and lookup tables made of them.
///
/// Rows that were read are the same when they are written and read again.
let lookupTarget = FuzzTarget("lookup") { input in
    let text = String(decoding: input, as: UTF8.self)
    if let rows = try? CSVReader.rows(of: text).map(\.fields) {
        let written = rows.map { $0.map(quoted).joined(separator: ",") }.joined(separator: "\n")
        guard let again = try? CSVReader.rows(of: written).map(\.fields), again == rows else {
            finding("\(rows) is another after writing: \(written)")
        }
    }
    guard let lookup = try? Lookup(name: "table", csv: text) else { return }
    for word in ["a", "", "*", text] {
        _ = try? lookup.value(from: word)
        _ = try? lookup.value(to: word)
    }
}

/// Reads decision tables and asks them about the texts in them.
let decisionTarget = FuzzTarget("decision") { input in
    let text = String(decoding: input, as: UTF8.self)
    guard let table = try? DecisionTable(name: "table", csv: text) else { return }
    for column in table.columns {
        _ = try? table.values(of: column)
        for word in ["20", "gb", "", column] {
            _ = try? table.value(of: column, where: table.columns.map { ($0, word) })
        }
    }
}

/// A field as RFC 4180 writes it. A quote is doubled also where a mark follows that makes one character with it.
private func quoted(_ field: String) -> String {
    let doubled = field.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
    return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
}
