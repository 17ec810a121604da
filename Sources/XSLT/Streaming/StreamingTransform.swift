internal import CLibxslt

/// A transform of a document of any length: record by record where the stylesheet treats each record alone, as a whole elsewhere.
///
/// The output is the same to the byte. Record by record, memory does not depend on the length of the document, several threads
/// share the work, and the first output comes before the input has ended.
public struct StreamingTransform: Sendable {
    /// What transforms.
    private let stylesheet: Stylesheet
    /// Values of global parameters.
    private let parameters: [String: ParameterValue]
    /// How it runs.
    private let options: StreamingOptions
    /// What reading the stylesheet told; `nil` when streaming is switched off.
    private let analysis: StylesheetAnalysis?

    /// Reads the stylesheet.
    ///
    /// - Parameters:
    ///   - parameters: values for global parameters by name.
    ///   - recordPath: the way to one record, such as `["orders", "order"]`; `nil` looks for it in the stylesheet.
    /// - Throws: as `Stylesheet.compile()` for files that cannot be read, are refused or are not XML.
    public init(
        _ stylesheet: Stylesheet, parameters: [String: ParameterValue] = [:], recordPath: [String]? = nil,
        options: StreamingOptions = StreamingOptions()
    ) throws(XSLTError) {
        let needsAnalysis = stylesheet.options.streams || stylesheet.options.projects
        self.init(
            stylesheet, parameters: parameters, analysis: needsAnalysis ? try stylesheet.analyse(recordPath: recordPath) : nil,
            options: options)
    }

    /// Relies on an analysis that was made before.
    init(
        _ stylesheet: Stylesheet, parameters: [String: ParameterValue], analysis: StylesheetAnalysis?, options: StreamingOptions
    ) {
        var stylesheet = stylesheet
        stylesheet.isStopped = options.isStopped
        self.stylesheet = stylesheet
        self.parameters = parameters
        self.analysis = analysis
        self.options = options
    }

    /// How the transform will run.
    ///
    /// - Throws: as `Stylesheet.compile()`.
    public func plan() throws(XSLTError) -> TransformPlan {
        plan(try stylesheet.compile())
    }

    /// Decides between the two ways.
    private func plan(_ compiled: CompiledStylesheet) -> TransformPlan {
        let reasons = reasons(compiled)
        let isStreaming = reasons.isEmpty
        return TransformPlan(
            recordPath: isStreaming ? analysis?.recordPath : nil, reasons: reasons,
            projection: isStreaming && stylesheet.options.projects ? analysis?.projection : wholeProjection)
    }

    /// What of a document is read when it is transformed as a whole; expressions from outside may read anything.
    private var wholeProjection: Projection? {
        let hasExpressions = parameters.values.contains { if case .xpath = $0 { true } else { false } }
        return stylesheet.options.projects && !hasExpressions ? analysis?.wholeProjection : nil
    }

    /// What speaks against streaming.
    private func reasons(_ compiled: CompiledStylesheet) -> [Diagnostic] {
        func reason(_ text: String) -> [Diagnostic] {
            [Diagnostic(severity: .message, message: text, file: stylesheet.source.location)]
        }
        guard stylesheet.options.streams, let analysis else { return reason("streaming is switched off") }
        guard analysis.isRecordLocal else { return analysis.reasons }
        guard let path = analysis.recordPath, RecordPath(path) != nil else {
            return reason("no element around the records is known")
        }
        let expressions = parameters.filter { if case .xpath = $0.value { true } else { false } }.keys.sorted()
        if let name = expressions.first {
            return reason("parameter '\(name)' is an expression, which may read the whole document")
        }
        return OutputRules(compiled.pointer).obstacle.map(reason) ?? []
    }

    /// Transforms.
    ///
    /// - Parameters:
    ///   - output: a file sink is not finished; nothing of a failed transform is to be kept.
    ///   - events: with a handler for bad records, a document that has to be transformed as a whole is refused.
    /// - Throws: `XSLTError`, `ofRecord` where one record is to blame; `CancellationError` after a stop.
    public func run(
        from input: any ByteSource, to output: any ByteSink, events: StreamingEvents = StreamingEvents()
    ) throws -> StreamingOutcome {
        try EngineThread.run {
            let compiled = try stylesheet.compile()
            let plan = plan(compiled)
            guard plan.isStreaming else {
                return try whole(compiled, input, output, events, because: plan.wholeDocumentReason)
            }
            let source = ReplayableSource(input)
            let sink = CommittingSink(output, source)
            var events = events
            let told = events.countMessages()
            switch try stream(compiled, source, sink, events, plan) {
            case .done(let outcome): return outcome
            case .unsuitable(let reason):
                guard source.rewind(), try !sink.hasWritten || sink.restart() else { throw Self.tooLate(reason, input.name) }
                return try whole(compiled, source, sink, events, because: reason, messagesTold: told())
            }
        }
    }

