import Testing
import XSLT

/// A small stylesheet over `orders/order`, and what the analysis has to say about it.
struct LocalityCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// The content of the stylesheet.
    let body: String
    /// Words of the reason; `nil` for a stylesheet that is record-local.
    let reason: String?
    /// The record path that is given; `nil` lets it be found.
    var recordPath: [String]? = ["orders", "order"]

    /// A record-local stylesheet: the frame of ``frame(_:)`` around what a record does.
    static func local(_ name: String, record: String, top: String = "") -> LocalityCase {
        LocalityCase(testDescription: name, body: frame(record) + top, reason: nil)
    }

    /// A record-local stylesheet, whole.
    static func local(_ name: String, _ body: String) -> LocalityCase {
        LocalityCase(testDescription: name, body: body, reason: nil)
    }

    /// One that must be refused, as a whole.
    static func refused(_ name: String, _ body: String, _ reason: String) -> LocalityCase {
        LocalityCase(testDescription: name, body: body, reason: reason)
    }

    /// One that must be refused for what a record does.
    static func refused(record: String, _ reason: String, top: String = "") -> LocalityCase {
        LocalityCase(testDescription: record, body: frame(record) + top, reason: reason)
    }

    /// An expression in a record that must be refused.
    static func refused(expression: String, _ reason: String) -> LocalityCase {
        LocalityCase(testDescription: expression, body: frame("<r><xsl:value-of select=\"\(expression)\"/></r>"), reason: reason)
    }

    /// An expression in a record that is local.
    static func local(expression: String) -> LocalityCase {
        LocalityCase(testDescription: expression, body: frame("<r><xsl:value-of select=\"\(expression)\"/></r>"), reason: nil)
    }

    /// The usual stylesheet around the content of the template for a record.
    static func frame(_ record: String) -> String {
        """
        <xsl:template match="/"><out><xsl:apply-templates select="orders/order"/></out></xsl:template>
        <xsl:template match="order">\(record)</xsl:template>

        """
    }

    /// What the analysis says.
    func analysis() throws -> StylesheetAnalysis {
        var registry = ExtensionRegistry()
        for name in ["add", "Select", "FileExists", "ValidXml"] {
            registry.register(name, namespace: "urn:my", arguments: 0...9) { $0.first ?? .string("") }
        }
        return try stylesheet(body, extensions: registry).analyse(recordPath: recordPath)
    }
}

