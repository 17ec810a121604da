/// Puts the outputs of chunks together, in order, and writes them.
final class OrderedOutput {
    /// Where the bytes go.
    private let sink: any ByteSink
    /// Who is told of messages and bad records.
    private let events: StreamingEvents
    /// The most bytes that may be written.
    private let mostBytes: Int?
    /// What people call the stylesheet.
    private let stylesheet: String
    /// What is written around records; `nil` while it is not known.
    private var frame: OutputFrame?
    /// The output of the document without records; `nil` when the whole document is one chunk.
    private var empty: ChunkOutput?
    /// What has something of records and came before the frame was known.
    private var waiting: [(piece: ChunkOutput, isLast: Bool)] = []
    /// How many bytes were written.
    private(set) var written = 0
    /// How many of the messages that come without records come before those of records; `nil` while no record said anything.
    private var border: Int?
    /// What happened so far.
    private(set) var outcome = StreamingOutcome(records: 0)

    /// - Parameter stylesheet: what people call the stylesheet.
    init(_ sink: any ByteSink, events: StreamingEvents, mostBytes: Int?, stylesheet: String) {
        self.sink = sink
        self.events = events
        self.mostBytes = mostBytes
        self.stylesheet = stylesheet
    }

    /// Takes what the search for the frame has found so far, and writes what waited for it.
    func learn(empty: ChunkOutput?, frame: OutputFrame?) throws(StreamingStop) {
        if self.empty == nil, let empty {
            self.empty = empty
            outcome.counted += empty.counted
        }
        self.frame = frame
        guard frame != nil else { return }
        for entry in waiting { try write(entry.piece, isLast: entry.isLast) }
        waiting = []
    }

    /// Takes what became of the next chunk.
    ///
    /// - Throws: `failed`, or `unsuitable` when its output does not fit to that of the others.
    func accept(_ result: ChunkResult) throws(StreamingStop) {
        outcome.records? += result.records - result.badRecords.count
        for bad in result.badRecords {
            outcome.badRecords += 1
            if let report = events.badRecord { try stopping { () throws(XSLTError) in try report(bad) } }
        }
        for (index, piece) in result.pieces.enumerated() {
            let isLast = result.isLast && index == result.pieces.count - 1
            tell(piece.messages, isLast: isLast)
            try pass(piece.records)
            outcome.counted += piece.counted - (empty?.counted ?? 0)
            try write(piece, isLast: isLast)
        }
        guard result.isLast else { return }
        if frame == nil {
            try writeSingle()
        } else if result.pieces.last.map(isEmpty) ?? true {
            try end()
        }
    }

    /// Hands records on that went through.
    private func pass(_ records: [RecordOutline]) throws(StreamingStop) {
        guard let passed = events.passed else { return }
        for record in records { try stopping { () throws(XSLTError) in try passed(record) } }
    }

    /// Without a frame, only one piece of output may hold something; it is the document then.
    private func writeSingle() throws(StreamingStop) {
        guard waiting.count < 2 else { throw .unsuitable("it cannot be told where the output of the records begins") }
        try write((waiting.first?.piece ?? empty)?.bytes[...] ?? [])
    }

    /// Whether an output holds nothing of records.
    private func isEmpty(_ piece: ChunkOutput) -> Bool {
        piece.bytes == empty?.bytes
    }

    /// Writes what a piece adds.
    private func write(_ piece: ChunkOutput, isLast: Bool) throws(StreamingStop) {
        guard !isEmpty(piece) else { return }
        guard let frame else { return waiting.append((piece, isLast)) }
        guard let content = frame.content(of: piece, isFirst: written == 0, isLast: isLast) else {
            throw .unsuitable("what the stylesheet writes around these records differs from what it writes around the others")
        }
        try write(content)
    }

    /// Writes what follows the last record, or the document without any.
    private func end() throws(StreamingStop) {
        try write(written == 0 ? empty?.bytes[...] ?? [] : frame?.suffix[...] ?? [])
    }

    /// Hands bytes on.
    private func write(_ bytes: ArraySlice<UInt8>) throws(StreamingStop) {
        written += bytes.count
        if let mostBytes, written > mostBytes {
            throw .failed(.limitExceeded(source: stylesheet, what: "bytes of output", limit: "\(mostBytes)"))
        }
        try stopping { () throws(XSLTError) in
            try bytes.withUnsafeBufferPointer { (bytes) throws(XSLTError) in try sink.write(UnsafeRawBufferPointer(bytes)) }
        }
    }

    /// Passes on what was said about records. What is said around them is said for every chunk, and passed on once.
    private func tell(_ messages: [Diagnostic], isLast: Bool) {
        let around = empty?.messages ?? []
        if border == nil, messages.count > around.count {
            let found = zip(around, messages).prefix { $0 == $1 }.count
            border = found
            around[..<found].forEach(events.message)
        }
        if let border, messages.count >= around.count {
            messages[border..<(messages.count - (around.count - border))].forEach(events.message)
        }
        if isLast { around[(border ?? 0)...].forEach(events.message) }
    }
}