    /// Transforms record by record or not at all.
    ///
    /// - Parameter output: a file sink is not finished.
    /// - Returns: `unsuitable` for a document or a stylesheet that has to be run as a whole; what was written is to be forgotten.
    /// - Throws: as ``run(from:to:events:)``.
    public func runByRecord(
        from input: any ByteSource, to output: any ByteSink, events: StreamingEvents
    ) throws -> StreamingResult {
        try EngineThread.run {
            let compiled = try stylesheet.compile()
            return try stream(compiled, input, output, events, plan(compiled))
        }
    }

    /// Transforms record by record, where nothing speaks against it.
    private func stream(
        _ compiled: CompiledStylesheet, _ source: any ByteSource, _ sink: any ByteSink, _ events: StreamingEvents,
        _ plan: TransformPlan
    ) throws -> StreamingResult {
        guard let names = plan.recordPath, let path = RecordPath(names) else {
            return .unsuitable(plan.wholeDocumentReason)
        }
        let outlines = events.passed.map { _ in OutlineReader(path: names, children: options.outline) }
        let job = StreamingJob(
            stylesheet: stylesheet, parameters: parameters, input: source.name, path: path,
            projection: plan.projection.map { outlines?.extended($0) ?? $0 },
            frameReadsFirstRecord: analysis?.insertion?.frameReadsFirstRecord == true,
            skipsBadRecords: events.badRecord != nil, outlines: outlines, options: options)
        do throws(StreamingStop) {
            return .done(try stream(job, compiled, source, sink, events))
        } catch {
            switch error {
            case .failed(let error): throw error
            case .cancelled: throw CancellationError()
            case .unsuitable(let reason): return .unsuitable(reason)
            }
        }
    }

    /// Transforms record by record.
    private func stream(
        _ job: StreamingJob, _ compiled: CompiledStylesheet, _ source: any ByteSource, _ sink: any ByteSink,
        _ events: StreamingEvents
    ) throws(StreamingStop) -> StreamingOutcome {
        let window = InputWindow(source)
        guard try stopping({ () throws(XSLTError) in try window.begin() }) else {
            throw .unsuitable("the encoding of the document is read as a whole only")
        }
        let splitter = RecordSplitter(window, path: job.path, chunkSize: options.chunkBytes, mostBytes: options.recordBytes)
        let writer = OrderedOutput(
            sink, events: events, mostBytes: stylesheet.limits.outputBytes,
            stylesheet: stylesheet.source.location)
        try StreamingRun(job, splitter: splitter, writer: writer).run(compiled)
        return writer.outcome
    }

    /// Transforms the document in one piece.
    ///
    /// - Parameter messagesTold: how many messages were passed on before it was found out that it takes one piece.
    private func whole(
        _ compiled: CompiledStylesheet, _ source: any ByteSource, _ sink: any ByteSink, _ events: StreamingEvents,
        because reason: String, messagesTold: Int = 0
    ) throws -> StreamingOutcome {
        guard events.badRecord == nil else {
            let text = "bad records cannot be left out, because the document has to be transformed as a whole: \(reason)"
            throw XSLTError.failed(source: stylesheet.source.location, [Diagnostic(message: text)])
        }
        let result = try transformed(source, compiled)
        result.diagnostics.dropFirst(messagesTold).forEach(events.message)
        try sink.write(result.output)
        return StreamingOutcome(wholeDocumentReason: reason)
    }

    /// Transforms all that a source gives, unless a stop comes in its midst.
    private func transformed(_ source: any ByteSource, _ compiled: CompiledStylesheet) throws -> TransformResult {
        do throws(XSLTError) {
            let document = try XMLDocument(source: source, trust: options.trust, projection: wholeProjection)
            return try compiled.transform(document, parameters: parameters)
        } catch {
            if options.isStopped() { throw CancellationError() }
            throw error
        }
    }

    /// The error of a document that turned out not to be as the start of it was, when output is out of reach already.
    private static func tooLate(_ reason: String, _ input: String) -> XSLTError {
        let text = "\(reason). Output was written already; transform the document as a whole, with --engine-option streaming=off"
        return .failed(source: input, [Diagnostic(message: text, file: input)])
    }
}

extension XMLDocument {
    /// Reads and parses what a source gives, without what a stylesheet never reads.
    ///
    /// - Throws: `unreadableFile`, `notWellFormed` with lines and columns, or `forbidden`.
    public convenience init(
        source: any ByteSource, trust: DocumentTrust = .data, projection: Projection? = nil
    ) throws(XSLTError) {
        _ = Library.ready
        let session = Session(source: source.name)
        let filter = projection.map(TreeFilter.init)
        let parsed = try session.run { () throws(XSLTError) in
            try Parser.parse(source, trust: trust, session: session) { parser in filter?.install(in: parser) }
        }
        guard let parsed else { throw session.parseError }
        self.init(owning: parsed, name: source.name)
    }
}
