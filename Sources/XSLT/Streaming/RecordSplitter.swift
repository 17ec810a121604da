import Glibc

/// Cuts a document into chunks of whole records.
///
/// Records are found by the names of the elements on the record path, whatever stands in comments, CDATA sections, processing
/// instructions, attributes and nested elements. Every byte of the input is in exactly one chunk.
final class RecordSplitter {
    /// The names on the way to the records.
    private let steps: [RecordPath.Step]
    /// The input.
    private let window: InputWindow
    /// Bytes of records after which a chunk ends.
    private let chunkSize: Int
    /// The most bytes that one chunk may need.
    private let mostBytes: Int
    /// The open ancestors, the document element first.
    private var chain: [Ancestor] = []
    /// How many steps of the path were ever opened.
    private var opened = 0
    /// All ancestors of records, once the records were reached.
    private var full: [Ancestor] = []
    /// Whether the end tag of the document element was read.
    private var isRootClosed = false
    /// Whether the last chunk was made.
    private var isDone = false
    /// How far the window was read.
    private var position = 0
    /// The markup that was found last.
    private var scanner = MarkupScanner()
    /// The open elements of a record.
    private var names = OpenNames()
    /// The number of the next chunk and of the next record.
    private var chunkNumber = 0, recordNumber = 1

    /// - Parameters:
    ///   - chunkSize: bytes of records after which a chunk ends.
    ///   - mostBytes: the most bytes of one record or of what stands between two records.
    init(_ window: InputWindow, path: RecordPath, chunkSize: Int, mostBytes: Int) {
        self.window = window
        steps = path.steps
        self.chunkSize = chunkSize
        self.mostBytes = mostBytes
    }

    deinit { names.deallocate() }

    /// Fills a chunk with what comes next; `false` after the last one.
    func next(_ chunk: Chunk) throws(StreamingStop) -> Bool {
        guard !isDone else { return false }
        begin(chunk)
        while true {
            switch try advance() {
            case .found:
                guard try take(chunk) else {
                    finish(chunk, end: window.count, isBroken: true)
                    return true
                }
                if let last = chunk.units.last, last.isRecord, last.end >= chunkSize, last.end == position {
                    finish(chunk, end: position, isBroken: false)
                    return true
                }
            case .malformed:
                finish(chunk, end: window.count, isBroken: true)
                return true
            case .incomplete:
                finish(chunk, end: window.count, isBroken: !isRootClosed || scanner.start < window.count)
                return true
            }
        }
    }

    /// Starts a chunk at the front of the window.
    private func begin(_ chunk: Chunk) {
        chunk.index = chunkNumber
        chunk.units.removeAll(keepingCapacity: true)
        chunk.firstRecord = recordNumber
        chunk.place = Chunk.Place(line: window.line, column: window.column)
        chunk.opening = chain.flatMap(\.tag)
        chunk.openingPlaces = chain.map(\.place)
        chunk.isFirst = chunkNumber == 0
        chunkNumber += 1
    }

    /// Ends a chunk; it is the last one when the document ends with it or cannot be read further.
    private func finish(_ chunk: Chunk, end: Int, isBroken: Bool) {
        chunk.take(UnsafeBufferPointer(start: window.bytes, count: end))
        chunk.isBroken = isBroken
        chunk.isLast = isBroken || isRootClosed
        chunk.closing = isBroken ? [] : Ancestor.closing(chain)
        chunk.ancestors = full.flatMap(\.tag)
        chunk.ancestorCount = full.count
        chunk.ancestorsClosing = Ancestor.closing(full)
        isDone = chunk.isLast
        window.drop(end)
        position = 0
    }

    /// Looks for the next markup and reads on as far as it takes; incomplete means that the input has ended.
    private func advance() throws(StreamingStop) -> MarkupScanner.Outcome {
        while true {
            let outcome = scanner.next(window.bytes, from: position, to: window.count)
            guard outcome == .incomplete else {
                if outcome == .found { position = scanner.end }
                return outcome
            }
            position = scanner.start
            // As much again as was looked at in vain, so that a long comment is not searched once for every read.
            let wanted = max(1, window.count - scanner.start)
            guard try stopping({ () throws(XSLTError) in try window.fill(atLeast: wanted) }) else { return .incomplete }
            guard window.count <= mostBytes else {
                throw .unsuitable("line \(window.line): a record, or what stands between two, is longer than \(mostBytes) bytes")
            }
        }
    }

