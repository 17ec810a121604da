/// A stylesheet as source and options. It may travel between threads; each thread compiles its own.
///
/// libxslt caches inside a compiled stylesheet while it runs, so sharing one between threads is a data race, although it
/// looks immutable. Compilation is cheap.
public struct Stylesheet: Sendable {
    /// The stylesheet that is compiled.
    public let source: StylesheetSource
    /// Where it may read.
    let layers: StylesheetLayers
    /// What it may call.
    let extensions: ExtensionRegistry
    /// What it may use up.
    let limits: TransformLimits
    /// Which steps of the engine are on.
    public var options: EngineOptions
    /// Asked some times a second while a transform runs, from another thread; the transform fails soon after the answer is yes.
    public var isStopped: (@Sendable () -> Bool)?

    /// - Parameters:
    ///   - layers: where imports, includes and `document()` may read; nothing else is readable.
    ///   - extensions: the functions it may call besides EXSLT and `msxsl:node-set`.
    public init(
        _ source: StylesheetSource, layers: StylesheetLayers = .init([]), extensions: ExtensionRegistry = .init(),
        limits: TransformLimits = .default, options: EngineOptions = EngineOptions()
    ) {
        self.source = source
        self.layers = layers
        self.extensions = extensions
        self.limits = limits
        self.options = options
    }

    /// Compiles it with all it imports.
    ///
    /// - Throws: `invalidStylesheet` with every finding, `forbidden`, or `importCycle`.
    public func compile() throws(XSLTError) -> CompiledStylesheet {
        try CompiledStylesheet(self)
    }
}
