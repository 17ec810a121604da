/// Finds out what the stylesheet writes around records, before anything is written.
///
/// Two records that each come to something, and both together, tell it; a document with fewer of those needs no frame.
final class FrameSearch {
    /// What transforms.
    private let worker: ChunkWorker
    /// Chunks that were transformed meanwhile, in order.
    private(set) var results: [ChunkResult] = []
    /// The output of the document without records; `nil` when one chunk was the whole document.
    private(set) var empty: ChunkOutput?
    /// What was found.
    private(set) var frame: OutputFrame?
    /// A record that comes to something: its text in the document, and its output.
    private var first: (text: [UInt8], output: ChunkOutput)?

    /// Searches with a worker.
    init(_ worker: ChunkWorker) {
        self.worker = worker
    }

    /// Looks at the next chunk.
    ///
    /// - Returns: whether the search goes on with another one.
    /// - Throws: `unsuitable` when the outputs contradict the analysis.
    func look(at chunk: Chunk) throws(StreamingStop) -> Bool {
        let isWhole = chunk.isFirst && chunk.isLast
        if !isWhole, !chunk.isBroken, empty == nil { try findEmpty(chunk) }
        var result = try worker.run(chunk)
        if isWhole, !result.badRecords.isEmpty {
            try findEmpty(chunk)
            result = try worker.run(chunk)
        }
        results.append(result)
        guard let empty else { return !chunk.isLast }
        if result.pieces.contains(where: { $0.bytes != empty.bytes }) { try findFrame(chunk) }
        if chunk.isLast { try checkSingle(empty) }
        return frame == nil && !chunk.isLast
    }

    /// Transforms the document without records.
    private func findEmpty(_ chunk: Chunk) throws(StreamingStop) {
        let text = chunk.ancestors + chunk.ancestorsClosing
        do throws(StreamingStop) {
            let (output, shape) = try worker.transformer.runEmpty(ChunkDocument(text: text))
            guard shape != nil || !worker.transformer.rules.needsPlace else {
                throw .unsuitable("the stylesheet writes too much around the records")
            }
            empty = output
            worker.transformer.shape = shape
        } catch {
            if case .failed = error { throw .unsuitable("the stylesheet refuses a document without records") }
            throw error
        }
    }

    /// Looks for records of a chunk that come to something.
    private func findFrame(_ chunk: Chunk) throws(StreamingStop) {
        for atom in chunk.atoms {
            let text = chunk.text(of: atom)
            guard case .success(let output) = try worker.run(chunk.ancestors + text + chunk.ancestorsClosing),
                output.bytes != empty?.bytes
            else { continue }
            guard let first else {
                first = (text, output)
                continue
            }
            let both = try worker.run(chunk.ancestors + first.text + text + chunk.ancestorsClosing)
            return try derive(first.output, output, both)
        }
    }

    /// Takes the frame from three outputs.
    private func derive(
        _ first: ChunkOutput, _ second: ChunkOutput, _ both: Result<ChunkOutput, XSLTError>
    ) throws(StreamingStop) {
        guard case .success(let both) = both,
            let found = OutputFrame(
                first: first, second: second, both: both, needsPlace: worker.transformer.rules.needsPlace)
        else { throw .unsuitable("two records together come to something else than one after the other") }
        frame = found
    }

    /// Without a frame, only one piece of output may hold something.
    private func checkSingle(_ empty: ChunkOutput) throws(StreamingStop) {
        let pieces = results.flatMap(\.pieces).filter { $0.bytes != empty.bytes }
        guard frame != nil || pieces.count < 2 else {
            throw .unsuitable("it cannot be told where the output of the records begins")
        }
    }
}

extension Chunk {
    /// The text of an atom, without what opens the document.
    fileprivate func text(of atom: Range<Int>) -> [UInt8] {
        let isStart = isFirst && atom.lowerBound == 0
        let first =
            isStart ? units[atom].first { $0.isRecord }?.start ?? units[atom.lowerBound].start : units[atom.lowerBound].leading
        return Array(bytes[first..<units[atom.upperBound - 1].end])
    }
}
