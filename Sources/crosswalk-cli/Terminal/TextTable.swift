/// A table for a terminal: columns as wide as their widest cell, numbers to the right.
struct TextTable {
    enum Alignment { case left, right }

    /// Title and alignment of one column.
    struct Column {
        let title: String
        let alignment: Alignment

        init(_ title: String, _ alignment: Alignment = .left) {
            self.title = title
            self.alignment = alignment
        }
    }

    let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    mutating func add(_ cells: String...) { rows.append(cells) }

    /// Title line, rule, rows; without a final line break.
    var text: String {
        let widths = columns.indices.map { index in
            (rows.map { $0[index].count } + [columns[index].title.count]).max() ?? 0
        }
        let title = line(columns.map(\.title), widths)
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return ([title, rule] + rows.map { line($0, widths) }).joined(separator: "\n")
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { index in
            let blanks = String(repeating: " ", count: widths[index] - cells[index].count)
            return columns[index].alignment == .left ? cells[index] + blanks : blanks + cells[index]
        }
        let text = padded.joined(separator: "  ")
        return String(text.reversed().drop { $0 == " " }.reversed())
    }
}
