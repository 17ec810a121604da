import Testing
import XSLT

/// Mistakes in a stylesheet are found before it runs, with place and near miss.
struct StylesheetCheckTests {
    /// A stylesheet with one mistake, and the whole finding.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let body: String
        let finding: String
        var testDescription: String { finding }

        init(_ content: String, top: String = "", _ finding: String) {
            body = "<xsl:template match='/'>\n\(content)\n</xsl:template>\(top)"
            self.finding = "sheet.xsl:" + finding
        }
    }

    static let mistakes = [
        Mistake(
            "<xsl:call-template name='lineTax'/>", top: "<xsl:template name='line-tax'/>",
            "3:26: error: no template 'lineTax'; did you mean 'line-tax'?"),
        Mistake(
            "<xsl:call-template name='nothing'/>", top: "<xsl:template name='line-tax'/>", "3:26: error: no template 'nothing'"),
        Mistake(
            "<xsl:variable name='total' select='1'/><xsl:value-of select='$totla + 1'/>",
            "3:62: error: no variable 'totla' is in scope here; did you mean 'total'?"),
        Mistake(
            "<xsl:if test='1'><xsl:variable name='v' select='1'/></xsl:if><o a='{$v}'/>",
            "3:69: error: no variable 'v' is in scope here"),
        Mistake(
            "<xsl:value-of select='strin-length(a)'/>",
            "3:23: error: there is no function 'strin-length()'; did you mean 'string-length'?"),
        Mistake(
            "<xsl:value-of select='exsl:nodeset(a)'/>",
            "3:23: error: there is no function 'exsl:nodeset()'; did you mean 'node-set'?"),
        Mistake("<xsl:value-of select='my:pat(a)'/>", "3:23: error: there is no function 'my:pat()'; did you mean 'pad'?"),
        Mistake("<xsl:value-of select='nope:a'/>", "3:23: error: the prefix 'nope' is not declared"),
        Mistake(
            "<xsl:value-of select='exls:node-set(a)'/>", "3:23: error: the prefix 'exls' is not declared; did you mean 'exsl'?"),
        Mistake(
            "<xsl:value-of select='a['/>",
            "3:25: error: select=\"a[\": found the end, expected a step: a name, '*', '@', '.' or an axis"),
        Mistake(
            "<xsl:value-of select='a &gt; b)'/>", "3:31: error: select=\"a > b)\": found ')', expected an operator or the end"),
        Mistake("<o a='x{b'/>", "3:8: error: a=\"x{b\": '{' is not closed; write '{{' for the character"),
        Mistake("<o a='x{b c}'/>", "3:11: error: a=\"x{b c}\": 'c' stands where an operator was expected"),
        Mistake("<o a='x}'/>", "3:8: error: a=\"x}\": '}' closes nothing; write '}}' for the character"),
        Mistake(
            "<xsl:apply-templates mode='lines'/>", top: "<xsl:template match='a' mode='line'/>",
            "3:28: warning: no template has the mode 'lines'; did you mean 'line'?"),
        Mistake(
            "<xsl:call-template name='t'><xsl:with-param name='prise' select='1'/></xsl:call-template>",
            top: "<xsl:template name='t'><xsl:param name='price'/></xsl:template>",
            "3:51: warning: the parameter 'prise' is not declared by template 't', so it is lost; did you mean 'price'?"),
        Mistake(
            "<xsl:apply-templates mode='m'><xsl:with-param name='lien' select='1'/></xsl:apply-templates>",
            top: "<xsl:template match='a' mode='m'><xsl:param name='line'/></xsl:template>",
            "3:53: warning: the parameter 'lien' is not declared by any template of mode 'm', so it is lost; "
                + "did you mean 'line'?"),
        Mistake("<xsl:value-of selekt='1'/>", "3: error: xsl:value-of needs the attribute 'select'; is it 'selekt'?"),
        Mistake("<xsl:value-of/>", "3: error: xsl:value-of needs the attribute 'select'"),
        Mistake(
            "<xsl:message terminat='yes'/>", "3: warning: xsl:message has no attribute 'terminat'; did you mean 'terminate'?"),
        Mistake("<xsl:aply-templates/>", "3: error: there is no instruction xsl:aply-templates; did you mean 'apply-templates'?"),
        Mistake(
            "<xsl:value-of select=\"key('orders', 1)\"/>", top: "<xsl:key name='order' match='a' use='@b'/>",
            "3:23: error: no xsl:key 'orders' is declared; did you mean 'order'?"),
        Mistake(
            "<xsl:value-of select=\"format-number(1, '0', 'euro')\"/>", top: "<xsl:decimal-format name='eur'/>",
            "3:23: error: no xsl:decimal-format 'euro' is declared; did you mean 'eur'?"),
        Mistake(
            "<o xsl:use-attribute-sets='wdie'/>", top: "<xsl:attribute-set name='wide'/>",
            "3: error: no attribute set 'wdie'; did you mean 'wide'?"),
        Mistake(
            "<o/>", top: "<xsl:template match='ancestor::a'/>",
            "4:37: error: match=\"ancestor::a\": a pattern has no axis 'ancestor'; only child steps and attributes"),
        Mistake("<xsl:value-of\n  select='concat(a,\n    $nope)'/>", "5:5: error: no variable 'nope' is in scope here"),
    ]

    @Test(arguments: mistakes)
    func mistakesAreFoundWithTheirPlace(_ mistake: Mistake) throws {
        var registry = ExtensionRegistry()
        registry.register("pad", namespace: "urn:my", arguments: 1...1) { $0[0] }
        let findings = try stylesheet(mistake.body, extensions: registry).check().map(\.description)
        #expect(findings.contains(mistake.finding), "\(findings)")
    }

    @Test func aStylesheetWithoutMistakesHasNoFindings() throws {
        let body = """
            <my:data select='a['/><xsl:param name='p'/><xsl:key name='k' match='a[b]' use='@c'/><xsl:attribute-set name='s'/>
            <xsl:template match='/'><xsl:param name='q' select='$p'/><o a='{{x}}{$q}' xsl:use-attribute-sets='s'/>
            <xsl:for-each select="key('k', 1)"><xsl:variable name='v' select='exsl:node-set(.)'/><xsl:copy-of select='$v'/></xsl:for-each>
            <xsl:if test="function-available('my:maybe')"><xsl:value-of select='my:maybe()'/></xsl:if>
            <xsl:apply-templates mode='m'><xsl:with-param name='x' select='1'/></xsl:apply-templates>
            <my:later><xsl:fallback/></my:later></xsl:template>
            <xsl:template match='a' mode='m'><xsl:param name='x'/></xsl:template>
            """
        #expect(try stylesheet(body).check() == [])
    }

    @Test func aReportShowsTheLineWithACaret() throws {
        let body =
            "<xsl:template match='/'>\n<o><xsl:call-template name='lineTax'/></o></xsl:template><xsl:template name='line-tax'/>"
        let error = #expect(throws: XSLTError.self) { try transform("<a/>", with: body) }
        let expected = """
            sheet.xsl:3:29: error: no template 'lineTax'; did you mean 'line-tax'? (in template '/')
             3 | <o><xsl:call-template name='lineTax'/></o></xsl:template><xsl:template name='line-tax'/>
               |                             ^
            """
        #expect(error?.report == expected)
        #expect(error?.description == String(expected.prefix { $0 != "\n" }))
    }

    @Test func findingsOfEveryLayerAreGiven() throws {
        let layers = StylesheetLayers([
            StylesheetLayer(
                name: "customer",
                files: [
                    "m.xsl": sheet(
                        "<xsl:import href='base:m.xsl'/><xsl:template match='a'><xsl:value-of select='$y'/></xsl:template>")
                ]),
            StylesheetLayer(name: "base", files: ["m.xsl": sheet("<xsl:variable name='x' select='$z'/>")]),
        ])
        let source = try #require(layers.find("m.xsl"))
        let findings = try Stylesheet(source, layers: layers).check()
        #expect(findings.map(\.file) == ["customer:m.xsl", "base:m.xsl"])
    }

    @Test func aRowOfOperatorsWithoutEndIsAFindingAndNotACrash() throws {
        let sum = Array(repeating: "a", count: 200_000).joined(separator: "+")
        let hostile = stylesheet("<xsl:value-of select=\"\(sum)\"/>")
        #expect(try hostile.check().map(\.description).contains { $0.contains("more than 2000 operators in a row") })
        #expect(try !hostile.analyse().isRecordLocal)
    }

    @Test(arguments: [1, 500, 1000])
    func ofAVeryLongLineTheNeighbourhoodIsShown(_ column: Int) throws {
        var diagnostic = Diagnostic(severity: .error, message: "wrong", file: "own.xsl", line: 7, column: column)
        diagnostic.sourceLine = String((0..<1000).map { $0 == column - 1 ? "X" : "." })
        let lines = diagnostic.report.split(separator: "\n").map(Array.init)
        #expect(lines[1].count < 220)
        #expect(lines[1][try #require(lines[2].firstIndex(of: "^"))] == "X")
    }
}
