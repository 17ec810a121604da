import Testing

@testable import XSLT

/// Our own serialiser writes what libxslt's does.
struct ResultWriterTests {
    /// Trees that are written with every output setting below.
    private static let trees = [
        "<a/>", "<a>t</a>", "<a><b/><b/></a>", "<a><b>t</b><c><d/></c></a>", "<a>t<b><c/></b></a>", "<a><b/>t<c><d/></c></a>",
        "<a x='1' y='&lt;&gt;&amp;&quot;&apos;&#9;&#10;&#13; é 🎁'/>", "<a>&lt;&gt;&amp;\"'&#13;\té 🎁]]&gt;</a>",
        "<a><!-- c --><b/></a>",
        "<a><b/><!-- c --></a>", "<a xmlns='urn:a' xmlns:p='urn:p'><p:b p:c='1'/><b xmlns=''/></a>",
        "<a><b><c><d><e>t</e></d></c></b></a>",
        "<a>\n <b/>\n</a>", "<a><?p q?><b/></a>", "<a xml:lang='de' xml:space='preserve'> <b/></a>",
        (0..<40).reduce("<x/>") { text, _ in "<a>\(text)</a>" }, "<a><b/><c/>\n</a>", "<a xmlns:p=\"urn:'\"/>",
    ]

    private static let settings = [
        "", "indent='yes'", "indent='no'", "encoding='UTF-8'", "encoding='utf-8' indent='yes'", "omit-xml-declaration='yes'",
        "standalone='yes' indent='yes'", "standalone='no'", "method='xml' omit-xml-declaration='yes' indent='yes'",
        "doctype-system='a.dtd'", "cdata-section-elements='a b' indent='yes'", "encoding='ISO-8859-1'", "version='1.1'",
    ]

    @Test("same bytes as libxslt", arguments: settings)
    func sameBytesAsLibxslt(_ setting: String) throws {
        for tree in Self.trees {
            let body =
                "<xsl:output \(setting)/><xsl:template match='@*|node()'><xsl:copy><xsl:apply-templates select='@*|node()'/>"
                + "</xsl:copy></xsl:template>"
            try compare(body, Array(tree.utf8), "\(setting): \(tree)")
        }
    }

    @Test(arguments: [
        "<xsl:template match='/'>text only</xsl:template>", "<xsl:template match='/'/>",
        "<xsl:template match='/'><a/><b/></xsl:template>",
        "<xsl:template match='/'><xsl:comment>c</xsl:comment><a/></xsl:template>",
        "<xsl:template match='/'><a/><xsl:comment>c</xsl:comment></xsl:template>",
        "<xsl:template match='/'><a><xsl:text disable-output-escaping='yes'>&lt;b&gt;</xsl:text>&lt;</a></xsl:template>",
        "<xsl:template match='/'><html><p/></html></xsl:template>",
        "<xsl:output method='text'/><xsl:template match='/'>é&lt;</xsl:template>",
        "<xsl:output method='html'/><xsl:template match='/'><a/></xsl:template>",
    ])
    func unusualDocuments(_ body: String) throws {
        for indent in ["", "<xsl:output indent='yes'/>", "<xsl:output indent='no'/>"] {
            try compare(indent + body, Array("<a/>".utf8), indent + body)
        }
    }

    @Test func ordinaryTreesAreOurs() throws {
        let compiled = try stylesheet("<xsl:output indent='yes'/>").compile()
        let document = try XMLDocument(bytes: Array("<a b='1'><c>t</c><!-- d --></a>".utf8), name: "in.xml")
        #expect(ResultWriter(compiled.pointer).bytes(of: document.pointer) != nil)
    }

    /// Writes the result of a stylesheet both ways.
    private func compare(_ body: String, _ document: [UInt8], _ comment: String) throws {
        let compiled = try stylesheet(body).compile()
        let run = TransformRun(compiled, try XMLDocument(bytes: document, name: "in.xml"), [:])
        try run.withTree { (tree, session) throws(XSLTError) in
            let expected = try Serialiser.bytes(of: tree, compiled.pointer, session)
            if let written = ResultWriter(compiled.pointer).bytes(of: tree) {
                let found = String(decoding: written, as: UTF8.self)
                #expect(found == String(decoding: expected, as: UTF8.self), "\(comment)")
            }
        }
    }
}
