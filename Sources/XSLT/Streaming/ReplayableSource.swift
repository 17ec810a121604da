import Synchronization

/// A source that can be read again from the start as long as ``forget()`` was not called: what came from a pipe is kept until
/// it is certain that streaming will do.
final class ReplayableSource: ByteSource {
    /// What is read.
    private let source: any ByteSource
    /// What came so far; empty for a source that goes back by itself.
    private var kept: [UInt8] = []
    /// How much of `kept` was read again.
    private var replayed = 0
    /// Whether nothing needs to be kept any more. Who writes says so, while another thread may be reading.
    private let isForgotten = Atomic(false)
    /// Whether the source goes back by itself, known after the first try.
    private let goesBack: Bool
    /// The most bytes that are kept: a document whose first records all come to nothing must not fill the memory.
    private static let most = 16 << 20

    var name: String { source.name }

    /// Wraps a source from which nothing was read yet.
    init(_ source: any ByteSource) {
        self.source = source
        goesBack = source.rewind()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(XSLTError) -> Int {
        if !kept.isEmpty, replayed == kept.count, isForgotten.load(ordering: .relaxed) {
            kept = []
            replayed = 0
        }
        if replayed < kept.count {
            let count = min(buffer.count, kept.count - replayed)
            kept.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[replayed..<replayed + count]))
            }
            replayed += count
            return count
        }
        let count = try source.read(into: buffer)
        if !goesBack, !isForgotten.load(ordering: .relaxed) { keep(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        return count
    }

    /// Keeps bytes for another reading.
    private func keep(_ bytes: UnsafeRawBufferPointer) {
        kept.append(contentsOf: bytes)
        replayed = kept.count
        if kept.count > Self.most { forget() }
    }

    /// Gives up reading again; the memory for it goes with the next read.
    func forget() {
        isForgotten.store(true, ordering: .relaxed)
    }

    func rewind() -> Bool {
        if goesBack { return source.rewind() }
        guard !isForgotten.load(ordering: .relaxed) else { return false }
        replayed = 0
        return true
    }
}

/// Lets the source forget what it keeps once something is written.
final class CommittingSink: ByteSink {
    /// Where the bytes go.
    private let sink: any ByteSink
    /// Where the input comes from.
    private let source: ReplayableSource
    /// Whether anything was written.
    private(set) var hasWritten = false

    /// Stands before a sink.
    init(_ sink: any ByteSink, _ source: ReplayableSource) {
        self.sink = sink
        self.source = source
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError) {
        guard bytes.count > 0 else { return }
        hasWritten = true
        source.forget()
        try sink.write(bytes)
    }

    func restart() throws(XSLTError) -> Bool { try sink.restart() }
}
