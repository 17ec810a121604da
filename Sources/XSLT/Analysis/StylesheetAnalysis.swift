/// What reading a stylesheet tells about running it: whether it may be run record by record, and what it never reads.
public struct StylesheetAnalysis: Sendable {
    /// Names of the elements from the document element to one record: `["orders", "order"]`, those in a namespace as
    /// `{namespace}name`. `nil` when none was given and none is plain.
    public let recordPath: [String]?
    /// Whether every record can be transformed without the others, so that the output is that of the whole document.
    ///
    /// It holds for documents whose elements down to the records have the names of `recordPath`; check the document element before
    /// relying on it. Every chunk is the ancestors with their attributes and namespaces around any number of records.
    public let isRecordLocal: Bool
    /// Why it is not, with file and line each; empty when it is.
    public let reasons: [Diagnostic]
    /// The elements that the stylesheet can read of documents that ``isRecordLocal`` speaks of, `nil` when that cannot be told or is
    /// everything, or when it is not record-local.
    public let projection: Projection?
    /// The instruction that applies the records; `nil` when the stylesheet is not record-local.
    public let insertion: RecordInsertion?
    /// Finds ``wholeProjection``, which few transforms ask for.
    let findsWholeProjection: @Sendable () -> Projection?

    /// The elements that it can read of any document; `nil` when that cannot be told or is everything. Found anew each time.
    public var wholeProjection: Projection? { findsWholeProjection() }
}

/// Where the output of the records goes.
///
/// What the stylesheet writes around this instruction is the same whatever records are there: the frame.
public struct RecordInsertion: Sendable, Equatable {
    /// The file of the instruction as people know it.
    public let file: String
    /// Its line.
    public let line: Int
    /// The address that its document has inside libxslt (`xmlDoc.URL`).
    let address: String
    /// The way to it: at each level the number of the child element, counted from 0, starting below the document element. Empty for a built-in rule.
    let elementPath: [Int]
    /// Names of the result elements that are open around the records, outermost first; `nil` for a computed name.
    public let resultPath: [String?]
    /// Whether what stands beside the records in their parent (text, comments, other elements) is transformed too, so that chunks have to
    /// hold it in its place. Otherwise it is never read, at any level above the records, and may be left out.
    public let readsSiblings: Bool
    /// Whether the frame reads the very first record, so that it must be taken from the first chunk.
    public let frameReadsFirstRecord: Bool
}

extension Stylesheet {
    /// Reads the stylesheet with all it imports, without running it.
    ///
    /// - Parameter recordPath: the way to one record; `nil` looks for it in the stylesheet.
    /// - Throws: as ``compile()`` for files that cannot be read, are refused or are not XML.
    public func analyse(recordPath: [String]? = nil) throws(XSLTError) -> StylesheetAnalysis {
        let model = try ModelLoader.load(self)
        return EngineThread.run { StylesheetAnalysis(model, extensions, recordPath: recordPath?.map { ExpandedName($0) }) }
    }
}

extension Stylesheet {
    /// The names of its global parameters, sorted, as ``CompiledStylesheet/declaredParameters`` gives them, without compiling it.
    ///
    /// - Throws: as ``compile()`` for files that cannot be read, are refused or are not XML.
    public func parameterNames() throws(XSLTError) -> [String] {
        let declarations = try ModelLoader.load(self).declarations("param").map(\.node)
        return Set(declarations.compactMap { node in node["name"].map { node.expanded($0).description } }).sorted()
    }
}

extension StylesheetAnalysis {
    /// Analyses a stylesheet that was read.
    init(_ model: StylesheetModel, _ extensions: ExtensionRegistry, recordPath: [ExpandedName]?) {
        let candidates = recordPath.map { [$0] } ?? RecordPathSearch.candidates(model)
        let isReadable = model.findings.isEmpty
        let local = isReadable ? Self.deepestLocal(candidates, model, extensions) : nil
        let nearest = local == nil ? Self.nearest(candidates, model, extensions) : nil
        self.recordPath = (local ?? nearest)?.path.map(\.description)
        isRecordLocal = local != nil
        let unknown = Diagnostic(
            message: "no record path is plain from the stylesheet; declare it in the mapping", file: model.modules[0].location)
        reasons = local == nil ? model.findings + (nearest?.flow.reasons ?? [unknown]) : []
        projection = local?.flow.tree.projection
        insertion = local?.flow.finalInsertion
        findsWholeProjection = {
            guard isReadable else { return nil }
            let whole = FlowAnalysis(model, extensions: extensions, recordPath: nil)
            whole.run()
            return whole.tree.projection
        }
    }

    /// A path that was tried.
    private typealias Trial = (path: [ExpandedName], flow: FlowAnalysis)

    /// The longest path whose records are local: `Company/SalesOrders` may be a record too, a large one.
    private static func deepestLocal(
        _ candidates: [[ExpandedName]], _ model: StylesheetModel, _ extensions: ExtensionRegistry
    ) -> Trial? {
        let trials = candidates.map { path in
            (path: path, flow: FlowAnalysis(model, extensions: extensions, recordPath: path, stopsEarly: true))
        }
        trials.forEach { $0.flow.run() }
        return trials.filter { $0.flow.reasons.isEmpty }.max { $0.path.count < $1.path.count }
    }

    /// The path with the fewest reasons, all of them.
    private static func nearest(
        _ candidates: [[ExpandedName]], _ model: StylesheetModel, _ extensions: ExtensionRegistry
    ) -> Trial? {
        let trials = candidates.prefix(4).map { path in
            (path: path, flow: FlowAnalysis(model, extensions: extensions, recordPath: path))
        }
        trials.forEach { $0.flow.run() }
        return trials.min { $0.flow.reasons.count < $1.flow.reasons.count }
    }
}
