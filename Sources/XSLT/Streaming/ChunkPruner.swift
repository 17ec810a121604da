import Glibc

/// Leaves out of the text of records what the stylesheet never reads, before libxml2 parses it.
///
/// Only what is certain to be well-formed goes: elements without attributes, plain names, text of allowed characters and the five
/// references. Everything else is kept and left to the parser and to ``TreeFilter``, so errors are those of the whole text. Line feeds
/// stay, so that every line keeps its number.
final class ChunkPruner {
    /// What is kept, by the names of children.
    private let table: NameTable
    /// The node of a record.
    private let record: Int
    /// The open elements: their nodes and where their names are.
    private let stack: UnsafeMutablePointer<(node: Int, name: Int, length: Int)>
    /// Deeper records are left to the parser.
    private static let deepest = 128

    /// `nil` where nothing can be left out.
    init?(_ projection: Projection, path: RecordPath) {
        var node = 0
        for step in path.steps {
            let name = String(decoding: step.name, as: UTF8.self)
            guard step.namespace == nil, !projection.nodes[node].keepsAll,
                let child = projection.child(of: node, name: name, namespace: nil)
            else { return nil }
            node = child
        }
        guard !projection.nodes[node].keepsAll else { return nil }
        record = node
        table = NameTable(projection)
        stack = .allocate(capacity: Self.deepest)
    }

    deinit { stack.deallocate() }

    /// Appends a record without what is never read.
    ///
    /// - Returns: `false`, with nothing appended, for a record that is not as plain as that.
    func append(_ bytes: UnsafeBufferPointer<UInt8>, to text: TextBuffer) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        let before = text.count
        text.reserve(bytes.count)
        var output = PrunedText(text.base + before)
        guard copy(start, bytes.count, to: &output) else { return false }
        text.truncate(to: before + output.count)
        return true
    }

    /// Copies a record; `false` when it is not plain.
    private func copy(_ bytes: UnsafePointer<UInt8>, _ count: Int, to output: inout PrunedText) -> Bool {
        var scanner = MarkupScanner()
        var position = 0, depth = 0
        repeat {
            if depth > 0 {
                let node = stack[depth - 1].node
                let keeps = table.keepsText(node)
                guard let place = memchr(bytes + position, 0x3C, count - position) else { return false }
                let start = UnsafeRawPointer(place) - UnsafeRawPointer(bytes)
                output.add(bytes, position..<start, isRead: keeps)
                position = start
                if !keeps, table.child(of: node, PlainElement.name(bytes, start, count)) < 0,
                    let (end, lines) = PlainElement.skip(bytes, from: start, to: count)
                {
                    output.addLines(lines)
                    position = end
                    continue
                }
            }
            guard scanner.next(bytes, from: position, to: count) == .found else { return false }
            position = scanner.end
            switch scanner.kind {
            case .startTag, .emptyTag:
                guard let next = element(bytes, count, scanner, &depth, &output) else { return false }
                position = next
            case .endTag:
                let length = scanner.nameEnd - scanner.nameStart
                guard depth > 0, stack[depth - 1].length == length,
                    memcmp(bytes + stack[depth - 1].name, bytes + scanner.nameStart, length) == 0
                else { return false }
                depth -= 1
                output.copy(bytes, scanner.start..<scanner.end)
            case .remark, .cdata: output.copy(bytes, scanner.start..<scanner.end)
            case .doctype: return false
            }
        } while depth > 0
        return position == count
    }

    /// Deals with an element; the position to go on from, `nil` where the record is not plain.
    @inline(__always)
    private func element(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, _ scanner: MarkupScanner, _ depth: inout Int, _ output: inout PrunedText
    ) -> Int? {
        let name = UnsafeBufferPointer(start: bytes + scanner.nameStart, count: scanner.nameEnd - scanner.nameStart)
        // A namespace makes another element of the same name.
        let tag = UnsafeBufferPointer(start: bytes + scanner.start, count: scanner.end - scanner.start)
        if tag.count > name.count + 3, NamespaceScope.mayDeclare(tag) { return nil }
        let parent = depth > 0 ? stack[depth - 1].node : -1
        let node = depth > 0 ? table.child(of: parent, name) : record
        if node < 0 || table.keepsAll(node) {
            guard let end = Self.skip(bytes, count, scanner) else { return nil }
            output.copy(bytes, scanner.start..<end)
            return end
        }
        output.copy(bytes, scanner.start..<scanner.end)
        if scanner.kind == .startTag {
            guard depth < Self.deepest else { return nil }
            stack[depth] = (node, scanner.nameStart, name.count)
            depth += 1
        }
        return scanner.end
    }

    /// The end of an element that is kept whole.
    private static func skip(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: MarkupScanner) -> Int? {
        var scanner = start
        var depth = scanner.kind == .startTag ? 1 : 0
        while depth > 0 {
            guard scanner.next(bytes, from: scanner.end, to: count) == .found else { return nil }
            switch scanner.kind {
            case .startTag: depth += 1
            case .endTag: depth -= 1
            case .emptyTag, .remark, .cdata: break
            case .doctype: return nil
            }
        }
        return scanner.end
    }
}

/// Text that is written into memory known to be large enough: it is never longer than what it is made from.
struct PrunedText {
    /// The memory.
    private let memory: UnsafeMutablePointer<UInt8>
    /// How much was written.
    private(set) var count = 0

    /// Writes from an address on.
    init(_ memory: UnsafeMutablePointer<UInt8>) { self.memory = memory }

    /// Copies bytes.
    @inline(__always)
    mutating func copy(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
        memcpy(memory + count, bytes + range.lowerBound, range.count)
        count += range.count
    }

    /// Writes line feeds.
    @inline(__always)
    mutating func addLines(_ lines: Int) {
        for _ in 0..<lines {
            memory[count] = UInt8(ascii: "\n")
            count += 1
        }
    }

    /// Writes text between tags; of text that nobody reads the line feeds are enough, if it is plain.
    @inline(__always)
    mutating func add(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, isRead: Bool) {
        if !isRead {
            var lines = 0, index = range.lowerBound
            while index < range.upperBound, MarkupScanner.isSpace(bytes[index]) {
                if bytes[index] == UInt8(ascii: "\n") { lines += 1 }
                index += 1
            }
            if index == range.upperBound { return addLines(lines) }
        }
        copy(bytes, range)
    }
}
