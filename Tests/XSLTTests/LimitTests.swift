import Testing
import XSLT

/// What would never end, ends; what would overflow a stack, does not.
struct LimitTests {
    private let endless = "<xsl:template match='/' name='r'><xsl:call-template name='r'/></xsl:template>"
    /// Calls itself twice a level: 2^n calls, so only the bound on work ends it.
    private let exploding = """
        <xsl:template match='/' name='r'><xsl:param name='n' select='1'/><xsl:if test='$n &lt; 500'>\
        <xsl:call-template name='r'><xsl:with-param name='n' select='$n + 1'/></xsl:call-template>\
        <xsl:call-template name='r'><xsl:with-param name='n' select='$n + 1'/></xsl:call-template></xsl:if></xsl:template>
        """

    @Test func endlessRecursionNamesLimitAndPlace() {
        let expected = XSLTError.limitExceeded(
            source: "sheet.xsl", what: "nested templates at sheet.xsl:2 (template 'r')", limit: "3000")
        #expect(throws: expected) { try transform("<a/>", with: endless) }
    }

    @Test func depthCanBeSet() {
        let error = #expect(throws: XSLTError.self) { try transform("<a/>", with: endless, limits: TransformLimits(depth: 10)) }
        #expect(error?.description.contains("more than 10 nested templates") == true)
    }

    @Test func endlessWorkEnds() {
        let error = #expect(throws: XSLTError.self) {
            try transform("<a/>", with: exploding, limits: TransformLimits(operations: 100_000))
        }
        #expect(error?.description.contains("more than 100000 operations at sheet.xsl:2") == true)
    }

    @Test func xpathAloneIsBoundedToo() {
        let body = "<xsl:template match='/'><xsl:value-of select='count(//*[count(//*) &gt; 0])'/></xsl:template>"
        let document = "<a>\(String(repeating: "<b/>", count: 1000))</a>"
        let error = #expect(throws: XSLTError.self) {
            try transform(document, with: body, limits: TransformLimits(operations: 50_000))
        }
        #expect(error?.description.contains("more than 50000 operations") == true)
    }

    @Test func variablesAreBounded() {
        let body = """
            <xsl:template match='/' name='r'><xsl:variable name='v' select='1'/><xsl:call-template name='r'>\
            <xsl:with-param name='p' select='1'/></xsl:call-template></xsl:template>
            """
        let error = #expect(throws: XSLTError.self) { try transform("<a/>", with: body, limits: TransformLimits(variables: 50)) }
        #expect(error?.description.contains("more than 50 variables alive at once") == true)
    }

    @Test func outputIsBounded() {
        let body =
            "<xsl:output method='text'/><xsl:template match='/'><xsl:value-of select='str:padding(100000)'/></xsl:template>"
        let expected = XSLTError.limitExceeded(source: "sheet.xsl", what: "bytes of output", limit: "5000")
        #expect(throws: expected) { try transform("<a/>", with: body, limits: TransformLimits(outputBytes: 5000)) }
    }

    @Test(arguments: [
        // Texts and trees that double with every step: a few dozen steps are more than any machine holds.
        """
        <xsl:template match='/' name='r'><xsl:param name='s' select="'0123456789abcdef'"/><xsl:param name='n' select='0'/>\
        <xsl:if test='$n &lt; 26'><xsl:call-template name='r'><xsl:with-param name='s' select='concat($s, $s)'/>\
        <xsl:with-param name='n' select='$n + 1'/></xsl:call-template></xsl:if></xsl:template>
        """,
        """
        <xsl:template match='/' name='r'><xsl:param name='s' select='/'/><xsl:param name='n' select='0'/>\
        <xsl:if test='$n &lt; 40'><xsl:variable name='v'><xsl:copy-of select='$s'/><xsl:copy-of select='$s'/></xsl:variable>\
        <xsl:call-template name='r'><xsl:with-param name='s' select='exsl:node-set($v)'/>\
        <xsl:with-param name='n' select='$n + 1'/></xsl:call-template></xsl:if></xsl:template>
        """,
    ])
    func memoryIsBounded(_ body: String) {
        let expected = XSLTError.limitExceeded(source: "sheet.xsl", what: "bytes of memory", limit: "64000000")
        #expect(throws: expected) { try transform("<a/>", with: body, limits: TransformLimits(memoryBytes: 64_000_000)) }
    }

    @Test func timeIsBounded() {
        let expected = XSLTError.limitExceeded(source: "sheet.xsl", what: "seconds", limit: "1")
        let started = ContinuousClock.now
        #expect(throws: expected) { try transform("<a/>", with: exploding, limits: TransformLimits(operations: nil, seconds: 1)) }
        #expect(ContinuousClock.now - started < .seconds(30))
    }

    /// Tests run on small stacks already; this makes the recursions that need the most of it.
    @Test(arguments: [
        "<xsl:template match='/' name='r'><xsl:variable name='x'><xsl:apply-templates select='.'/></xsl:variable></xsl:template>",
        "<xsl:template match='/'><o><xsl:attribute name='x'><xsl:apply-templates select='.'/></xsl:attribute></o></xsl:template>",
        "<func:function name='my:f'><func:result select='concat(1, string(number(my:f()))) + 1'/></func:function>"
            + "<xsl:template match='/'><xsl:value-of select='my:f()'/></xsl:template>",
        "<xsl:template match='/'><xsl:for-each select='.'><xsl:sort select='.'/><xsl:apply-templates select='.'>"
            + "<xsl:with-param name='p'><xsl:apply-templates select='.'/></xsl:with-param>"
            + "</xsl:apply-templates></xsl:for-each></xsl:template>",
        "<xsl:template match='/'><xsl:value-of select=\"dyn:evaluate(concat(str:padding(100000, '('), '1'))\"/></xsl:template>",
    ])
    func deepRecursionIsAnErrorNotACrash(_ body: String) {
        #expect(throws: XSLTError.self) { try transform("<a/>", with: body) }
    }

    /// Copying is recursive in libxslt; 600,000 levels are what 2500 templates of 240 elements make.
    @Test func veryDeepResultTreesAreCopied() throws {
        let open = String(repeating: "<q>", count: 240)
        let close = String(repeating: "</q>", count: 240)
        let result = try transform(
            "<a/>",
            with: """
                <xsl:template match='/'><xsl:variable name='t'><xsl:apply-templates select='*'/></xsl:variable>\
                <xsl:copy-of select='$t'/></xsl:template>
                <xsl:template match='*'><xsl:param name='n' select='1'/>\(open)<xsl:apply-templates select='/*[$n &lt; 2500]'>\
                <xsl:with-param name='n' select='$n + 1'/></xsl:apply-templates>\(close)</xsl:template>
                """)
        #expect(result.output.count > 4_000_000)
    }

    @Test func aFloodOfMessagesIsCut() throws {
        let document = "<a>\(String(repeating: "<b/>", count: 5000))</a>"
        let result = try transform(document, with: "<xsl:template match='b'><xsl:message>m</xsl:message></xsl:template>")
        #expect(result.diagnostics.count == 1001)
        #expect(result.diagnostics.last?.message == "more than 1000 messages; the rest is not kept")
    }
}
