import FuzzDriver

@testable import XSLT

/// Transforms documents record by record and as a whole. The first byte chooses the stylesheet, the second the size of chunks and reads.
///
/// Both ways come to the same output or the same error. Where bytes are not of the declared encoding, the decoder and the parser use
/// different words.
let streamTarget = FuzzTarget("stream") { input in
    guard input.count > 2 else { return }
    let stylesheet = stylesheets[Int(input[0]) % stylesheets.count]
    let options = StreamingOptions(threads: 1, chunkBytes: input[1] % 4 == 0 ? 1 : Int(input[1]))
    let document = Array(input.dropFirst(2))
    let expected = Outcome.whole(document, stylesheet)
    let found = Outcome.streamed(
        document, stylesheet, path: ["orders", "order"], options: options, pieceSize: input[1] % 3 == 0 ? .max : 7)
    if case .error(let text) = found, case .error = expected, text.contains("the encoding that the document declares") { return }
    if found != expected { finding("streamed: \(found.text)\nwhole: \(expected.text)") }
}

/// Record-local stylesheets that read different parts of a document.
private let stylesheets = [
    "<xsl:template match='/'><a><xsl:for-each select='orders/order'><xsl:copy-of select='.'/></xsl:for-each></a></xsl:template>",
    "<xsl:output method='text'/><xsl:template match='/'><xsl:for-each select='orders/order'>[<xsl:value-of select='id'/>|"
        + "<xsl:value-of select='@*'/>]</xsl:for-each></xsl:template>",
    "<xsl:template match='orders'><a><xsl:apply-templates/></a></xsl:template>"
        + "<xsl:template match='comment()|processing-instruction()'><c><xsl:value-of select='.'/></c></xsl:template>",
    "<xsl:output indent='yes'/><xsl:strip-space elements='*'/><xsl:template match='/'><a b='{orders/@c}'><xsl:apply-templates "
        + "select='orders/order'/></a></xsl:template><xsl:template match='order'><b><xsl:copy-of select='*'/><xsl:value-of "
        + "select='line/price'/></b></xsl:template>",
].map(sheet)
