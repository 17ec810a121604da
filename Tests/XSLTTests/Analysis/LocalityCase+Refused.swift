extension LocalityCase {
    static let refused: [LocalityCase] = [
        .refused(expression: "position()", "position() counts records"), .refused(expression: "last()", "last() counts records"),
        .refused(expression: "preceding-sibling::order/id", "'preceding-sibling::order'"),
        .refused(expression: "following-sibling::*[1]/id", "'following-sibling::*'"),
        .refused(expression: "preceding::id", "'preceding::id' leaves the record"),
        .refused(expression: "products/product/following::product", "'following::product' leaves the record"),
        .refused(expression: "../order[1]/id", "'order' from above the records"),
        .refused(expression: "count(../*)", "'*' from above"),
        .refused(expression: "count(/orders/order)", "'order' from above"),
        .refused(expression: "//order[1]/id", "sees all of them"),
        .refused(expression: "ancestor::orders/order/id", "'order' from above"),
        .refused(expression: "string(..)", "is that of all records"),
        .refused(expression: ".. = 'x'", "is that of all records"), .refused(expression: "string(/)", "is that of all records"),
        .refused(expression: "../../orders/header", "'header' from above"), .refused(expression: "concat(.., '')", "all records"),
        .refused(expression: "products/product/../../../order/id", "'order' from above"),
        .refused(expression: "key('k', id)", "key() finds nodes anywhere"),
        .refused(expression: "id('x')", "id() finds nodes anywhere"),
        .refused(expression: "document('')", "document()"), .refused(expression: "document('x.xml')/a", "document()"),
        .refused(expression: "generate-id()", "would be output"),
        .refused(expression: "substring(generate-id(), 2)", "more than comparing"),
        .refused(expression: "dyn:evaluate('id')", "'evaluate()'"),
        .refused(expression: "my:Select(., 'id')", "Select() is never"),
        .refused(expression: "my:FileExists('x')", "FileExists() is never"),
        .refused(expression: "my:ValidXml('x')", "ValidXml() is never"),
        .refused(expression: "my:unknown(.)", "'unknown()' of 'urn:my'"), .refused(expression: "$nope", "'nope' is not declared"),
        .refused(expression: "ancestor::*/*/id", "'*' from above"), .refused(expression: "(//sku)[1]", "sees all of them"),
        .refused(record: "<r><xsl:number/></r>", "xsl:number counts beyond"),
        .refused(record: "<r><xsl:for-each select='products/product'><xsl:number level='any'/></xsl:for-each></r>", "xsl:number"),
        .refused(
            record: "<r><xsl:for-each select='products/product'><xsl:number count='order'/></xsl:for-each></r>", "xsl:number"),
        .refused(
            record: "<r><xsl:call-template name='t'/></r>", "position() counts",
            top: "<xsl:template name='t'><xsl:value-of select='position()'/></xsl:template>"),
        .refused(record: "<r/>", "counts records", top: "<xsl:template match='order[2]'><x/></xsl:template>"),
        .refused(record: "<r/>", "counts records", top: "<xsl:template match='order[last()]'><x/></xsl:template>"),
        .refused(
            record: "<r/>", "'preceding-sibling::order'",
            top: "<xsl:template match='order[preceding-sibling::order/id = id]'><x/></xsl:template>"),
        .refused(record: "<r/>", "key() finds", top: "<xsl:template match=\"key('k', 'x')\"><x/></xsl:template>"),
        .refused(
            record: "<r><xsl:apply-templates select='products/product'/></r>", "'order' from above",
            top: "<xsl:template match='product'><xsl:value-of select='../../../order[1]/id'/></xsl:template>"),
        .refused(
            record: "<r><xsl:apply-templates select='..' mode='up'/></r>", "'order' from above",
            top: "<xsl:template match='orders' mode='up'><xsl:value-of select='order/id'/></xsl:template>"),
        .refused(
            record: "<xsl:attribute name='last'><xsl:value-of select='id'/></xsl:attribute>",
            "attribute of the element around all"),
        .refused(record: "<xsl:copy-of select='@*'/>", "attribute of the element around all"),
        .refused(
            record: "<xsl:call-template name='t'/>", "attribute of the element around all",
            top: "<xsl:template name='t'><xsl:attribute name='x'/></xsl:template>"),
        .refused(record: "<xsl:value-of select='id'/>", "text directly between", top: "<xsl:output indent='yes'/>"),
        .refused(
            record: "<xsl:value-of select='id'/>", "text directly between", top: "<xsl:output cdata-section-elements='out'/>"),
        .refused(
            record: "<r><my:do/></r>", "extension element",
            top: "<xsl:template match='x' my:a='' xsl:extension-element-prefixes='my'/>"),
        .refused(
            "sorted records",
            "<xsl:template match='/'><o><xsl:for-each select='orders/order'><xsl:sort select='id'/><r/></xsl:for-each></o></xsl:template>",
            "xsl:sort orders the records"),
        .refused(
            "records by position",
            "<xsl:template match='/'><o><xsl:for-each select='orders/order[position() &lt; 3]'><r/></xsl:for-each></o></xsl:template>",
            "counts records"),
        .refused(
            "one record",
            "<xsl:template match='/'><o><xsl:for-each select='orders/order[1]'><r/></xsl:for-each></o></xsl:template>",
            "counts records"),
        .refused(
            "a record chosen by a parameter",
            "<xsl:param name='n'/><xsl:template match='/'><o><xsl:for-each select='orders/order[$n]'><r/></xsl:for-each></o></xsl:template>",
            "counts records"),
        .refused(
            "records twice",
            "<xsl:template match='/'><o><xsl:for-each select='orders/order'><r/></xsl:for-each><xsl:for-each select='orders/order'><s/></xsl:for-each></o></xsl:template>",
            "a second time"),
        .refused(
            "records twice by a template",
            "<xsl:template match='/orders'><o><xsl:call-template name='t'/><xsl:call-template name='t'/></o></xsl:template><xsl:template name='t'><xsl:for-each select='order'><r/></xsl:for-each></xsl:template>",
            "a second time"),
        .refused(
            "records under a condition",
            "<xsl:template match='/orders'><o><xsl:if test='@x'><xsl:for-each select='order'><r/></xsl:for-each></xsl:if></o></xsl:template>",
            "under a condition"),
        .refused(
            "records by one of two templates",
            "<xsl:template match='/orders[@x]'><a><xsl:apply-templates select='order'/></a></xsl:template><xsl:template match='/orders' priority='0'><b/></xsl:template>",
            "one of several templates"),
        .refused(
            "records in a loop",
            "<xsl:variable name='t'><a/><a/></xsl:variable><xsl:template match='/'><o><xsl:for-each select='exsl:node-set($t)/a'><xsl:for-each select='$r/orders/order'><r/></xsl:for-each></xsl:for-each></o></xsl:template><xsl:variable name='r' select='/'/>",
            "'order' from above"),
        .refused(
            "records into a variable",
            "<xsl:template match='/orders'><xsl:variable name='v'><xsl:apply-templates select='order'/></xsl:variable><o><xsl:copy-of select='$v'/></o></xsl:template>",
            "into a variable"),
        .refused(
            "records into an attribute",
            "<xsl:template match='/orders'><o><xsl:attribute name='ids'><xsl:for-each select='order'><xsl:value-of select='id'/></xsl:for-each></xsl:attribute></o></xsl:template>",
            "into a variable, an attribute"),
        .refused(
            "a count before",
            "<xsl:template match='/orders'><o n='{count(order)}'><xsl:apply-templates select='order'/></o></xsl:template>",
            "'order' from above"),
        .refused(
            "a sum after",
            "<xsl:template match='/orders'><o><xsl:apply-templates select='order'/><t><xsl:value-of select='sum(order/total)'/></t></o></xsl:template>",
            "'order' from above"),
        .refused(
            "something beside the records",
            "<xsl:template match='/orders'><o><xsl:value-of select='header'/><xsl:apply-templates select='order'/></o></xsl:template>",
            "'header' from above"),
        .refused(
            "a global that counts", "<xsl:variable name='n' select='count(/orders/order)'/>" + frame("<r/>"), "'order' from above"
        ),
        .refused(
            "a global that keeps all records", "<xsl:variable name='all' select='/orders/order'/>" + frame("<r/>"),
            "'order' from above"),
        .refused(
            "a global tree of records",
            "<xsl:variable name='g'><xsl:for-each select='//order'><r/></xsl:for-each></xsl:variable>" + frame("<r/>"), "sees all"
        ),
        .refused(
            "a wrapper handed on",
            "<xsl:template match='/orders'><o><xsl:apply-templates select='order'><xsl:with-param name='w' select='.'/></xsl:apply-templates></o></xsl:template><xsl:template match='order'><xsl:param name='w'/><r><xsl:value-of select='$w/order[1]/id'/></r></xsl:template>",
            "'order' from above"),
        .refused(
            "a wrapper handed on through a built-in rule",
            "<xsl:template match='/orders'><o><xsl:apply-templates select='order'><xsl:with-param name='w' select='.'/>"
                + "</xsl:apply-templates></o></xsl:template><xsl:template match='line'><xsl:param name='w'/>"
                + "<r><xsl:value-of select='$w/order[1]/id'/></r></xsl:template>",
            "'order' from above"),
        .refused(
            "the position of the frame, which counts comments",
            "<xsl:template match='orders'><o n='{position()}'><xsl:apply-templates select='order'/></o></xsl:template>",
            "position() counts records or what is beside them"),
        .refused(
            "the position of the frame in a loop",
            "<xsl:template match='/'><o><xsl:for-each select='orders'><xsl:attribute name='n'><xsl:value-of select='last()'/></xsl:attribute>"
                + "<xsl:apply-templates select='order'/></xsl:for-each></o></xsl:template>",
            "last() counts records or what is beside them"),
        .refused(
            "the position of a wrapper handed on",
            "<xsl:template match='/'><o><xsl:apply-templates select='orders' mode='m'/></o></xsl:template>"
                + "<xsl:template match='orders' mode='m'><xsl:apply-templates select='order'><xsl:with-param name='n' select='position()'/>"
                + "</xsl:apply-templates></xsl:template>",
            "position() counts records or what is beside them"),
        .refused(
            "the first record handed on",
            "<xsl:template match='/orders'><o><xsl:apply-templates select='order'><xsl:with-param name='f' select='(order)[1]/id'/></xsl:apply-templates></o></xsl:template>",
            "handed on"),
        .refused(
            "the first record in scope",
            "<xsl:template match='/orders'><xsl:variable name='f' select='(order)[1]/id'/><o><xsl:for-each select='order'><r><xsl:value-of select='$f'/></r></xsl:for-each></o></xsl:template>",
            "only the frame may use"),
        .refused(
            "the first of something deeper",
            "<xsl:template match='/orders'><o s='{(order/store)[1]}'><xsl:apply-templates select='order'/></o></xsl:template>",
            "'order' from above"),
        .refused("HTML", "<xsl:output method='html'/>" + frame("<r/>"), "HTML output"),
        .refused(
            "HTML by its root",
            "<xsl:template match='/'><html><xsl:apply-templates select='orders/order'/></html></xsl:template>", "HTML output"),
        .refused(
            "records without an element around",
            "<xsl:template match='/'><xsl:apply-templates select='orders/order'/></xsl:template><xsl:template match='order'><r/></xsl:template>",
            "no element around"),
        .refused(
            "a message of the frame",
            "<xsl:template match='/'><o><xsl:message>begins</xsl:message><xsl:apply-templates select='orders/order'/></o></xsl:template>",
            "xsl:message outside"),
        .refused(
            "the whole input copied", "<xsl:template match='/'><o><xsl:copy-of select='orders'/></o></xsl:template>",
            "all records"),
        .refused(
            "an identity transform",
            "<xsl:template match='@*|node()'><xsl:copy><xsl:apply-templates select='@*|node()'/></xsl:copy></xsl:template>",
            "from above"),
        .refused(
            "comments of the document",
            "<xsl:template match='orders'><o><xsl:apply-templates select='order'/></o></xsl:template><xsl:template match='comment()'><c/></xsl:template>",
            "comments beside the document element"),
        .refused(
            "Muenchian grouping",
            "<xsl:key name='k' match='order' use='customer'/><xsl:template match='/'><o><xsl:for-each select=\"orders/order[generate-id() = generate-id(key('k', customer)[1])]\"><r/></xsl:for-each></o></xsl:template>",
            "key() finds"),
        .refused("an unknown instruction", frame("<r><xsl:result-document/></r>"), "xsl:result-document"),
        .refused("a call of nothing", frame("<r><xsl:call-template name='nope'/></r>"), "no template 'nope'"),
        .refused("nothing applied", "<xsl:template match='/'><o/></xsl:template>", "no instruction applies the records"),
        .refused(
            "an import that looks around",
            frame("<r><xsl:apply-imports/></r>")
                + "<xsl:template match='order' mode='m'><xsl:value-of select='position()'/></xsl:template><xsl:template match='order' priority='2'><xsl:apply-templates select='.' mode='m'/><xsl:apply-templates select='../order' mode='m'/></xsl:template>",
            "'order' from above"),
    ]
}
