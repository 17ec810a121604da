import Testing
import XSLT

/// Functions written in Swift: values in, one value out, errors with their place.
struct ExtensionTests {
    /// What a lookup says when it finds nothing.
    struct Unknown: Error, CustomStringConvertible {
        let description: String
    }

    static let registry: ExtensionRegistry = {
        var registry = ExtensionRegistry()
        registry.register("shout", namespace: "urn:my", arguments: 1...2) { arguments in
            .string(arguments.map(\.string).joined(separator: "+").uppercased())
        }
        registry.register("echo", namespace: "urn:my", arguments: 1...1) { $0[0] }
        registry.register("lines", namespace: "urn:my", arguments: 1...1) { arguments in
            guard case .nodes(let nodes) = arguments[0] else { return .string("not nodes") }
            return .string(nodes.map { "\($0.name)@\($0.line)" }.joined(separator: " "))
        }
        registry.registerOnTexts("texts", namespace: "urn:my", arguments: 0...3) { arguments in
            .string(arguments.map { $0.all.joined(separator: "|") + "/" + $0.string }.joined(separator: " "))
        }
        registry.register("fail", namespace: "urn:my", arguments: 0...1) { arguments in
            throw Unknown(description: "table 'tax' has no value '\(arguments.first?.string ?? "")'")
        }
        return registry
    }()

    private func value(_ expression: String, of document: String = "<a>\n<b c='7'>x</b>\n<b>y</b></a>") throws -> String {
        let body =
            "<xsl:output method='text'/><xsl:template match='/' name='main'>\n"
            + "<xsl:value-of select=\"\(expression)\"/></xsl:template>"
        return try transform(document, with: body, extensions: Self.registry).text
    }

    @Test(arguments: [
        ("my:shout('é')", "É"), ("my:shout(//b, 2)", "X+2"), ("my:shout(true(), 1.5)", "TRUE+1.5"),
        ("my:shout(0.0000001)", "0.0000001"),
        ("my:shout(//@c)", "7"), ("my:echo(2) + 1", "3"), ("not(my:echo(false()))", "true"), ("count(my:echo(//b))", "2"),
        ("my:echo(//b)[2]", "y"), ("my:echo(//b)[1]/@c", "7"), ("my:lines(//b)", "b@2 b@3"), ("my:lines(//@c)", "c@2"),
        ("my:lines(//b/text())", "#text@2 #text@3"), ("my:shout(my:shout('a'), 'b')", "A+B"),
        ("function-available('my:shout')", "true"),
    ])
    func valuesKeepTheirTypes(_ expression: String, _ expected: String) throws {
        #expect(try value(expression) == expected)
    }

    @Test(arguments: [
        ("my:texts()", ""), ("my:texts('é')", "é/é"), ("my:texts(1 div 4, true(), '')", "0.25/0.25 true/true /"),
        ("my:texts(0.0000001)", "0.0000001/0.0000001"), ("my:texts(//b)", "x|y/x"), ("my:texts(//b[2] | //b[1])", "x|y/x"),
        ("my:texts(//@c)", "7/7"), ("my:texts(//b/text())", "x|y/x"), ("my:texts(/)", "\nx\ny/\nx\ny"), ("my:texts(//nope)", "/"),
        ("my:texts(//b/preceding::b | //b)", "x|y/x"), ("my:texts(my:echo(//b))", "x|y/x"),
        ("my:texts(str:tokenize('a b'))", "a|b/a"), ("my:texts(my:texts('a'), 2)", "a/a/a/a 2/2"),
        ("my:texts(/a/namespace::xml)", "http://www.w3.org/XML/1998/namespace/http://www.w3.org/XML/1998/namespace"),
    ])
    func functionsOnTextsGetTheTextsOfNodes(_ expression: String, _ expected: String) throws {
        #expect(try value(expression) == expected)
    }

