/// What a transform made.
public struct TransformResult: Sendable {
    /// The serialised result, as `xsl:output` asks for it.
    public let output: [UInt8]
    /// `xsl:message` texts and warnings, in the order they came.
    public let diagnostics: [Diagnostic]
    /// The media type of `xsl:output`, or that of its method.
    public let mediaType: String
    /// The encoding of `output` as `xsl:output` names it.
    public let encoding: String
}