    /// Deals with markup outside of records; `false` when the document is not well-formed there.
    private func take(_ chunk: Chunk) throws(StreamingStop) -> Bool {
        switch scanner.kind {
        case .startTag, .emptyTag: return try takeElement(chunk)
        case .endTag: return close()
        case .remark: return true
        case .cdata: return !chain.isEmpty
        case .doctype:
            guard chain.isEmpty, !isRootClosed else { return false }
            throw .unsuitable("the document has a DOCTYPE")
        }
    }

    /// Closes the innermost ancestor.
    private func close() -> Bool {
        guard let ancestor = chain.last, ancestor.name.elementsEqual(name(scanner.nameStart..<scanner.nameEnd)) else {
            return false
        }
        chain.removeLast()
        isRootClosed = chain.isEmpty
        return true
    }

    /// An ancestor, a record, or an element that is neither.
    private func takeElement(_ chunk: Chunk) throws(StreamingStop) -> Bool {
        guard !isRootClosed else { return false }
        let depth = chain.count
        let scope = try scopeOfTag()
        let isOnPath = depth < steps.count && scope.matches(steps[depth], name: name(scanner.nameStart..<scanner.nameEnd))
        if isOnPath, depth < steps.count - 1 {
            try open(scope)
            return true
        }
        guard depth > 0 else {
            let name = String(decoding: name(scanner.nameStart..<scanner.nameEnd), as: UTF8.self)
            throw .unsuitable("the document element is <\(name)>, and the records were expected in another one")
        }
        return try takeUnit(chunk, isRecord: isOnPath)
    }

    /// The namespaces inside the element whose start tag was found.
    private func scopeOfTag() throws(StreamingStop) -> NamespaceScope {
        var scope = chain.last?.scope ?? NamespaceScope()
        guard scope.add(tag: name(scanner.start..<scanner.end)) else {
            throw .unsuitable("line \(window.lineOf(scanner.start)): a namespace is written with references")
        }
        return scope
    }

    /// Opens an ancestor. Each exists once: records of a second one might belong elsewhere in the output.
    private func open(_ scope: NamespaceScope) throws(StreamingStop) {
        guard chain.count >= opened else {
            let name = String(decoding: name(scanner.nameStart..<scanner.nameEnd), as: UTF8.self)
            throw .unsuitable("line \(window.lineOf(scanner.start)): there is a second <\(name)> around records")
        }
        opened = chain.count + 1
        guard scanner.kind == .startTag else {
            isRootClosed = chain.isEmpty
            return
        }
        let place = window.place(of: scanner.start)
        chain.append(
            Ancestor(
                name: Array(name(scanner.nameStart..<scanner.nameEnd)),
                tag: Ancestor.onOneLine(name(scanner.start..<scanner.end)),
                scope: scope, place: Chunk.Place(line: place.line, column: place.column)))
        if chain.count == steps.count - 1 { full = chain }
    }

    /// Reads to the end of an element; `false` when it has none.
    private func takeUnit(_ chunk: Chunk, isRecord: Bool) throws(StreamingStop) -> Bool {
        let start = scanner.start
        if scanner.kind == .startTag { guard try skipElement() else { return false } }
        chunk.units.append(
            Chunk.Unit(leading: chunk.units.last?.end ?? 0, start: start, end: position, isRecord: isRecord))
        if isRecord { recordNumber += 1 }
        return true
    }

    /// Reads from behind a start tag to behind its end tag.
    private func skipElement() throws(StreamingStop) -> Bool {
        names.begin(scanner.nameStart..<scanner.nameEnd)
        while true {
            switch walk() {
            case .done: return true
            case .broken: return false
            case .incomplete: guard try advance() == .found, names.take(scanner, window.bytes) else { return false }
            }
            if names.isEmpty { return true }
        }
    }

    /// How a walk over markup ended.
    private enum Walk {
        /// The element is complete.
        case done
        /// It is not well-formed.
        case broken
        /// The window ends before it does.
        case incomplete
    }

    /// Goes from markup to markup within the window. All that changes is held in local variables: this is where the time goes.
    private func walk() -> Walk {
        let bytes = window.bytes, count = window.count
        var scanner = scanner, names = names, place = position
        defer {
            self.scanner = scanner
            self.names = names
            position = place
        }
        while true {
            switch scanner.next(bytes, from: place, to: count) {
            case .incomplete: return .incomplete
            case .malformed: return .broken
            case .found:
                place = scanner.end
                guard names.take(scanner, bytes) else { return .broken }
                if names.isEmpty { return .done }
            }
        }
    }

    /// Bytes of the window.
    private func name(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: window.bytes + range.lowerBound, count: range.count)
    }
}
