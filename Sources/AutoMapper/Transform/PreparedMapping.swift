internal import XSLT

/// A mapping with its stylesheet, functions and checked parameters: everything a transform needs but the document.
struct PreparedMapping: Sendable {
    let mapping: Mapping
    let parameters: [String: ParameterValue]
    private let stylesheet: Stylesheet

    /// Finds the mapping and checks the parameters.
    ///
    /// A stylesheet without declaration is checked against the `xsl:param` it has.
    ///
    /// - Throws: ``MappingError``.
    init(
        _ translator: TransformRequest.Translator, layers: MapperLayers, parameters: [String: String], limits: TransformLimits,
        engine: EngineOptions = EngineOptions()
    ) throws(MappingError) {
        let mapping = try Self.mapping(translator, layers: layers)
        let tables = LookupTables(folders: layers.lookupFolders)
        try mapping.check(tables)
        stylesheet = Self.stylesheet(mapping, layers: layers, tables: tables, limits: limits, engine: engine)
        if mapping.from == nil, mapping.parameters.isEmpty, !parameters.isEmpty {
            self.mapping = try Self.undeclared(mapping, stylesheet)
        } else {
            self.mapping = mapping
        }
        self.parameters = try self.mapping.checked(parameters)
    }

    /// Compiles the stylesheet for the thread that calls.
    ///
    /// - Parameter isStopped: ends a transform that runs; see `Stylesheet.isStopped`.
    /// - Throws: ``MappingError/stylesheet(_:)``.
    func compile(isStopped: (@Sendable () -> Bool)? = nil) throws(MappingError) -> CompiledStylesheet {
        var stylesheet = stylesheet
        stylesheet.isStopped = isStopped
        do throws(XSLTError) {
            return try stylesheet.compile()
        } catch {
            throw .stylesheet(error)
        }
    }

    /// The transform of documents of any length, record by record where the stylesheet allows it.
    ///
    /// - Throws: ``MappingError/stylesheet(_:)``.
    func streaming(_ options: StreamingOptions) throws(MappingError) -> StreamingTransform {
        var options = options
        options.idPath = options.idPath ?? Self.recordID
        do throws(XSLTError) {
            return try StreamingTransform(
                stylesheet, parameters: parameters, recordPath: mapping.recordPath.isEmpty ? nil : mapping.recordPath,
                options: options)
        } catch {
            throw .stylesheet(error)
        }
    }

    /// Where records say what they are called by, as in the fail file of the `map` task.
    private static let recordID =
        "*[local-name() = 'id' or local-name() = 'Id' or local-name() = 'Sku' or local-name() = 'sku'][1]"

    /// The stylesheet of a mapping with all functions it may call.
    static func stylesheet(
        _ mapping: Mapping, layers: MapperLayers, tables: LookupTables, limits: TransformLimits = .default,
        engine: EngineOptions = EngineOptions()
    ) -> Stylesheet {
        let functions = MapperFunctions.registry(lookups: tables, layers: layers.all)
        return Stylesheet(mapping.source, layers: layers.all, extensions: functions, limits: limits, options: engine)
    }

    private static func mapping(
        _ translator: TransformRequest.Translator, layers: MapperLayers
    ) throws(MappingError) -> Mapping {
        switch translator {
        case .mapping(let name): return try MappingCatalogue(layers).find(name)
        case .stylesheet(let url):
            let source: StylesheetSource
            do throws(XSLTError) {
                source = try StylesheetSource.file(url, root: layers.stylesheetRoot)
            } catch {
                throw .stylesheet(error)
            }
            return try MappingCatalogue(layers).mapping(of: source)
        }
    }

    private static func undeclared(_ mapping: Mapping, _ stylesheet: Stylesheet) throws(MappingError) -> Mapping {
        let names: [String]
        do throws(XSLTError) {
            names = try stylesheet.parameterNames()
        } catch {
            throw .stylesheet(error)
        }
        let parameters = names.map { name in
            MappingParameter(name: name, kind: .string, isRequired: false, defaultValue: nil, description: "")
        }
        return Mapping(
            name: mapping.name, from: nil, to: nil, recordPath: mapping.recordPath, outputPath: mapping.outputPath,
            isRecordLocal: mapping.isRecordLocal, parameters: parameters, lookups: mapping.lookups, layer: mapping.layer,
            source: mapping.source)
    }
}
