import Glibc

/// The part of the input that was read and not used yet, as UTF-8 in one piece of memory.
///
/// Positions are counted from the front of what is left; ``drop(_:)`` moves the front.
final class InputWindow {
    /// What is read.
    private let source: any ByteSource
    /// Turns other encodings into UTF-8; `nil` for UTF-8, which goes straight into the memory.
    private var decoder: InputDecoder?
    /// The memory.
    private var memory: UnsafeMutablePointer<UInt8>
    /// Its size.
    private var capacity: Int
    /// What comes from the source before it is decoded; empty where nothing is.
    private var raw = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// Where the front is in the memory.
    private var front = 0
    /// Whether the source has ended.
    private(set) var isAtEnd = false
    /// How many bytes there are.
    private(set) var count = 0
    /// The line of the front in the input, counted from 1.
    private(set) var line = 1
    /// The column of the front in characters, counted from 1.
    private(set) var column = 1
    /// How much is asked for at once.
    private static let readSize = 128 << 10

    /// Reads nothing yet.
    init(_ source: any ByteSource) {
        self.source = source
        capacity = 4 * Self.readSize
        memory = .allocate(capacity: capacity)
    }

    deinit {
        memory.deallocate()
        raw.deallocate()
    }

    /// The bytes; valid until the next ``fill(atLeast:)``.
    var bytes: UnsafePointer<UInt8> { UnsafePointer(memory + front) }

    /// Reads the start and finds out the encoding.
    ///
    /// - Returns: `false` for an encoding that only the whole-document parser reads.
    /// - Throws: `unreadableFile`.
    func begin() throws(XSLTError) -> Bool {
        while count < InputEncoding.window, try fill(atLeast: 1) {}
        switch InputEncoding(of: UnsafeBufferPointer(start: bytes, count: count)) {
        case .utf8:
            // libxml2 skips the mark without counting it.
            if beginsWithMark { column = 0 }
            return true
        case .other: return false
        case .named(let name):
            guard let decoder = InputDecoder(name) else { return false }
            self.decoder = decoder
            raw = .allocate(byteCount: Self.readSize / 4, alignment: 1)
            return try decodeWhatIsThere(decoder)
        }
    }

    /// The start was read before its encoding was known.
    private func decodeWhatIsThere(_ decoder: InputDecoder) throws(XSLTError) -> Bool {
        let start = Array(UnsafeBufferPointer(start: bytes, count: count))
        count = 0
        try start.withUnsafeBufferPointer { (start) throws(XSLTError) in try append(UnsafeRawBufferPointer(start), decoder) }
        // A second mark is a character like others, but the parser of the pieces would take it for the first.
        guard !beginsWithMark else { return false }
        InputEncoding.blankDeclaration(UnsafeMutableBufferPointer(start: memory + front, count: count))
        // Nor must it take the text for another encoding, as it does when zeros follow the first character.
        return InputEncoding(of: UnsafeBufferPointer(start: bytes, count: count)) == .utf8
    }

    /// Whether the mark of UTF-8 comes first.
    private var beginsWithMark: Bool { UnsafeBufferPointer(start: bytes, count: count).starts(with: InputEncoding.mark) }

    /// Reads on until there are `wanted` bytes more or the input ends.
    ///
    /// - Returns: `false` when there was nothing more.
    /// - Throws: `unreadableFile`, or `notWellFormed` for bytes that are not of the encoding.
    func fill(atLeast wanted: Int) throws(XSLTError) -> Bool {
        let before = count
        while !isAtEnd, count - before < wanted { try readOnce() }
        return count > before
    }

    /// One call of the source.
    private func readOnce() throws(XSLTError) {
        makeRoom(for: Self.readSize)
        if let decoder {
            let read = try source.read(into: raw)
            isAtEnd = read == 0
            try append(UnsafeRawBufferPointer(rebasing: raw[..<read]), decoder)
        } else {
            let room = UnsafeMutableRawBufferPointer(start: memory + front + count, count: capacity - front - count)
            let read = try source.read(into: room)
            isAtEnd = read == 0
            count += read
        }
    }

    /// Decodes bytes to the end of the window.
    private func append(_ raw: UnsafeRawBufferPointer, _ decoder: InputDecoder) throws(XSLTError) {
        guard let text = decoder.decode(raw) else {
            let text = "bytes that are not \(decoder.name), the encoding that the document declares"
            throw .notWellFormed(source: source.name, [Diagnostic(message: text, file: source.name, line: lineOf(count))])
        }
        makeRoom(for: text.count)
        text.withUnsafeBufferPointer { text in
            if let start = text.baseAddress { (memory + front + count).update(from: start, count: text.count) }
        }
        count += text.count
    }

    /// Moves the rest to the start of the memory, or takes more memory, until `size` bytes fit behind it.
    private func makeRoom(for size: Int) {
        guard capacity - front - count < size else { return }
        if front > 0 {
            memmove(memory, memory + front, count)
            front = 0
        }
        guard capacity - count < size else { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(2 * capacity, count + size))
        larger.update(from: memory, count: count)
        memory.deallocate()
        memory = larger
        capacity = max(2 * capacity, count + size)
    }

    /// Moves the front.
    func drop(_ length: Int) {
        let place = place(of: length)
        line = place.line
        column = place.column
        front += length
        count -= length
        if count == 0 { front = 0 }
    }

    /// Line and column of a position, counted as libxml2 counts: lines by line feeds, columns in characters.
    func place(of position: Int) -> (line: Int, column: Int) {
        let place = Chunk.Place(line: line, column: column).moved(over: UnsafeBufferPointer(start: bytes, count: position))
        return (place.line, place.column)
    }

    /// The line of a position.
    func lineOf(_ position: Int) -> Int { place(of: position).line }
}
