/// Finds out what the stylesheet writes around records, before anything is written.
///
/// Two records that each come to something, and both together, tell it; a document with fewer of those needs no frame.
final class FrameSearch {
    /// What transforms.
    private let worker: ChunkWorker
    /// Whether what is written around the records reads the first of them.
    private let needsPilot: Bool
    /// The output of the document without records, or of its first one alone where the frame reads that; `nil` when one chunk was
    /// the whole document.
    private(set) var empty: ChunkOutput?
    /// What was found.
    private(set) var frame: OutputFrame?
    /// A record that comes to something: its text in the document, and its output.
    private var first: (text: [UInt8], output: ChunkOutput)?

    /// Searches with a worker.
    ///
    /// - Parameter needsPilot: whether what is written around the records reads the first of them.
    init(_ worker: ChunkWorker, needsPilot: Bool) {
        self.worker = worker
        self.needsPilot = needsPilot
    }

    /// Transforms the next chunk and looks at it.
    ///
    /// - Throws: `unsuitable` when the outputs contradict the analysis.
    func look(at chunk: Chunk) throws(StreamingStop) -> ChunkResult {
        let isWhole = chunk.isFirst && chunk.isLast
        if !isWhole, !chunk.isBroken, empty == nil { try findEmpty(chunk) }
        var result = try worker.run(chunk)
        if isWhole, !result.badRecords.isEmpty {
            try findEmpty(chunk)
            result = try worker.run(chunk)
        }
        if let empty, result.pieces.contains(where: { $0.bytes != empty.bytes }) { try findFrame(chunk) }
        return result
    }

    /// Transforms the document without records, or with the first one.
    private func findEmpty(_ chunk: Chunk) throws(StreamingStop) {
        if needsPilot { try findPilot(chunk) }
        let text = framing(chunk) + chunk.ancestorsClosing
        do throws(StreamingStop) {
            let (output, shape) = try worker.transformer.runEmpty(ChunkDocument(text: text))
            guard shape != nil || !worker.transformer.rules.needsPlace else {
                throw .unsuitable("the stylesheet writes too much around the records")
            }
            empty = output
            worker.transformer.shape = shape
        } catch {
            guard case .failed = error else { throw error }
            throw worker.isStopped() ? .cancelled : .unsuitable("the stylesheet refuses a document without records")
        }
    }

    /// Looks for the first record that passes. A document that has none in its first chunk, of several, is a rare thing.
    private func findPilot(_ chunk: Chunk) throws(StreamingStop) {
        for (index, atom) in chunk.atoms.enumerated() {
            let text = chunk.text(of: atom)
            guard case .success = try worker.run(chunk.ancestors + text + chunk.ancestorsClosing) else {
                if worker.skips { continue }
                // This tells which record it is.
                _ = try worker.run(chunk)
                throw .unsuitable("the first record fails alone, but not with those behind it")
            }
            worker.pilot = Pilot(text: text, atom: index)
            return
        }
        guard chunk.isLast else {
            throw .unsuitable("what is written around the records reads the first one, and no record passes")
        }
    }

    /// What opens the documents that are made here.
    private func framing(_ chunk: Chunk) -> [UInt8] {
        chunk.ancestors + (worker.pilot?.text ?? [])
    }

    /// Looks for records of a chunk that come to something.
    private func findFrame(_ chunk: Chunk) throws(StreamingStop) {
        for (index, atom) in chunk.atoms.enumerated() where !chunk.isFirst || index != worker.pilot?.atom {
            let text = chunk.text(of: atom)
            guard case .success(let output) = try worker.run(framing(chunk) + text + chunk.ancestorsClosing),
                output.bytes != empty?.bytes
            else { continue }
            guard let first else {
                first = (text, output)
                continue
            }
            let both = try worker.run(framing(chunk) + first.text + text + chunk.ancestorsClosing)
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
