import Testing

@testable import XSLT

/// A record-local stylesheet.
struct LocalStylesheet: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let body: String

    init(_ name: String, _ body: String) {
        testDescription = name
        self.body = body
    }

    var stylesheet: Stylesheet { XSLTTests.stylesheet(body) }

    /// A template that writes one element for a record.
    private static let order = """
        <xsl:template match='order'><sale id='{id}'><xsl:value-of select='name'/><xsl:for-each select='lines/line'>\
        <line sku='{sku}'><p><xsl:value-of select='price'/></p><n><xsl:value-of select='position()'/></n></line></xsl:for-each>\
        </sale></xsl:template>
        """
    private static let wrapped = """
        <xsl:template match='/'><sales><head a='1'>text</head><list><xsl:apply-templates select='orders/order'/></list><tail/></sales>\
        </xsl:template>
        """

    static let all = [
        LocalStylesheet("a wrapper", wrapped + order),
        LocalStylesheet(
            "mended numbers, sorting and instructions",
            """
            <xsl:output cdata-section-elements='k'/><xsl:decimal-format zero-digit='&#1632;'/><xsl:strip-space elements='*'/>
            <xsl:attribute-set name='s' use-attribute-sets='t u'/><xsl:attribute-set name='t'><xsl:attribute name='a'>t</xsl:attribute>
            </xsl:attribute-set><xsl:attribute-set name='u'><xsl:attribute name='a'>u</xsl:attribute></xsl:attribute-set>
            <xsl:template match='/'><sales><xsl:apply-templates select='orders/order'/></sales></xsl:template>
            <xsl:template match='order'><sale xsl:use-attribute-sets='s' n='{count(text())}'><xsl:for-each select='lines/line'>
            <xsl:sort select='sku' lang='sv' case-order='upper-first'/><xsl:sort select='position()' data-type='number'/>
            <k><xsl:value-of select="concat(sku, format-number(price, '#,##&#1632;.&#1632;&#1632;'), number('1e3'))"/></k>
            <xsl:number value='1000 * position()' grouping-size="{3}" grouping-separator="{','}"/></xsl:for-each></sale></xsl:template>
            """),
        LocalStylesheet("indented", "<xsl:output indent='yes'/>" + wrapped + order),
        LocalStylesheet(
            "indented, nothing around",
            "<xsl:output indent='yes'/><xsl:template match='/'><a><xsl:for-each "
                + "select='orders/order'><b><c><xsl:value-of select='id'/></c><d/></b></xsl:for-each></a></xsl:template>"),
        LocalStylesheet("without declaration", "<xsl:output omit-xml-declaration='yes'/>" + wrapped + order),
        LocalStylesheet(
            "document type", "<xsl:output doctype-system='a.dtd' doctype-public='-//A' indent='yes'/>" + wrapped + order),
        LocalStylesheet("standalone", "<xsl:output standalone='yes' encoding='UTF-8'/>" + wrapped + order),
        LocalStylesheet("Latin-1", "<xsl:output encoding='ISO-8859-1' indent='yes'/>" + wrapped + order),
        LocalStylesheet("ASCII", "<xsl:output encoding='US-ASCII'/>" + wrapped + order),
        LocalStylesheet("CDATA sections", "<xsl:output cdata-section-elements='p name' indent='yes'/>" + wrapped + order),
        LocalStylesheet(
            "text",
            "<xsl:output method='text'/><xsl:template match='/'>head\n<xsl:for-each select='orders/order'>"
                + "<xsl:value-of select='id'/>,<xsl:value-of select='name'/><xsl:text>\n</xsl:text></xsl:for-each>end</xsl:template>"
        ),
        LocalStylesheet(
            "text that is nothing but records",
            "<xsl:output method='text'/><xsl:template match='/'>"
                + "<xsl:for-each select='orders/order'><xsl:value-of select='id'/></xsl:for-each></xsl:template>"),
        LocalStylesheet(
            "nothing for most records",
            "<xsl:template match='/'><a><xsl:for-each select='orders/order[id mod 7 = 3]'>"
                + "<b><xsl:value-of select='id'/></b></xsl:for-each></a></xsl:template>"),
        LocalStylesheet(
            "nothing for all records, indented",
            "<xsl:output indent='yes'/><xsl:template match='/'><a>"
                + "<xsl:for-each select='orders/order[id = -5]'><b/></xsl:for-each></a></xsl:template>"),
        LocalStylesheet(
            "text between",
            "<xsl:output indent='yes'/><xsl:template match='/'><a>"
                + "<xsl:for-each select='orders/order'><b/>, </xsl:for-each></a></xsl:template>"),
        LocalStylesheet(
            "equal elements around and in records",
            "<xsl:output indent='yes'/><xsl:template match='/'><a><b/>"
                + "<xsl:for-each select='orders/order'><b/></xsl:for-each><b/></a></xsl:template>"),
        LocalStylesheet(
            "several elements a record",
            "<xsl:template match='/'><a><xsl:for-each select='orders/order'>"
                + "<b/><xsl:copy-of select='lines/line'/></xsl:for-each></a></xsl:template>"),
        LocalStylesheet(
            "everything copied",
            "<xsl:template match='@*|node()'><xsl:copy><xsl:apply-templates select='@*|node()'/>"
                + "</xsl:copy></xsl:template>"),
        LocalStylesheet(
            "built-in rules",
            "<xsl:template match='id'><i><xsl:value-of select='.'/></i></xsl:template>"
                + "<xsl:template match='orders'><a><xsl:apply-templates/></a></xsl:template>"),
        LocalStylesheet(
            "stripped",
            "<xsl:strip-space elements='*'/><xsl:output indent='yes'/><xsl:template match='orders'><a>"
                + "<xsl:apply-templates/></a></xsl:template><xsl:template match='order'><b><xsl:apply-templates/></b></xsl:template>"
        ),
        LocalStylesheet(
            "attributes of ancestors",
            "<xsl:template match='/'><a><xsl:for-each select='orders/order'>"
                + "<b c='{../@currency}' d='{ancestor::orders/@currency}'/></xsl:for-each></a></xsl:template>"),
        LocalStylesheet(
            "namespaces",
            "<xsl:template match='/'><my:a><xsl:for-each select='orders/order'><my:b/><xsl:element name='q:c' "
                + "namespace='urn:q'/><xsl:copy-of select='.'/></xsl:for-each></my:a></xsl:template>"),
        LocalStylesheet(
            "not escaped",
            "<xsl:template match='/'><a><xsl:for-each select='orders/order'><b><xsl:value-of "
                + "disable-output-escaping='yes' select='name'/></b></xsl:for-each></a></xsl:template>"),
        LocalStylesheet(
            "comments and instructions",
            "<xsl:output indent='yes'/><xsl:template match='/'><a><xsl:for-each "
                + "select='orders/order'><xsl:comment>c</xsl:comment><xsl:processing-instruction name='p'>q</xsl:processing-instruction>"
                + "<b/></xsl:for-each></a></xsl:template>"),
        LocalStylesheet("HTML", "<xsl:output method='html'/>" + wrapped + order),
        LocalStylesheet(
            "HTML by its root",
            "<xsl:template match='/'><html><xsl:for-each select='orders/order'><p/></xsl:for-each>"
                + "</html></xsl:template>"),
        LocalStylesheet("UTF-16", "<xsl:output encoding='UTF-16'/>" + wrapped + order),
        LocalStylesheet(
            "no element around",
            "<xsl:output indent='yes'/><xsl:template match='/'><xsl:for-each select='orders/order'>"
                + "<b/><xsl:comment>c</xsl:comment></xsl:for-each></xsl:template>"),
        LocalStylesheet(
            "no element around, never indented",
            "<xsl:output indent='no' omit-xml-declaration='yes'/>"
                + "<xsl:template match='/'><xsl:for-each select='orders/order'><b/></xsl:for-each></xsl:template>"),
    ]
}
