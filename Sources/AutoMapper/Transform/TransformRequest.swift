public import Foundation
public import XSLT

/// One transform of one document: what `crosswalk transform` does.
public struct TransformRequest: Sendable {
    /// What is transformed.
    public enum Input: Sendable {
        case file(URL)
        /// `name` stands for the path in errors.
        case bytes([UInt8], name: String)
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

    /// - Parameter layers: for a stylesheet by path normally `MapperLayers(stylesheet:)`.
    public init(
        input: Input, translator: Translator, layers: MapperLayers, parameters: [String: String] = [:],
        limits: TransformLimits = .default
    ) {
        self.input = input
        self.translator = translator
        self.layers = layers
        self.parameters = parameters
        self.limits = limits
    }

    /// Transforms.
    ///
    /// - Returns: the serialised output and what the stylesheet said.
    /// - Throws: ``MappingError`` before, `XSLTError` while transforming. A bad record fails the whole document here; the `map`
    ///   task takes it out instead.
    public func run() throws -> TransformResult {
        let prepared = try PreparedMapping(translator, layers: layers, parameters: parameters, limits: limits)
        return try EngineThread.run { try prepared.compile().transform(document(), parameters: prepared.parameters) }
    }

    /// Transforms the whole document and takes the time of every template and instruction.
    ///
    /// - Throws: as ``run()``.
    public func profile() throws -> (result: TransformResult, profile: TransformProfile) {
        let prepared = try PreparedMapping(translator, layers: layers, parameters: parameters, limits: limits)
        return try EngineThread.run { try prepared.compile().profile(document(), parameters: prepared.parameters) }
    }

    private func document() throws -> XMLDocument {
        switch input {
        case .file(let url): try XMLDocument(file: url)
        case .bytes(let bytes, let name): try XMLDocument(bytes: bytes, name: name)
        }
    }
}