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
    /// The elements that it can read of any document; `nil` when that cannot be told or is everything.
    public let wholeProjection: Projection?
    /// The instruction that applies the records; `nil` when the stylesheet is not record-local.
    public let insertion: RecordInsertion?
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

extension StylesheetAnalysis {
    /// Analyses a stylesheet that was read.
    init(_ model: StylesheetModel, _ extensions: ExtensionRegistry, recordPath: [ExpandedName]?) {
        let whole = FlowAnalysis(model, extensions: extensions, recordPath: nil)
        whole.run()
        let candidates = recordPath.map { [$0] } ?? RecordPathSearch.candidates(model)
        let tried = candidates.map { path in
            let flow = FlowAnalysis(model, extensions: extensions, recordPath: path)
            flow.run()
            return (path: path, flow: flow)
        }
        let isReadable = model.findings.isEmpty
        let local = tried.filter { $0.flow.reasons.isEmpty && isReadable }.max { $0.path.count < $1.path.count }
        let nearest = tried.min { $0.flow.reasons.count < $1.flow.reasons.count }
        self.recordPath = (local ?? nearest)?.path.map(\.description)
        isRecordLocal = local != nil
        let unknown = Diagnostic(
            message: "no record path is plain from the stylesheet; declare it in the mapping", file: model.modules[0].location)
        reasons = local == nil ? model.findings + (nearest?.flow.reasons ?? [unknown]) : []
        projection = local?.flow.tree.projection
        wholeProjection = isReadable ? whole.tree.projection : nil
        insertion = local?.flow.finalInsertion
    }
}