    @Test func aFunctionIsFoundByNameAndNotByWhereTheNameWasWritten() throws {
        let expressions = (0..<40).map { "concat(my:shout('\($0)'), my:texts(\($0)))" }
        let calls = expressions.map { "<xsl:value-of select=\"dyn:evaluate(&quot;\($0)&quot;)\"/>" }.joined()
        let body = "<xsl:output method='text'/><xsl:template match='/'>\(calls)</xsl:template>"
        let expected = (0..<40).map { "\($0)\($0)/\($0)" }.joined()
        #expect(try transform("<a/>", with: body, extensions: Self.registry).text == expected)
    }

    @Test func treeFragmentsOnTextsAreOneText() throws {
        let body = """
            <xsl:output method='text'/><xsl:template match='/'><xsl:variable name='v'><q>1</q><q>2</q></xsl:variable>\
            <xsl:value-of select='my:texts($v)'/></xsl:template>
            """
        #expect(try transform("<a/>", with: body, extensions: Self.registry).text == "12/12")
    }

    @Test func treeFragmentsArriveAsNodes() throws {
        let body = """
            <xsl:template match='/'><xsl:variable name='v'><q>1</q><q>2</q></xsl:variable>\
            <o><xsl:copy-of select='my:echo($v)'/>|<xsl:value-of select='count(my:echo($v)/q)'/>|\
            <xsl:value-of select='my:shout($v)'/></o>\
            </xsl:template>
            """
        let result = try transform("<a/>", with: body, extensions: Self.registry)
        #expect(result.text == "<?xml version=\"1.0\"?>\n<o><q>1</q><q>2</q>|2|12</o>\n")
    }

    @Test func namespacesSurviveTheWayThroughSwift() throws {
        let body = "<xsl:template match='/'><xsl:copy-of select='my:echo(/*)'/></xsl:template>"
        let document = "<n xmlns=\"urn:n\" xmlns:p=\"urn:p\" p:q=\"1\">t<p:r><s xmlns=\"\"/></p:r></n>"
        let result = try transform(document, with: body, extensions: Self.registry)
        let expected = try XMLDocument(bytes: Array(document.utf8), name: "expected")
        #expect(try XMLDocument.firstDifference(XMLDocument(bytes: result.output, name: "result"), expected) == nil)
    }

    @Test func anErrorStopsTheTransformWithItsPlace() {
        let error = #expect(throws: XSLTError.self) { try value("my:fail('T9')") }
        #expect(error?.description == "sheet.xsl:3: error: fail(): table 'tax' has no value 'T9' (in template 'main')")
    }

    @Test func theWrongNumberOfArgumentsIsAnError() {
        let error = #expect(throws: XSLTError.self) { try value("my:shout()") }
        #expect(error?.description == "sheet.xsl:3:23: error: my:shout() takes 1 to 2 arguments, not 0 (in template 'main')")
    }

    @Test func anArgumentOfAnyDepthDoesNotOverflow() {
        let deep = String(repeating: "<q>", count: 200)
        let body = """
            <xsl:template match='/'><xsl:variable name='t'><xsl:apply-templates select='*'/></xsl:variable>\
            <xsl:value-of select='my:echo($t)'/></xsl:template>
            <xsl:template match='*'><xsl:param name='n' select='1'/>\(deep)<xsl:apply-templates select='/*[$n &lt; 1000]'>\
            <xsl:with-param name='n' select='$n + 1'/></xsl:apply-templates>\(deep.replacing("<q>", with: "</q>"))</xsl:template>
            """
        let error = #expect(throws: XSLTError.self) { try transform("<a/>", with: body, extensions: Self.registry) }
        #expect(error?.description.contains("nested deeper than 1000 elements") == true)
    }

    @Test func functionsBelongToTheirStylesheet() throws {
        _ = try value("my:shout('a')")
        let error = #expect(throws: XSLTError.self) {
            try transform("<a/>", with: "<xsl:template match='/'><xsl:value-of select=\"my:shout('a')\"/></xsl:template>")
        }
        #expect(error?.description.contains("there is no function 'my:shout()'") == true)
    }
}
