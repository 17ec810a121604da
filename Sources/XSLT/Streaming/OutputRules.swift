internal import CLibxslt

/// What `xsl:output` asks for, as far as it decides whether output can be put together from pieces.
struct OutputRules {
    /// Whether elements are indented, which depends on what stands beside them.
    let isIndented: Bool
    /// Whether the output is text without markup.
    let isText: Bool
    /// Whether `indent="no"` stands there; otherwise libxslt may write line ends after the document element.
    let isNeverIndented: Bool
    /// Whether the text of some elements is written as CDATA sections, which run together with their neighbours.
    let hasCData: Bool
    /// Why the output cannot be put together at all.
    let obstacle: String?

    /// Reads a compiled stylesheet.
    init(_ style: xsltStylesheetPtr) {
        let method = NodeCopy.optionalString(cw_output_method(style))
        let indent = cw_output_indent(style)
        isText = method == "text"
        isIndented = !isText && indent == 1
        isNeverIndented = indent == 0
        hasCData = cw_output_has_cdata(style) != 0
        if let method, method != "xml", method != "text" {
            obstacle = "the output method is \(method)"
        } else if xmlIsXHTML(cw_output_doctype_system(style), cw_output_doctype_public(style)) == 1 {
            obstacle = "the output is XHTML"
        } else {
            obstacle = Self.encodingObstacle(NodeCopy.optionalString(cw_output_encoding(style)))
        }
    }

    /// Encodings with a state would begin anew in every piece.
    private static func encodingObstacle(_ encoding: String?) -> String? {
        guard let name = encoding?.uppercased() else { return nil }
        let isPlain = ["UTF-8", "UTF8", "US-ASCII", "ASCII", "LATIN1"].contains(name)
        if isPlain || ["ISO-8859-", "WINDOWS-125", "CP125"].contains(where: name.hasPrefix) { return nil }
        return "the output encoding is \(name)"
    }

    /// Whether the place of the records in the output has to be known.
    var needsPlace: Bool { isIndented || (!isText && hasCData) }
}
