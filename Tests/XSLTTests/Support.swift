import XSLT

/// Compiles a stylesheet whose body is given and transforms a document with it.
func transform(
    _ document: String, with body: String, parameters: [String: ParameterValue] = [:], layers: StylesheetLayers = .init([]),
    extensions: ExtensionRegistry = .init(), limits: TransformLimits = .default
) throws -> TransformResult {
    let compiled = try stylesheet(body, layers: layers, extensions: extensions, limits: limits).compile()
    return try compiled.transform(XMLDocument(bytes: Array(document.utf8), name: "input.xml"), parameters: parameters)
}

/// A stylesheet with the usual namespaces around a body; the body starts on line 2 of `sheet.xsl`.
func stylesheet(
    _ body: String, layers: StylesheetLayers = .init([]), extensions: ExtensionRegistry = .init(),
    limits: TransformLimits = .default,
    layer: String? = nil, name: String = "sheet.xsl"
) -> Stylesheet {
    let source = StylesheetSource(name: name, layer: layer, bytes: sheet(body))
    return Stylesheet(source, layers: layers, extensions: extensions, limits: limits)
}

/// The bytes of a whole stylesheet around a body.
func sheet(_ body: String) -> [UInt8] {
    let namespaces = [
        "xsl": "http://www.w3.org/1999/XSL/Transform", "exsl": "http://exslt.org/common", "str": "http://exslt.org/strings",
        "msxsl": "urn:schemas-microsoft-com:xslt", "my": "urn:my", "saxon": "http://icl.com/saxon",
        "xt": "http://www.jclark.com/xt",
        "redirect": "org.apache.xalan.xslt.extensions.Redirect", "func": "http://exslt.org/functions",
        "dyn": "http://exslt.org/dynamic",
    ]
    let declarations = namespaces.sorted { $0.key < $1.key }.map { "xmlns:\($0.key)='\($0.value)'" }.joined(separator: " ")
    let prefixes = namespaces.keys.filter { $0 != "xsl" }.sorted()
    let excluded =
        "exclude-result-prefixes='\(prefixes.joined(separator: " "))' extension-element-prefixes='exsl saxon xt redirect func'"
    return Array("<xsl:stylesheet version='1.0' \(declarations) \(excluded)>\n\(body)\n</xsl:stylesheet>".utf8)
}

extension TransformResult {
    /// The output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
}
