/// One streaming transform: threads take chunks from the input, transform them, and put what comes out in order.
///
/// The first thread looks for the frame before the others begin. No thread runs ahead of the output by more than a few chunks, so
/// memory does not depend on the length of the input.
final class StreamingRun: Sendable {
    /// The input side: one thread at a time cuts the next chunk.
    private struct Input {
        /// Cuts.
        let splitter: RecordSplitter
    }

    /// The output side.
    private struct Output {
        /// Writes.
        let writer: OrderedOutput
        /// Chunks that are done before their turn.
        var results: [Int: Result<ChunkResult, StreamingStop>] = [:]
        /// Whose turn it is.
        var next = 0
        /// What the first thread found out; `nil` while it is looking.
        var finding: Finding?
        /// Why no more chunks are wanted.
        var stop: StreamingStop?
        /// Whether the document has ended.
        var isDone = false
    }

    /// What the first thread finds out for the others.
    private struct Finding {
        /// The result without records, where the place of records has to be known.
        let shape: ResultShape?
        /// The first record, where the frame reads it.
        let pilot: Pilot?
    }

    /// What is done with each chunk.
    private let job: StreamingJob
    /// The input side.
    private let input: Monitor<Input>
    /// The output side.
    private let output: Monitor<Output>

    /// Prepares a run; nothing is read yet.
    init(_ job: StreamingJob, splitter: RecordSplitter, writer: OrderedOutput) {
        self.job = job
        input = Monitor(Input(splitter: splitter))
        output = Monitor(Output(writer: writer))
    }

    /// Runs to the end, on this thread and as many others as the options say.
    func run(_ compiled: CompiledStylesheet) throws(StreamingStop) {
        let worker = job.worker(compiled)
        let chunk = Chunk()
        guard try takeFirst(chunk) else { return }
        let others = chunk.isLast ? 0 : job.options.threads - 1
        if others > 0 { EngineThread.giveEachThreadItsHeap() }
        EngineThread.run({ lead(worker, chunk) }, beside: others, help)
        try output.withLock { (output) throws(StreamingStop) in
            if let stop = output.stop { throw stop }
        }
    }

    /// The first chunk; there always is one.
    private func takeFirst(_ chunk: Chunk) throws(StreamingStop) -> Bool {
        try input.withLock { (input) throws(StreamingStop) in try input.splitter.next(chunk) }
    }

    /// The first thread: looks for the frame, then works like the others.
    private func lead(_ worker: ChunkWorker, _ first: Chunk) {
        do throws(StreamingStop) {
            let search = FrameSearch(worker, needsPilot: job.frameReadsFirstRecord)
            let chunk = first
            var goesOn = true
            while goesOn {
                try accept(try search.look(at: chunk), search)
                goesOn = search.frame == nil ? try take(chunk) : false
            }
            guard search.frame != nil else { return }
            begin(worker)
            work(worker, chunk)
        } catch {
            fail(error)
        }
    }

    /// Another thread: compiles a stylesheet of its own and waits for the frame.
    private func help() {
        defer { Arena.release() }
        do throws(StreamingStop) {
            let compiled = try stopping { () throws(XSLTError) in try job.stylesheet.compile() }
            let worker = job.worker(compiled)
            let finding = output.wait(until: { $0.finding != nil || $0.stop != nil || $0.isDone }) { $0.finding }
            guard let finding else { return }
            worker.transformer.shape = finding.shape
            worker.pilot = finding.pilot
            work(worker, Chunk())
        } catch {
            fail(error)
        }
    }

    /// Hands on what became of a chunk while the frame is looked for; one chunk at a time.
    private func accept(_ result: ChunkResult, _ search: FrameSearch) throws(StreamingStop) {
        try output.withLock { (output) throws(StreamingStop) in
            try output.writer.learn(empty: search.empty, frame: search.frame)
            try output.writer.accept(result)
            output.next += 1
            output.isDone = result.isLast
        }
    }

    /// Lets the other threads begin.
    private func begin(_ worker: ChunkWorker) {
        output.withLock { $0.finding = Finding(shape: worker.transformer.shape, pilot: worker.pilot) }
    }

    /// Takes chunks until there are none.
    private func work(_ worker: ChunkWorker, _ chunk: Chunk) {
        while true {
            do throws(StreamingStop) {
                guard try take(chunk) else { return }
                deliver(.success(try worker.run(chunk)), chunk.index)
            } catch {
                deliver(.failure(error), chunk.index)
                return
            }
        }
    }

    /// Cuts the next chunk; `false` when there is none or none is wanted.
    private func take(_ chunk: Chunk) throws(StreamingStop) -> Bool {
        if job.options.isStopped() { fail(.cancelled) }
        if output.withLock({ $0.stop != nil }) { return false }
        return try input.withLock { (input) throws(StreamingStop) in try input.splitter.next(chunk) }
    }

    /// Hands a chunk over, waits while it is too far ahead, and writes what is in turn.
    private func deliver(_ result: Result<ChunkResult, StreamingStop>, _ index: Int) {
        let mostAhead = 2 * job.options.threads
        output.wait(until: { $0.stop != nil || index < $0.next + mostAhead }) { output in
            guard output.stop == nil else { return }
            output.results[index] = result
            while output.stop == nil, let next = output.results.removeValue(forKey: output.next) {
                output.next += 1
                do throws(StreamingStop) {
                    try output.writer.accept(try next.get())
                } catch {
                    output.stop = error
                }
            }
        }
    }

    /// Ends everything.
    private func fail(_ stop: StreamingStop) {
        output.withLock { output in output.stop = output.stop ?? stop }
    }
}

/// What all threads of a run share.
struct StreamingJob: Sendable {
    /// The stylesheet, which each thread compiles.
    let stylesheet: Stylesheet
    /// Values of global parameters.
    let parameters: [String: ParameterValue]
    /// What people call the input.
    let input: String
    /// The way to the records.
    let path: RecordPath
    /// What the stylesheet can read; `nil` for everything.
    let projection: Projection?
    /// Whether what is written around the records reads the first of them.
    let frameReadsFirstRecord: Bool
    /// Whether bad records are taken out.
    let skipsBadRecords: Bool
    /// Tells which records went through; `nil` where nobody asks.
    let outlines: OutlineReader?
    /// How it runs.
    let options: StreamingOptions

    /// A worker for the calling thread.
    func worker(_ compiled: CompiledStylesheet) -> ChunkWorker {
        ChunkWorker(
            ChunkTransformer(
                compiled, parameters: parameters, input: input, projection: projection, outlines: outlines,
                countedPath: options.countedPath),
            input: input, skips: skipsBadRecords, idPath: options.idPath,
            pruner: stylesheet.options.prunes ? projection.flatMap { ChunkPruner($0, path: path) } : nil,
            isStopped: options.isStopped)
    }
}
