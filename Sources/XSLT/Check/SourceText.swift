/// The text of a stylesheet by lines, for finding the column of what the parser only knows the line of.
struct SourceText: Sendable {
    /// The lines without their ends.
    private let lines: [[UInt8]]

    init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
    }

    /// A line, counted from 1.
    func line(_ number: Int) -> String? {
        lines.indices.contains(number - 1) ? String(decoding: lines[number - 1], as: UTF8.self) : nil
    }

    /// The line and column of a byte of an attribute's value.
    ///
    /// - Parameters:
    ///   - line: the line that the parser gives the element, which is where its start tag ends.
    ///   - offset: a byte of the value as the parser gives it.
    /// - Returns: line and column, counted from 1; `nil` when the attribute is not found.
    func place(ofAttribute name: String, value: String, near line: Int, offset: Int) -> (line: Int, column: Int)? {
        guard lines.indices.contains(line - 1) else { return nil }
        for first in stride(from: line - 1, through: max(0, line - 40), by: -1) {
            guard let start = start(ofAttribute: name, in: first) else { continue }
            for candidate in start {
                if let found = place(in: first, candidate, value: Array(value.utf8), offset: offset) { return found }
            }
        }
        return nil
    }

    /// Where values of attributes of that name begin in a line: after the quote.
    private func start(ofAttribute name: String, in index: Int) -> [Int]? {
        let line = lines[index], name = Array(name.utf8)
        var found: [Int] = []
        for position in line.indices where line[position...].starts(with: name) {
            guard position > 0, Self.isBlank(line[position - 1]) || line[position - 1] == UInt8(ascii: ":") else { continue }
            var next = position + name.count
            while next < line.count, Self.isBlank(line[next]) || line[next] == UInt8(ascii: "=") { next += 1 }
            if next < line.count, line[next] == UInt8(ascii: "\"") || line[next] == UInt8(ascii: "'") { found.append(next + 1) }
        }
        return found.isEmpty ? nil : found
    }

    /// Follows a value from its quote to its end, undoing references, and notes where the byte at `offset` is written.
    private func place(in index: Int, _ start: Int, value: [UInt8], offset: Int) -> (line: Int, column: Int)? {
        let quote = lines[index][start - 1]
        var (row, column, seen) = (index, start, 0)
        var found: (line: Int, column: Int)?
        while row < lines.count {
            if seen == offset, found == nil { found = (row + 1, Self.characters(lines[row][..<column]) + 1) }
            if column >= lines[row].count {
                guard seen < value.count, Self.isBlank(value[seen]) else { return nil }
                (row, column, seen) = (row + 1, 0, seen + 1)
                continue
            }
            if lines[row][column] == quote { return seen == value.count ? found : nil }
            let (decoded, length) = Self.decoded(lines[row][column...])
            guard value.dropFirst(seen).starts(with: decoded) || (decoded.count == 1 && Self.isBlank(decoded[0])) else {
                return nil
            }
            seen += decoded.count
            column += length
        }
        return nil
    }

    /// The next byte, or what a reference stands for, and how many bytes it is written with.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], length: Int) {
        guard bytes.first == UInt8(ascii: "&"), let end = bytes.firstIndex(of: UInt8(ascii: ";")) else {
            return ([bytes[bytes.startIndex]], 1)
        }
        let name = String(decoding: bytes[bytes.startIndex + 1..<end], as: UTF8.self)
        let length = end - bytes.startIndex + 1
        let known: [String: String] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
        if let text = known[name] { return (Array(text.utf8), length) }
        let code = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
        guard let scalar = code.flatMap(UnicodeScalar.init) else { return ([bytes[bytes.startIndex]], 1) }
        return (Array(String(Character(scalar)).utf8), length)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func characters(_ bytes: ArraySlice<UInt8>) -> Int { String(decoding: bytes, as: UTF8.self).count }
}
