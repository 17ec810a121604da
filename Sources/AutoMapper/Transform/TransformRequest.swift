public import Foundation
public import XSLT

/// One transform of one document: what `crosswalk transform` does.
public struct TransformRequest: Sendable {
    /// What is transformed.
    public enum Input: Sendable {
        case file(URL)
        /// `name` stands for the path in errors.
        case bytes([UInt8], name: String)
        /// Read to its end, once.
        case standardInput
    }

    /// What transforms it.
    public enum Translator: Sendable {
        /// A mapping of the layers by name or by its formats.
        case mapping(String)
        /// A stylesheet by path, with or without a declaration.
        case stylesheet(URL)
    }

    public var input: Input
    public var translator: Translator
    public var layers: MapperLayers
    /// Values of stylesheet parameters.
    public var parameters: [String: String]
    public var limits: TransformLimits
    /// Which steps of the engine are on.
    public var engine: EngineOptions
    /// How a document is transformed record by record.
    public var streaming: StreamingOptions

    /// - Parameter layers: for a stylesheet by path normally `MapperLayers(stylesheet:)`.
    public init(
        input: Input, translator: Translator, layers: MapperLayers, parameters: [String: String] = [:],
        limits: TransformLimits = .default, engine: EngineOptions = EngineOptions(), streaming: StreamingOptions = .init()
    ) {
        self.input = input
        self.translator = translator
        self.layers = layers
        self.parameters = parameters
        self.limits = limits
        self.engine = engine
        self.streaming = streaming
    }

    /// Transforms the whole document at once.
    ///
    /// - Returns: the serialised output and what the stylesheet said.
    /// - Throws: ``MappingError`` before, `XSLTError` while transforming. A bad record fails the whole document here; the `map`
    ///   task takes it out instead.
    public func run() throws -> TransformResult {
        try whole(prepared())
    }

    /// Transforms the whole document and takes the time of every template and instruction.
    ///
    /// - Throws: as ``run()``.
    public func profile() throws -> (result: TransformResult, profile: TransformProfile) {
        let prepared = try prepared()
        return try EngineThread.run { try prepared.compile().profile(document(), parameters: prepared.parameters) }
    }

    private func document() throws -> XMLDocument {
        switch input {
        case .file(let url): try XMLDocument(file: url, trust: streaming.trust)
        case .bytes(let bytes, let name): try XMLDocument(bytes: bytes, name: name, trust: streaming.trust)
        case .standardInput: try XMLDocument(source: source(), trust: streaming.trust)
        }
    }

    /// Transforms a document of any length: record by record, on several threads, where the stylesheet treats each record alone,
    /// as a whole elsewhere. The output is the same.
    ///
    /// - Throws: ``MappingError`` before, `XSLTError` while transforming, `CancellationError` after a stop.
    public func run(to output: any ByteSink, events: StreamingEvents) throws -> StreamingOutcome {
        let prepared = try prepared()
        if isShort, events.badRecord == nil, let result = try? whole(prepared) {
            result.diagnostics.forEach(events.message)
            try result.output.withUnsafeBytes { try output.write($0) }
            return StreamingOutcome(wholeDocumentReason: "the file is no longer than one piece would be")
        }
        return try prepared.streaming(streaming).run(from: source(), to: output, events: events)
    }

    /// A file that one piece holds is transformed sooner than its stylesheet is analysed. Should that fail, it is transformed
    /// again the long way, which names the record to blame.
    private var isShort: Bool {
        guard case .file(let url) = input, let length = FileSource.length(ofPath: url.path) else { return false }
        return length <= streaming.chunkBytes
    }

    private func whole(_ prepared: PreparedMapping) throws -> TransformResult {
        try EngineThread.run {
            let compiled = try prepared.compile(isStopped: streaming.isStopped)
            return try compiled.transform(document(), parameters: prepared.parameters)
        }
    }

    /// How ``run(to:events:)`` will go about it, and why.
    ///
    /// - Throws: ``MappingError``.
    public func plan() throws -> TransformPlan {
        try prepared().streaming(streaming).plan()
    }

    private func prepared() throws(MappingError) -> PreparedMapping {
        try PreparedMapping(translator, layers: layers, parameters: parameters, limits: limits, engine: engine)
    }

    private func source() throws(XSLTError) -> any ByteSource {
        switch input {
        case .file(let url): try FileSource(path: url.path)
        case .bytes(let bytes, let name): BytesSource(bytes, name: name)
        case .standardInput: FileSource(descriptor: 0, name: "standard input")
        }
    }
}
