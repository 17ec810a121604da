import Testing
import XSLT

/// Parameters arrive as what they are; text is never read as an expression.
struct ParameterTests {
    private func value(_ parameter: ParameterValue, _ expression: String = "$p") throws -> String {
        let body =
            "<xsl:output method='text'/><xsl:param name='p'/><xsl:template match='/'>"
            + "<xsl:value-of select=\"\(expression)\"/></xsl:template>"
        return try transform("<a><b>1</b><b>2</b></a>", with: body, parameters: ["p": parameter]).text
    }

    @Test(arguments: [
        "plain", "it's", "say \"hi\"", "both ' and \"", "''", "\"\"", "concat('a', \"b\")", "//b",
        "<&>", "", " ", "é漢😀", "a\nb",
        "document('/etc/passwd')",
    ])
    func textIsSafeWhateverItHolds(_ text: String) throws {
        #expect(try value(.string(text)) == text)
    }

    @Test func numbersBooleansAndExpressionsHaveTheirTypes() throws {
        #expect(try value(.number("12.50"), "$p * 2") == "25")
        #expect(try value(.number("-3"), "$p - 1") == "-4")
        #expect(try value(.boolean(false), "not($p)") == "true")
        #expect(try value(.xpath("/a/b"), "count($p)") == "2")
    }

    @Test(arguments: ["", "12a", "1e3", "1 + 1", "//b", "1,5", "--1", "."])
    func whatIsNoNumberIsRefused(_ text: String) {
        let error = #expect(throws: XSLTError.self) { try value(.number(text)) }
        #expect(error?.description.contains("parameter 'p': '\(text)' is not a number") == true)
    }

    @Test func aBadExpressionNamesItsParameter() {
        let error = #expect(throws: XSLTError.self) { try value(.xpath("a/[")) }
        #expect(error?.description == "sheet.xsl: error: parameter 'p': 'a/[' is not an XPath expression")
    }

    @Test func parametersInANamespaceAndDefaultsWork() throws {
        let body = """
            <xsl:output method='text'/><xsl:param name='my:p'/><xsl:param name='d' select="'default'"/>\
            <xsl:template match='/'><xsl:value-of select='concat($my:p, "|", $d)'/></xsl:template>
            """
        #expect(try transform("<a/>", with: body, parameters: ["{urn:my}p": .string("x'\"y")]).text == "x'\"y|default")
    }

    @Test func aVariableCannotBeSetFromOutside() throws {
        let body =
            "<xsl:output method='text'/><xsl:variable name='v' select=\"'own'\"/>"
            + "<xsl:template match='/'><xsl:value-of select='$v'/></xsl:template>"
        #expect(try transform("<a/>", with: body, parameters: ["v": .string("foreign")]).text == "own")
    }
}
