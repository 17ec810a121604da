internal import CLibxslt
import Synchronization

/// A compiled stylesheet. It is not `Sendable`: one thread uses it at a time, which every call checks.
public final class CompiledStylesheet {
    /// What the compiler warned of.
    public let warnings: [Diagnostic]
    /// Owned: freed in `deinit`, together with the documents of its import tree.
    let pointer: xsltStylesheetPtr
    /// What it was compiled from.
    let stylesheet: Stylesheet
    /// Knows the files that were loaded and those that may be.
    let resolver: LayerResolver
    /// Better words for its errors.
    let explanations: Explanations
    /// Set while a transform runs.
    private let busy = Atomic(false)

    /// Compiles; see `Stylesheet.compile()`.
    init(_ stylesheet: Stylesheet) throws(XSLTError) {
        _ = Library.ready
        let session = Session(source: stylesheet.source.location)
        let resolver = LayerResolver(stylesheet.source, layers: stylesheet.layers)
        session.resolver = resolver
        session.options = stylesheet.options
        guard let style = EngineThread.run({ session.run { Self.compile(stylesheet, resolver, session) } }) else {
            throw Explanations(stylesheet).explained(session.compileError, isCompiling: true)
        }
        explanations = Explanations(stylesheet)
        self.stylesheet = stylesheet
        self.resolver = resolver
        pointer = style
        warnings = session.diagnostics.map { Diagnostic(asWarning: $0) }
    }

    deinit {
        xsltFreeStylesheet(pointer)
    }

    /// Compiling takes the document over on success only; otherwise it is freed here.
    private static func compile(_ stylesheet: Stylesheet, _ resolver: LayerResolver, _ session: Session) -> xsltStylesheetPtr? {
        guard let document = StylesheetParser.parse(stylesheet.source, address: resolver.main, session: session) else {
            return nil
        }
        guard let style = xsltParseStylesheetDoc(document) else {
            xmlFreeDoc(document)
            return nil
        }
        guard style.pointee.errors == 0, session.refusal == nil, session.cycle == nil else {
            xsltFreeStylesheet(style)
            return nil
        }
        if stylesheet.options.mendsInstructions { StylesheetMends.apply(to: style) }
        return style
    }

    /// The names of the global parameters of the whole import tree, sorted; those in a namespace as `{namespace}name`.
    public var declaredParameters: [String] {
        var names: Set<String> = []
        var style: xsltStylesheetPtr? = pointer
        while let current = style {
            var variable = current.pointee.variables
            while let entry = variable {
                if entry.pointee.comp?.pointee.type == XSLT_FUNC_PARAM { names.insert(Self.name(of: entry)) }
                variable = entry.pointee.next
            }
            style = xsltNextImport(current)
        }
        return names.sorted()
    }

    /// `name` or `{namespace}name`.
    private static func name(of entry: xsltStackElemPtr) -> String {
        let name = NodeCopy.string(entry.pointee.name)
        return entry.pointee.nameURI.map { "{\(String(cString: $0))}\(name)" } ?? name
    }

    /// Transforms a document.
    ///
    /// - Parameter parameters: values for global parameters by name; a name that is not declared has no effect.
    /// - Throws: `terminated`, `failed` with every error, `forbidden`, or `limitExceeded`. There is no partial output.
    public func transform(
        _ document: XMLDocument, parameters: [String: ParameterValue] = [:]
    ) throws(XSLTError) -> TransformResult {
        let run = TransformRun(self, document, parameters)
        return try alone { () throws(XSLTError) in try run.result() }
    }

    /// Transforms a document as ``transform(_:parameters:)`` does, and takes the time of every template and instruction. Taking it
    /// costs time too: compare shares, not seconds.
    public func profile(
        _ document: XMLDocument, parameters: [String: ParameterValue] = [:]
    ) throws(XSLTError) -> (result: TransformResult, profile: TransformProfile) {
        let run = TransformRun(self, document, parameters)
        return try alone { () throws(XSLTError) in try run.profiled() }
    }

    /// Runs `body` on a thread of the engine, as the only user of the stylesheet.
    private func alone<Result>(_ body: () throws(XSLTError) -> Result) throws(XSLTError) -> Result {
        precondition(
            !busy.exchange(true, ordering: .acquiring),
            "a compiled stylesheet is used by two threads at once; compile one for each")
        defer { busy.store(false, ordering: .releasing) }
        return try EngineThread.run(body)
    }
}

extension Session {
    /// The error of a compilation that gave no stylesheet; the cause comes before what followed from it.
    var compileError: XSLTError {
        if let cycle { return .importCycle(cycle) }
        if let refusal { return .forbidden(what: refusal + importPlace, source: source) }
        if let limit { return .limitExceeded(source: source, what: limit.what, limit: limit.limit) }
        return .invalidStylesheet(source: source, diagnostics)
    }

    /// The import that was refused; libxslt names its line when it could not load the file.
    private var importPlace: String {
        diagnostics.first { $0.line != nil }?.place.map { " (imported at \($0))" } ?? ""
    }
}

extension Diagnostic {
    /// What the compiler called an error and went on from.
    fileprivate init(asWarning found: Diagnostic) {
        self = found
        severity = .warning
    }
}
