internal import CLibxslt

/// One run of one stylesheet over one document, on the thread that calls ``result()``.
struct TransformRun {
    /// The stylesheet.
    private let compiled: CompiledStylesheet
    /// The input.
    private let document: XMLDocument
    /// Values of global parameters.
    private let parameters: [String: ParameterValue]
    /// Where everything is recorded that is said.
    private let session: Session

    /// Prepares a run; nothing happens before `result()`.
    init(_ compiled: CompiledStylesheet, _ document: XMLDocument, _ parameters: [String: ParameterValue]) {
        self.compiled = compiled
        self.document = document
        self.parameters = parameters
        session = Session(source: compiled.stylesheet.source.location)
        session.resolver = compiled.resolver
        session.extensions = compiled.stylesheet.extensions
        session.limits = compiled.stylesheet.limits
    }

    /// Transforms and serialises.
    func result() throws(XSLTError) -> TransformResult {
        try withTree { (tree, session) throws(XSLTError) in try serialise(tree, session) }
    }

    /// Transforms, serialises, and tells where the time went.
    func profiled() throws(XSLTError) -> (result: TransformResult, profile: TransformProfile) {
        let profiler = Profiler()
        session.profiler = profiler
        return try withTree { (tree, session) throws(XSLTError) in
            let profile = profiler.profile(session)
            return (try serialise(tree, session), profile)
        }
    }

    /// Transforms and hands the result tree to `use`; it is freed afterwards.
    func withTree<Result>(
        _ use: (xmlDocPtr, Session) throws(XSLTError) -> Result
    ) throws(XSLTError) -> Result {
        try session.run { () throws(XSLTError) in
            guard let context = xsltNewTransformContext(compiled.pointer, document.pointer) else {
                throw .failed(source: session.source, [Diagnostic(message: "no memory for a transform")])
            }
            session.transform = context
            defer {
                session.transform = nil
                xsltFreeTransformContext(context)
            }
            prepare(context)
            let tree = try apply(context)
            defer { xmlFreeDoc(tree) }
            return try use(tree, session)
        }
    }

    /// Sets the handlers, the access rules, the limits and the functions of one transform.
    private func prepare(_ context: xsltTransformContextPtr) {
        cw_set_transform_sink(context, session.sink)
        AccessGuard.apply(to: context)
        context.pointee._private = Unmanaged.passUnretained(session).toOpaque()
        let limits = compiled.stylesheet.limits
        context.pointee.maxTemplateDepth = Int32(clamping: limits.depth)
        context.pointee.maxTemplateVars = Int32(clamping: limits.variables)
        context.pointee.opLimit = limits.operations ?? 0
        context.pointee.xpathCtxt.pointee.opLimit = limits.operations ?? 0
        session.profiler?.watch(context)
        if compiled.stylesheet.options.mendsNumbers { NumberMends.install(in: context) }
        if compiled.stylesheet.options.mendsSorting { SortMends.install(in: context) }
        ExtensionCalls.register(session.extensions, in: context)
    }

    /// Success is the state of the context. libxslt leaves the state as it was after some errors (an unknown instruction, an
    /// XPath recursion limit, a document that does not parse); a result with a hole in it is no success either.
    private func apply(_ context: xsltTransformContextPtr) throws(XSLTError) -> xmlDocPtr {
        let expressions = try Parameters.set(parameters, in: context, source: session.source)
        if compiled.stylesheet.options.mendsInstructions { session.spaceStripping = SpaceStripping(document.pointer, context) }
        defer { session.spaceStripping?.giveBack() }
        let (tree, end) = Watchdog.shared.watch(context, session.limits, isStopped: compiled.stylesheet.isStopped) {
            expressions.withCArray { xsltApplyStylesheetUser(compiled.pointer, document.pointer, $0, nil, nil, context) }
        }
        if case .excess(let what, let limit) = end { session.limit = (what, limit) }
        guard let tree, context.pointee.state == XSLT_STATE_OK, session.refusal == nil, end == nil, !session.hasErrors else {
            xmlFreeDoc(tree)
            if case .stop = end {
                throw .failed(source: session.source, [Diagnostic(message: "the transform was asked to stop")])
            }
            throw compiled.explanations.explained(session.transformError)
        }
        return tree
    }

    /// The serialised tree: by our own writer where it knows how, else by libxslt's.
    private func bytes(of tree: xmlDocPtr, _ session: Session) throws(XSLTError) -> [UInt8] {
        guard compiled.stylesheet.options.writesResults, let bytes = ResultWriter(compiled.pointer).bytes(of: tree) else {
            return try Serialiser.bytes(of: tree, compiled.pointer, session)
        }
        if let most = session.limits.outputBytes, bytes.count > most {
            throw .limitExceeded(source: session.source, what: "bytes of output", limit: "\(most)")
        }
        return bytes
    }

    /// Writes the tree and gathers what is known about the output.
    private func serialise(_ tree: xmlDocPtr, _ session: Session) throws(XSLTError) -> TransformResult {
        let output = try bytes(of: tree, session)
        return TransformResult(
            output: output, diagnostics: session.diagnostics, mediaType: Serialiser.mediaType(of: compiled.pointer, tree),
            encoding: NodeCopy.optionalString(cw_output_encoding(compiled.pointer)) ?? "UTF-8")
    }
}

extension Session {
    /// The error of a transform that did not end well; the cause comes before what followed from it.
    var transformError: XSLTError {
        if let refusal { return .forbidden(what: placed(refusal), source: source) }
        if let limit { return .limitExceeded(source: source, what: limit.what, limit: limit.limit) }
        return hasErrors ? .failed(source: source, diagnostics) : .terminated(source: source, diagnostics)
    }

    /// What was refused, with the instruction that asked for it.
    private func placed(_ what: String) -> String {
        guard let place = refusalPlace else { return what }
        return "\(what) (\(place))"
    }
}