extension LocalityCase {
    static let local: [LocalityCase] = [
        .local(expression: "id"), .local(expression: "products/product[1]/sku"),
        .local(expression: "sum(products/product/price)"),
        .local(expression: "count(products/product[position() &gt; 1])"), .local(expression: "products/product[last()]/sku"),
        .local(expression: "../@store"), .local(expression: "ancestor::orders/@store"), .local(expression: "/orders/@store"),
        .local(expression: "name(..)"), .local(expression: "count(ancestor::*)"), .local(expression: "name(/*)"),
        .local(expression: ".//sku"), .local(expression: "descendant::product[2]"),
        .local(expression: "generate-id(id) = generate-id(.)"),
        .local(expression: "products/product[2]/preceding-sibling::product/sku"), .local(expression: "string()"),
        .local(expression: "products/product[@id = current()/@main]/sku"), .local(expression: "lang('en')"),
        .local(expression: "format-number(total, '0.00')"), .local(expression: "my:add(total, 1)"),
        .local(expression: "products/product/ancestor::order/id"), .local(expression: "products/product/../../id"),
        .local(expression: "exsl:node-set(id)/self::id"), .local(expression: "str:tokenize(notes, ',')[2]"),
        .local(
            "sorted inside", record: "<r><xsl:for-each select='products/product'><xsl:sort select='sku'/><i/></xsl:for-each></r>"),
        .local(
            "position inside a loop",
            record: "<r><xsl:for-each select='products/product'><i n='{position()}'/></xsl:for-each></r>"),
        .local(
            "a tree of its own",
            record: """
                <xsl:variable name='t'><a><b/></a></xsl:variable><r><xsl:value-of select="exsl:node-set($t)/a[1]/b"/></r>
                """),
        .local("numbering inside", record: "<r><xsl:for-each select='products/product'><xsl:number/></xsl:for-each></r>"),
        .local("a stop", record: "<r><xsl:if test='not(id)'><xsl:message terminate='yes'>no id</xsl:message></xsl:if></r>"),
        .local("a message of a record", record: "<r><xsl:message>here</xsl:message></r>"),
        .local("a copy", record: "<xsl:copy-of select='.'/>"),
        .local(
            "modes", record: "<xsl:apply-templates select='.' mode='m'/>",
            top: "<xsl:template match='order' mode='m'><r/></xsl:template>"),
        .local(
            "named templates with parameters",
            record: "<r><xsl:call-template name='t'><xsl:with-param name='x' select='.'/></xsl:call-template></r>",
            top: "<xsl:template name='t'><xsl:param name='x'/><xsl:value-of select='$x/id'/></xsl:template>"),
        .local(
            "a condition in the pattern", record: "<r/>", top: "<xsl:template match=\"order[status = 'new']\"><n/></xsl:template>"
        ),
        .local(
            "a recursion inside", record: "<r><xsl:apply-templates select='lines'/></r>",
            top: "<xsl:template match='lines'><xsl:apply-templates select='lines'/></xsl:template>"),
        .local(
            "a filter of records",
            "<xsl:template match='/'><o><xsl:for-each select=\"orders/order[status = 'new']\"><r/></xsl:for-each></o></xsl:template>"
        ),
        .local(
            "a frame of attributes",
            "<xsl:template match='/orders'><o store='{@store}'><xsl:apply-templates select='order'/></o></xsl:template>"),
        .local(
            "a loop for the wrapper",
            "<xsl:template match='/'><o><xsl:for-each select='orders'><xsl:for-each select='order'><r/></xsl:for-each></xsl:for-each></o></xsl:template>"
        ),
        .local(
            "an absolute selection",
            "<xsl:template match='/orders'><o><xsl:apply-templates select='/orders/order'/></o></xsl:template>"),
        .local(
            "text output",
            "<xsl:output method='text'/><xsl:template match='/'><xsl:for-each select='orders/order'><xsl:value-of select='id'/>,</xsl:for-each></xsl:template>"
        ),
        .local(
            "built-in rules",
            "<xsl:template match='orders'><o><xsl:apply-templates/></o></xsl:template><xsl:template match='order'><r/></xsl:template>"
        ),
        .local(
            "globals without records",
            "<xsl:variable name='g' select=\"'x'\"/><xsl:variable name='s' select='/orders/@store'/>"
                + frame("<r><xsl:value-of select='concat($g, $s)'/></r>")),
        .local(
            "the first record for the frame",
            "<xsl:template match='/orders'><xsl:variable name='f' select='(order)[1]/store'/><o s='{$f}'><xsl:apply-templates select='order'/></o></xsl:template>"
        ),
        .local(
            "an attribute set", record: "<r xsl:use-attribute-sets='s'/>",
            top:
                "<xsl:attribute-set name='s'><xsl:attribute name='i'><xsl:value-of select='id'/></xsl:attribute></xsl:attribute-set>"
        ),
        .local(
            "identities compared in a tree",
            record: """
                <xsl:variable name='t'><xsl:for-each select='products/product'><c key='{generate-id()}' p='{price}'/></xsl:for-each></xsl:variable>
                <r><xsl:value-of select="exsl:node-set($t)/c[@key = generate-id(current()/products/product[1])]/@p"/></r>
                """),
        .local("a key that is declared and not used", record: "<r/>", top: "<xsl:key name='k' match='order' use='id'/>"),
    ]
}
