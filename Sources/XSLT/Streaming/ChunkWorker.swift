/// What became of a chunk: usually one output, more when a record was taken out.
struct ChunkResult {
    /// The outputs in order.
    var pieces: [ChunkOutput] = []
    /// Records that could not be transformed.
    var badRecords: [BadRecord] = []
    /// Whether the document ends with the last piece.
    var isLast = false
    /// How many records there are, bad ones included.
    var records = 0
}

/// Transforms chunks on one thread, and finds out which record is to blame when one fails.
final class ChunkWorker {
    /// What transforms.
    let transformer: ChunkTransformer
    /// Whether bad records are taken out.
    let skips: Bool
    /// The way from a record to its name.
    private let idPath: String?
    /// What people call the input.
    private let input: String
    /// Leaves out of records what is never read.
    private let pruner: ChunkPruner?
    /// Keeps all other threads out where a limit is to be blamed on one record.
    private let gate = WorkGate.shared
    /// Asked whether to stop.
    let isStopped: @Sendable () -> Bool
    /// The first record, where the frame reads it; set before the first chunk is transformed.
    var pilot: Pilot?
    /// The document that is transformed, in memory that is used again and again.
    private var document = ChunkDocument()

    /// - Parameter skips: whether bad records are taken out.
    init(
        _ transformer: ChunkTransformer, input: String, skips: Bool, idPath: String?, pruner: ChunkPruner?,
        isStopped: @escaping @Sendable () -> Bool
    ) {
        self.isStopped = isStopped
        self.transformer = transformer
        self.pruner = pruner
        self.input = input
        self.skips = skips
        self.idPath = idPath
    }

    /// Transforms a chunk.
    ///
    /// - Throws: `failed` with the first record that fails, unless those are taken out; `unsuitable`.
    func run(_ chunk: Chunk) throws(StreamingStop) -> ChunkResult {
        try gate.beside { () throws(StreamingStop) in try transform(chunk) }
    }

    /// Transforms a chunk, while other threads may do the same.
    private func transform(_ chunk: Chunk) throws(StreamingStop) -> ChunkResult {
        var result = ChunkResult(isLast: chunk.isLast, records: chunk.records.count)
        switch try attemptWhole(chunk) {
        case .success(let output):
            guard !chunk.isBroken else { throw .unsuitable("the document is not well-formed where its parser says it is") }
            try checkOthers(chunk, output)
            add(output, chunk, 0, to: &result)
        case .failure(let error):
            guard !chunk.isBroken, !chunk.atoms.isEmpty, error.isOfRecord else { throw .failed(error) }
            guard skips else { throw .failed(try named(error, chunk)) }
            try split(chunk, 0..<chunk.atoms.count, error, into: &result)
        }
        return result
    }

    /// Transforms the whole chunk. What is wrong with its text is told from the whole text.
    private func attemptWhole(_ chunk: Chunk) throws(StreamingStop) -> Result<ChunkOutput, XSLTError> {
        let result = try attempt { chunk.write(document, pilot: pilot, pruner: pruner) }
        guard pruner != nil, case .failure(.notWellFormed) = result else { return result }
        return try attempt { chunk.write(document, pilot: pilot) }
    }

    /// Takes an output over, and numbers its records.
    private func add(_ output: ChunkOutput, _ chunk: Chunk, _ firstAtom: Int, to result: inout ChunkResult) {
        var output = output
        for index in output.records.indices { output.records[index].number += chunk.firstRecord + firstAtom }
        result.pieces.append(output)
    }

    /// Transforms a document made by hand.
    func run(_ text: [UInt8]) throws(StreamingStop) -> Result<ChunkOutput, XSLTError> {
        try attempt { document = ChunkDocument(text: text) }
    }

    /// What stands beside the records must have no part in the output, or it could be in the wrong place.
    private func checkOthers(_ chunk: Chunk, _ output: ChunkOutput) throws(StreamingStop) {
        guard chunk.hasOthers, !(chunk.isFirst && chunk.isLast) else { return }
        guard case .success(let without) = try attempt({ chunk.write(document, pilot: pilot, others: false) }),
            without.bytes == output.bytes, without.messages == output.messages
        else {
            let line = chunk.units.first { !$0.isRecord }.map { chunk.line(of: $0.start) } ?? 0
            throw .unsuitable("line \(line): the stylesheet reads an element that stands beside the records")
        }
    }

    /// Transforms the document that `write` makes; only what a record can do wrong is a failure, the rest is thrown.
    private func attempt(_ write: () -> Void) throws(StreamingStop) -> Result<ChunkOutput, XSLTError> {
        write()
        do throws(StreamingStop) {
            return .success(try transformer.run(document))
        } catch {
            // What was stopped in its midst says nothing about its records.
            if isStopped() { throw .cancelled }
            if case .failed(let failure) = error { return .failure(failure) }
            throw error
        }
    }

