import Testing

@testable import XSLT

/// What a stylesheet never reads is left out of the tree, and nothing it reads is: the output is the same to the byte.
struct ProjectionTests {
    /// A stylesheet over the order below, and the paths that must not be in the projection.
    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let body: String
        let dropped: [String]

        init(_ name: String, _ body: String, drops dropped: [String]) {
            testDescription = name
            self.body = body
            self.dropped = dropped
        }

        /// What the record does, in the usual frame.
        init(_ record: String, drops dropped: [String], top: String = "") {
            self.init(record, LocalityCase.frame(record) + top, drops: dropped)
        }
    }

    private static let document = """
        <!-- begin --><orders store='s'>
          <order n='1'><id>1</id><notes>a<b>b</b>c<!-- d -->e<?p q?></notes><lines><line k='x'><sku> A </sku><price>1</price><note>n</note></line>
            <line><sku>B</sku><price>2</price><extra><deep>d</deep></extra></line></lines><big><x><y>z</y></x></big></order>
          <order n='2'><id>2</id><lines/><big/></order>
        </orders><!-- end -->
        """

    static let samples: [Sample] = [
        Sample("<r><xsl:value-of select='id'/></r>", drops: ["big", "lines", "notes"]),
        Sample("<r><xsl:value-of select='count(lines/line)'/></r>", drops: ["big", "lines/line/sku", "id"]),
        Sample("<r><xsl:value-of select='boolean(big)'/></r>", drops: ["big/x", "id"]),
        Sample("<r><xsl:copy-of select='lines/line[2]'/></r>", drops: ["big", "id"]),
        Sample(
            "<r><xsl:value-of select='notes/text()[2]'/>,<xsl:value-of select='count(notes/text())'/></r>",
            drops: ["notes/b", "big"]),
        Sample("<r><xsl:value-of select='name(*[2])'/></r>", drops: []),
        Sample(
            "<r><xsl:for-each select='lines/line'><xsl:value-of select='position()'/><xsl:value-of select='../../id'/></xsl:for-each></r>",
            drops: ["lines/line/sku", "big"]),
        Sample(
            "<r><xsl:value-of select='lines/line[2]/preceding-sibling::line/@k'/></r>", drops: ["lines/line/sku", "big", "id"]),
        Sample("<r><xsl:value-of select='name(lines/following-sibling::*[1])'/></r>", drops: []),
        Sample("<r><xsl:value-of select='.//price'/></r>", drops: []),
        Sample(
            "<r><xsl:apply-templates select='lines/line'/></r>", drops: ["big", "id"],
            top: "<xsl:template match='line[sku]'><xsl:value-of select='price'/></xsl:template>"),
        Sample("<r><xsl:apply-templates select='lines'/></r>", drops: ["big", "id"]),
        Sample(
            "<r><xsl:variable name='l' select='lines/line'/><xsl:value-of select='$l[1]/sku'/></r>",
            drops: ["big", "lines/line/price"]),
        Sample(
            "<r><xsl:call-template name='t'><xsl:with-param name='p' select='lines'/></xsl:call-template></r>",
            drops: ["big", "lines/line/note"],
            top: "<xsl:template name='t'><xsl:param name='p'/><xsl:value-of select='sum($p/line/price)'/></xsl:template>"),
        Sample(
            "<r><xsl:for-each select='lines/line'><xsl:sort select='price' data-type='number' order='descending'/><xsl:value-of select='sku'/></xsl:for-each></r>",
            drops: ["big", "lines/line/note", "id"]),
        Sample("<r><xsl:for-each select='lines/line'><xsl:number format='a'/></xsl:for-each></r>", drops: []),
        Sample("<r><xsl:copy><xsl:copy-of select='@*'/></xsl:copy></r>", drops: ["id", "big", "lines"]),
        Sample("<r><xsl:value-of select=\"exsl:node-set(notes)/b\"/></r>", drops: ["big", "id"]),
        Sample(
            "stripped",
            "<xsl:strip-space elements='*'/>"
                + LocalityCase.frame("<r><xsl:value-of select='lines/line/sku'/><xsl:value-of select='count(lines/node())'/></r>"),
            drops: ["big", "id"]),
        Sample(
            "whole",
            "<xsl:template match='/orders'><o><xsl:value-of select='sum(order/lines/line/price)'/><xsl:value-of select='order[last()]/id'/></o></xsl:template>",
            drops: ["big", "notes", "lines/line/sku"]),
        Sample(
            "built-in rules beside a path from the root",
            "<xsl:variable name='g' select='orders/@store'/><xsl:template match='v'><xsl:value-of select='$g'/></xsl:template>",
            drops: []),
        Sample(
            "built-in rules beside a path from the root that comes later",
            "<xsl:template match='id'><xsl:value-of select='count(/orders/order)'/></xsl:template>", drops: []),
        Sample(
            "keys",
            "<xsl:key name='k' match='line' use='sku'/><xsl:template match='/'><o><xsl:value-of select=\"key('k', 'B')/price\"/></o></xsl:template>",
            drops: []),
        Sample(
            "comments",
            "<xsl:template match='/'><o><xsl:apply-templates select='comment()'/></o></xsl:template><xsl:template match='comment()'><c><xsl:value-of select='.'/></c></xsl:template>",
            drops: ["big"]),
        Sample(
            "everything",
            "<xsl:template match='@*|node()'><xsl:copy><xsl:apply-templates select='@*|node()'/></xsl:copy></xsl:template>",
            drops: []),
        Sample("built-in", "<xsl:template match='big|notes'/>", drops: []),
    ]

    @Test(arguments: samples)
    func theOutputIsTheSameWithoutWhatIsNeverRead(_ sample: Sample) throws {
        let stylesheet = stylesheet(sample.body)
        let analysis = try stylesheet.analyse(recordPath: ["orders", "order"])
        let compiled = try stylesheet.compile()
        let bytes = Array(Self.document.utf8)
        let expected = try compiled.transform(XMLDocument(bytes: bytes, name: "in.xml")).text
        for projection in [analysis.projection, analysis.wholeProjection].compactMap(\.self) {
            let document = try XMLDocument(source: BytesSource(bytes, name: "in.xml"), projection: projection)
            #expect(try compiled.transform(document).text == expected)
        }
    }

    @Test(arguments: samples)
    func whatIsNeverReadIsKnown(_ sample: Sample) throws {
        let analysis = try stylesheet(sample.body).analyse(recordPath: ["orders", "order"])
        guard !sample.dropped.isEmpty else { return }
        let projection = try #require(analysis.projection ?? analysis.wholeProjection)
        for path in sample.dropped { #expect(!keeps(path, projection), "\(path)") }
    }

    /// Whether an element below an order stays.
    private func keeps(_ path: String, _ projection: Projection) -> Bool {
        var node = 0
        for name in ["orders", "order"] + path.split(separator: "/").map(String.init) {
            if projection.nodes[node].keepsAll { return true }
            guard let child = projection.child(of: node, name: name, namespace: nil) else { return false }
            node = child
        }
        return true
    }

    @Test func anotherDocumentElementIsKeptWhole() throws {
        let body =
            "<xsl:template match='/orders'><o/></xsl:template><xsl:template match='other'><p><xsl:value-of select='.'/></p></xsl:template>"
        let stylesheet = stylesheet(body)
        let projection = try #require(try stylesheet.analyse().wholeProjection)
        let document = try XMLDocument(
            source: BytesSource(Array("<other><a>x</a></other>".utf8), name: "in.xml"), projection: projection)
        #expect(try stylesheet.compile().transform(document).text.contains("<p>x</p>"))
    }
}
