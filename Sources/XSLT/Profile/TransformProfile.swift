/// Where the time of a transform went.
public struct TransformProfile: Sendable, Codable, Equatable {
    /// One template.
    public struct Template: Sendable, Codable, Equatable {
        /// Its name, or its pattern and mode.
        public let name: String
        /// The file as people know it.
        public let file: String
        public let line: Int
        /// How often it ran.
        public let calls: Int
        /// Microseconds in its own instructions.
        public let ownMicroseconds: Double
        /// Microseconds until it ended, with all it called; of a recursion the outermost call counts.
        public let totalMicroseconds: Double
    }

    /// One instruction or literal element.
    public struct Instruction: Sendable, Codable, Equatable {
        /// Its name as written: `xsl:value-of`, `SalesOrder`.
        public let name: String
        public let file: String
        public let line: Int
        /// How often it ran.
        public let calls: Int
        /// Microseconds from its start to that of the next instruction.
        public let ownMicroseconds: Double
    }

    /// The slowest first.
    public let templates: [Template]
    /// The slowest first.
    public let instructions: [Instruction]
    /// Microseconds of the whole transform, without reading the document and writing the result.
    public let microseconds: Double

    /// Both lists as a table for people, each cut after `most` rows.
    public func table(most: Int = 30) -> String {
        let head = ["own µs", "total µs", "calls", "template", "place"]
        let rows = templates.prefix(most).map {
            [Self.shown($0.ownMicroseconds), Self.shown($0.totalMicroseconds), "\($0.calls)", $0.name, "\($0.file):\($0.line)"]
        }
        let lines = instructions.prefix(most).map {
            [Self.shown($0.ownMicroseconds), "\($0.calls)", $0.name, "\($0.file):\($0.line)"]
        }
        return Self.aligned([head] + rows, numbers: 3) + "\n"
            + Self.aligned([["own µs", "calls", "instruction", "place"]] + lines, numbers: 2)
    }

    private static func shown(_ microseconds: Double) -> String {
        let tenths = Int((microseconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Columns of equal width, the first ones to the right.
    private static func aligned(_ rows: [[String]], numbers: Int) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - cell.count)
                if column < numbers { return blanks + cell }
                return column == row.count - 1 ? cell : cell + blanks
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}