    /// Transforms records in halves until those that fail are alone.
    private func split(
        _ chunk: Chunk, _ range: Range<Int>, _ error: XSLTError, into result: inout ChunkResult
    ) throws(StreamingStop) {
        if case .limitExceeded = error {
            return try gate.alone { () throws(StreamingStop) in try splitAlone(chunk, range, into: &result) }
        }
        guard range.count > 1 else { return try takeOut(chunk, range.lowerBound, error, into: &result) }
        let bad = result.badRecords.count
        let middle = range.lowerBound + range.count / 2
        for half in [range.lowerBound..<middle, middle..<range.upperBound] {
            switch try attempt({ chunk.write(document, atoms: half, pilot: pilot) }) {
            case .success(let output): add(output, chunk, half.lowerBound, to: &result)
            case .failure(let error): try split(chunk, half, error, into: &result)
            }
        }
        guard result.badRecords.count > bad else { throw .unsuitable("records pass one by one but not together: \(error)") }
    }

    /// Transforms records one by one. Time and memory are shared by all threads, so a limit is only blamed on a record that
    /// exceeds it while nothing else runs; and one after the other, as every try may take as long as the limit allows.
    private func splitAlone(_ chunk: Chunk, _ range: Range<Int>, into result: inout ChunkResult) throws(StreamingStop) {
        for atom in range {
            switch try attempt({ chunk.write(document, atoms: atom..<atom + 1, pilot: pilot) }) {
            case .success(let output): add(output, chunk, atom, to: &result)
            case .failure(let error): try takeOut(chunk, atom, error, into: &result)
            }
        }
    }

    /// Notes a bad record, and keeps what stands around it.
    private func takeOut(
        _ chunk: Chunk, _ atom: Int, _ error: XSLTError, into result: inout ChunkResult
    ) throws(StreamingStop) {
        result.badRecords.append(bad(chunk, atom, error))
        try keepEdges(chunk, atom..<atom + 1, into: &result)
    }

    /// What stands around a bad record at the start or the end of the document is transformed without it.
    private func keepEdges(_ chunk: Chunk, _ range: Range<Int>, into result: inout ChunkResult) throws(StreamingStop) {
        let isAtEdge = chunk.isFirst && range.lowerBound == 0 || chunk.isLast && range.upperBound == chunk.atoms.count
        guard isAtEdge else { return }
        switch try attempt({ chunk.write(document, atoms: range, pilot: pilot, elements: false) }) {
        case .success(let output): result.pieces.append(output)
        case .failure(let error): throw .failed(error)
        }
    }

    /// The error of the first record that fails, with its number and line.
    private func named(_ error: XSLTError, _ chunk: Chunk) throws(StreamingStop) -> XSLTError {
        var range = 0..<chunk.atoms.count
        var last = error
        while range.count > 1 {
            let middle = range.lowerBound + range.count / 2
            let half = range.lowerBound..<middle
            if case .failure(let error) = try attempt({ chunk.write(document, atoms: half, pilot: pilot) }) {
                range = half
                last = error
            } else {
                range = middle..<range.upperBound
            }
        }
        guard case .failure(let own) = try attempt({ chunk.write(document, atoms: range, pilot: pilot) }) else { return last }
        return .ofRecord(place(chunk, range.lowerBound), own)
    }

    /// A record that fails alone.
    private func bad(_ chunk: Chunk, _ atom: Int, _ error: XSLTError) -> BadRecord {
        let unit = record(chunk, atom)
        return BadRecord(
            place: place(chunk, atom), error: error, xml: Array(chunk.bytes[unit.start..<unit.end]), opening: chunk.ancestors,
            closing: chunk.ancestorsClosing)
    }

    /// The record of an atom.
    private func record(_ chunk: Chunk, _ atom: Int) -> Chunk.Unit {
        let units = chunk.units[chunk.atoms[atom]]
        return units.first { $0.isRecord } ?? units[units.startIndex]
    }

    /// Number, line and name of a record.
    private func place(_ chunk: Chunk, _ atom: Int) -> RecordPlace {
        let unit = record(chunk, atom)
        return RecordPlace(
            input: input, number: chunk.firstRecord + atom, line: chunk.line(of: unit.start), id: id(chunk, unit))
    }

    /// What people call a record, where its path was given.
    private func id(_ chunk: Chunk, _ unit: Chunk.Unit) -> String? {
        guard let idPath else { return nil }
        let text = chunk.ancestors + chunk.bytes[unit.start..<unit.end] + chunk.ancestorsClosing
        guard let document = try? XMLDocument(bytes: text, name: input) else { return nil }
        let steps = String(repeating: "/*", count: chunk.ancestorCount + 1)
        guard case .string(let id) = try? document.evaluate("string(\(steps)/\(idPath))"), !id.isEmpty else { return nil }
        return id
    }
}

extension XSLTError {
    /// Whether a single record can be the reason.
    fileprivate var isOfRecord: Bool {
        switch self {
        case .terminated, .failed, .limitExceeded: true
        default: false
        }
    }
}
