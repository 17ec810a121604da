import Testing
import XSLT

/// Numbers never come out with an exponent, wherever a text is made of them; switched off, they do as in libxslt.
struct NumberMendTests {
    private func run(
        _ content: String, document: String = "<a><n>2147483648</n></a>", top: String = "",
        options: EngineOptions = EngineOptions(),
        parameters: [String: ParameterValue] = [:]
    ) throws -> String {
        let body = "<xsl:output method='xml' omit-xml-declaration='yes'/>\(top)<xsl:template match='/'>\(content)</xsl:template>"
        var sheet = stylesheet(body)
        sheet.options = options
        let document = try XMLDocument(bytes: Array(document.utf8), name: "in.xml")
        return try sheet.compile().transform(document, parameters: parameters).text.replacing("\n", with: "")
    }

    @Test(arguments: [
        ("2147483648", "2147483648"), ("2147483647", "2147483647"), ("2147483646", "2147483646"), ("-2147483649", "-2147483649"),
        ("3000000000.5", "3000000000.5"),
        ("0.0000033", "0.0000033"),
        ("4006381333931", "4006381333931"), ("9007199254740993", "9007199254740992"), ("-3000000000.25", "-3000000000.25"),
        ("0.000009999", "0.000009999"), ("0.1 + 0.2", "0.3"), ("1 div 3", "0.333333333333333"), ("100 * 1.1", "110"),
        ("1 div 0", "Infinity"), ("-1 div 0", "-Infinity"), ("0 div 0", "NaN"), ("-0", "0"),
        ("1000000000000000000000", "1000000000000000000000"),
        ("sum(/a/n)", "2147483648"), ("number(/a/n) * 2", "4294967296"), ("round(3000000000.5)", "3000000001"),
        ("-(/a/n)", "-2147483648"), ("12345678.25", "12345678.25"), ("1000000000.1", "1000000000.1"), ("0.00001", "0.00001"),
    ])
    func numbersAreDecimals(_ expression: String, _ expected: String) throws {
        #expect(try run("<xsl:value-of select='\(expression)'/>") == expected)
        #expect(try run("<xsl:copy-of select='\(expression)'/>") == expected)
        #expect(try run("<x y='{\(expression)}'/>") == "<x y=\"\(expected)\"/>")
        #expect(
            try run(
                "<xsl:value-of select=\"concat('<', \(expression), '>')\"/>".replacing("'<'", with: "'('").replacing(
                    "'>'", with: "')'")) == "(\(expected))")
        #expect(try run("<xsl:value-of select='string(\(expression))'/>") == expected)
        #expect(try run("<xsl:variable name='v' select='\(expression)'/><xsl:value-of select='$v'/>") == expected)
    }

    @Test(arguments: [
        ("substring(3000000000, 1, 3)", "300"), ("string-length(3000000000)", "10"), ("contains(3000000000, 'e')", "false"),
        ("starts-with(3000000000, '3000')", "true"), ("substring-before(3000000000.5, '.')", "3000000000"),
        ("substring-after(3000000000.5, '.')", "5"), ("translate(3000000000, '0', '')", "3"),
        ("normalize-space(3000000000)", "3000000000"),
        ("key('k', 2147483648)/@x", "found"), ("str:concat(str:tokenize(3000000000, 'e'))", "3000000000"),
        ("str:padding(3, 3000000000)", "300"),
        ("3000000000 = '3000000000'", "true"), ("3000000000 = /a/m", "true"), ("3000000000 + 1 &gt; 3000000000", "true"),
        ("boolean(3000000000)", "true"), ("count(str:split(3000000000.5, '.'))", "2"),
    ])
    func functionsOnTextsSeeDecimals(_ expression: String, _ expected: String) throws {
        let document = "<a><n x='found'>2147483648</n><m>3000000000</m></a>"
        let key = "<xsl:key name='k' match='n' use='number(.)'/>"
        #expect(try run("<xsl:value-of select=\"\(expression)\"/>", document: document, top: key) == expected)
    }

    @Test func textsAreSortedAsTheyAreWritten() throws {
        let content = "<xsl:for-each select='a/n'><xsl:sort select='. * 1000000000'/><xsl:value-of select='.'/>;</xsl:for-each>"
        #expect(try run(content, document: "<a><n>20</n><n>3</n><n>1</n></a>") == "1;20;3;")
    }

    @Test func parametersOfEveryKindAreMended() throws {
        let content = "<xsl:value-of select='$p'/>"
        let top = "<xsl:param name='p'/>"
        #expect(try run(content, top: top, parameters: ["p": .number("4006381333931")]) == "4006381333931")
        #expect(try run(content, top: top, parameters: ["p": .xpath("0.0000033 * 2")]) == "0.0000066")
    }

    @Test func nodesAndTreesPassUntouched() throws {
        let content =
            "<xsl:variable name='t'><i>1</i></xsl:variable><xsl:variable name='n' select='/a/n'/><xsl:copy-of select='$t'/><xsl:copy-of select='$n'/>"
        #expect(try run(content) == "<i>1</i><n>2147483648</n>")
    }

    @Test func theMendCanBeSwitchedOff() throws {
        var options = EngineOptions()
        _ = options.set("mend-numbers", false)
        #expect(try run("<xsl:value-of select='2147483648'/>", options: options) == "2.147483648e+09")
        #expect(try run("<xsl:value-of select='concat(0.0000033, 1)'/>", options: options) == "3.3e-061")
        let isKnown = options.set("no-such-step", false)
        #expect(!isKnown)
        for name in EngineOptions.names {
            let isStep = options.set(name, true)
            #expect(isStep)
        }
        #expect(options == EngineOptions())
    }
}
