import Testing
import XSLT

/// Elements in the wrong place, values that are none, names declared twice: what the check says, and that transforms say the same.
struct StructureCheckTests {
    /// A stylesheet with one mistake, and the finding without its file.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let body: String
        let finding: String
        /// Whether a transform fails for it.
        let isFatal: Bool
        var testDescription: String { finding }

        init(_ content: String, top: String = "", isFatal: Bool = true, _ finding: String) {
            body = "<xsl:template match='/'>\n\(content)\n</xsl:template>\(top)"
            self.finding = "sheet.xsl:" + finding
            self.isFatal = isFatal
        }
    }

    static let mistakes = [
        Mistake("<xsl:when test='1'/>", "3: error: xsl:when can only stand in xsl:choose"),
        Mistake("<o><xsl:otherwise/></o>", "3: error: xsl:otherwise can only stand in xsl:choose"),
        Mistake("<xsl:sort select='a'/>", "3: error: xsl:sort can only stand in xsl:apply-templates or xsl:for-each"),
        Mistake(
            "<o><xsl:with-param name='a'/></o>",
            "3: error: xsl:with-param can only stand in xsl:apply-templates or xsl:call-template"),
        Mistake("<xsl:template match='a'/>", "3: error: xsl:template can only stand at the top of a stylesheet"),
        Mistake(
            "", top: "<xsl:value-of select='a'/>",
            "4: error: xsl:value-of cannot stand at the top of a stylesheet; put it into a template"),
        Mistake("<o/>\n<xsl:param name='p'/>", "4: error: xsl:param stands behind other content (line 3); parameters come first"),
        Mistake(
            "<xsl:if test='1'><xsl:param name='p'/></xsl:if>", "3: error: xsl:param can only stand at the start of xsl:template"),
        Mistake("<xsl:choose/>", "3: error: xsl:choose is empty; it needs an xsl:when"),
        Mistake(
            "<xsl:choose>text<xsl:when test='1'/></xsl:choose>",
            "3: error: xsl:choose holds xsl:when and xsl:otherwise only, not the text 'text'"),
        Mistake(
            "<xsl:choose><xsl:if test='1'/></xsl:choose>",
            "3: error: xsl:choose holds xsl:when and xsl:otherwise only, not 'xsl:if'"),
        Mistake(
            "<xsl:choose><xsl:when test='a'/><xsl:else/></xsl:choose>", isFatal: false,
            "3: error: there is no instruction xsl:else; did you mean 'otherwise'?"),
        Mistake(
            "<xsl:call-template name='t'><o/></xsl:call-template>", top: "<xsl:template name='t'/>", isFatal: false,
            "3: error: xsl:call-template holds xsl:with-param only, not 'o'"),
        Mistake(
            "<xsl:variable name='v' select='1'/>\n<xsl:if test='1'><xsl:variable name='v' select='2'/></xsl:if>",
            "4:38: error: variable 'v' is declared already in this template (line 3); variables never change, so give this one another name"
        ),
        Mistake(
            "<xsl:variable name='v' select='1'>x</xsl:variable>",
            "3:32: error: xsl:variable has a select and content; it can have one of them"),
        Mistake(
            "", top: "<xsl:template name='a'/>\n<xsl:template name='a'/>",
            "5:21: error: template 'a' is declared twice, first at line 4"),
        Mistake(
            "", top: "<xsl:variable name='g'/>\n<xsl:variable name='g'/>",
            "5:21: error: global variable 'g' is declared twice, first at line 4"),
        Mistake("", top: "<xsl:output indent='true'/>", "4:36: error: indent is 'true'; it can be 'yes' or 'no'"),
        Mistake(
            "", top: "<xsl:output method='htm'/>", isFatal: false,
            "4:36: error: method is 'htm'; it can be 'xml', 'html' or 'text'; did you mean 'html'?"),
        Mistake(
            "<xsl:for-each select='*'><xsl:sort order='descnding'/></xsl:for-each>", isFatal: false,
            "3:43: error: order is 'descnding'; it can be 'ascending' or 'descending'; did you mean 'descending'?"),
        Mistake(
            "", top: "<xsl:template match='a' priority='high'/>", isFatal: false,
            "4:50: error: priority is 'high'; it must be a number"),
        Mistake(
            "", top: "<xsl:template name='a' mode='m'/>", isFatal: false,
            "4:45: warning: xsl:template has a mode and no match, so the mode has no effect"),
        Mistake("", top: "<xsl:template/>", "4: error: xsl:template needs a match or a name"),
        Mistake(
            "", top: "<xsl:namespace-alias stylesheet-prefix='mi' result-prefix='xsl'/>", isFatal: false,
            "4:56: error: stylesheet-prefix: the prefix 'mi' is not declared; did you mean 'my'?"),
        Mistake("<xsl:value-of select='substring(a)'/>", "3:23: error: substring() takes 2 to 3 arguments, not 1"),
        Mistake("<xsl:value-of select=\"concat('a')\"/>", "3:23: error: concat() takes 2 or more arguments, not 1"),
        Mistake("<xsl:value-of select='my:pad()'/>", "3:23: error: my:pad() takes 1 arguments, not 0"),
        Mistake(
            "<xsl:value-of select='upper-case(a)'/>",
            "3:23: error: there is no function 'upper-case()'; that is XPath 2.0; use translate(…, 'abc…', 'ABC…')"),
        Mistake(
            "<xsl:value-of select='concat(‘a’, b)'/>",
            "3:30: error: select=\"concat(‘a’, b)\": '‘' is a quote for print; write ' or \""),
        Mistake(
            "<xsl:variable name='v'><a/></xsl:variable><xsl:value-of select='count($v/a)'/>",
            "3:71: error: '$v' is a tree that the stylesheet builds, and no path leads into one; use exsl:node-set($v) "
                + "with xmlns:exsl=\"http://exslt.org/common\""),
    ]

    private static let registry: ExtensionRegistry = {
        var registry = ExtensionRegistry()
        registry.register("pad", namespace: "urn:my", arguments: 1...1) { $0[0] }
        return registry
    }()

    @Test(arguments: mistakes)
    func mistakesAreFoundWithTheirPlace(_ mistake: Mistake) throws {
        let findings = try stylesheet(mistake.body, extensions: Self.registry).check().map(\.description)
        #expect(findings == [mistake.finding])
    }

    @Test(arguments: mistakes.filter(\.isFatal))
    func transformsThatFailSayTheSame(_ mistake: Mistake) {
        let error = #expect(throws: XSLTError.self) { try transform("<a/>", with: mistake.body, extensions: Self.registry) }
        let found = error?.diagnostics.filter { $0.severity == .error }.map {
            $0.description.replacing(" (in template '/')", with: "")
        }
        #expect(found == [mistake.finding])
    }

    @Test(arguments: [
        (
            "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transfrom'/>",
            "1: error: 'stylesheet' is in the namespace 'http://www.w3.org/1999/XSL/Transfrom'; that of XSLT is "
                + "'http://www.w3.org/1999/XSL/Transform'"
        ),
        ("<orders/>", "1: error: 'orders' is no stylesheet; the whole of one is xsl:stylesheet"),
        (
            "<xsl:template xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>",
            "1: error: xsl:template is no stylesheet; the whole of one is xsl:stylesheet"
        ),
        (
            "<o>&nbsp;</o>",
            "1:10: error: Entity 'nbsp' not defined; XML knows amp, lt, gt, quot and apos only: write the character itself or its "
                + "number, as in &#160;"
        ),
        ("<o>a & b</o>", "1:7: error: xmlParseEntityRef: no name; an '&' of the text is written &amp;"),
        ("<o a='<'/>", "1:7: error: Unescaped '<' not allowed in attributes values; write &lt;"),
        ("<o a=1/>", "1:6: error: AttValue: \" or ' expected; values of attributes stand in quotes"),
        ("<a>\n<b></a>", "2:8: error: Opening and ending tag mismatch: b line 2 and a"),
        (
            "<xsl:stylesheet/>",
            "1:16: error: Namespace prefix xsl on stylesheet is not defined; add xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\""
        ),
    ])
    func whatIsNoStylesheetIsShownWithItsLine(_ text: String, _ finding: String) {
        let source = StylesheetSource(name: "sheet.xsl", bytes: Array(text.utf8))
        let error = #expect(throws: XSLTError.self) { try Stylesheet(source).compile() }
        #expect(error?.description == "sheet.xsl:" + finding)
        #expect(error?.report.contains("| " + (text.split(separator: "\n").last ?? "")) == true)
    }

    @Test func anImportBehindOtherDeclarationsIsFound() throws {
        let layers = StylesheetLayers([StylesheetLayer(name: "own", files: ["i.xsl": sheet("")])])
        let late = stylesheet("<xsl:variable name='v'/>\n<xsl:import href='i.xsl'/>", layers: layers, layer: "own")
        let finding = "sheet.xsl:3: error: xsl:import stands behind other declarations (line 2); imports come first"
        #expect(try late.check().map(\.description) == [finding])
    }

    @Test func whatIsInOrderHasNoFindings() throws {
        let body = """
            <xsl:output method='my:own' indent='no'/><xsl:param name='g'/>
            <xsl:template match='a' priority=' -.5 '><xsl:param name='p'/><xsl:param name='q'/><xsl:variable name='g' select='1'/>
            <xsl:if test='$g'><xsl:variable name='v' select='2'/></xsl:if><xsl:if test='$p'><xsl:variable name='v' select='$q'/></xsl:if>
            <xsl:for-each select='*'><xsl:sort order='{$g}'/><xsl:variable name='v'><b/></xsl:variable><xsl:copy-of select='$v'/>
            <xsl:copy-of select='exsl:node-set($v)/b'/></xsl:for-each>
            <xsl:choose><!-- note --><xsl:when test='1'/><xsl:otherwise/></xsl:choose></xsl:template>
            <func:function name='my:f'><xsl:param name='x'/><func:result select='$x'/></func:function>
            """
        #expect(try stylesheet(body).check() == [])
    }
}
