import Foundation
import Testing
import XSLT

/// What surrounds a transform cannot change it, and what one transform did wrong does not reach the next.
struct SafetyTests {
    /// Does what the parameter `do` says.
    private static let dangerous = """
        <xsl:param name='do'/><xsl:output method='text'/>
        <xsl:template match='/'><xsl:choose>
        <xsl:when test="$do = 'recurse'"><xsl:apply-templates select='/'/></xsl:when>
        <xsl:when test="$do = 'double'"><xsl:call-template name='double'/></xsl:when>
        <xsl:when test="$do = 'work'"><xsl:value-of select='count(//*[count(//*[count(//*) &gt; 0]) &gt; 0])'/></xsl:when>
        <xsl:when test="$do = 'read'"><xsl:copy-of select="document('/etc/passwd')"/></xsl:when>
        <xsl:when test="$do = 'write'"><exsl:document href='/tmp/crosswalk-never.xml'><x/></exsl:document></xsl:when>
        <xsl:when test="$do = 'stop'"><xsl:message terminate='yes'>stop</xsl:message></xsl:when>
        <xsl:when test="$do = 'fail'"><xsl:value-of select='$nope'/></xsl:when>
        <xsl:when test="$do = 'output'"><xsl:value-of select='str:padding(200000)'/></xsl:when>
        <xsl:when test="$do = 'variables'"><xsl:call-template name='variables'/></xsl:when>
        <xsl:otherwise>fine</xsl:otherwise></xsl:choose></xsl:template>
        <xsl:template name='double'><xsl:param name='s' select="'0123456789abcdef'"/><xsl:param name='n' select='0'/>
        <xsl:if test='$n &lt; 26'><xsl:call-template name='double'><xsl:with-param name='s' select='concat($s, $s)'/>
        <xsl:with-param name='n' select='$n + 1'/></xsl:call-template></xsl:if></xsl:template>
        <xsl:template name='variables'><xsl:variable name='v' select='1'/><xsl:call-template name='variables'/></xsl:template>
        """
    private static let limits = TransformLimits(
        variables: 2000, operations: 2_000_000, outputBytes: 50_000, memoryBytes: 64_000_000, seconds: 60)

    /// The process lives on, and so does the compiled stylesheet: nothing of the failed transform is left in it.
    @Test(arguments: ["recurse", "double", "work", "read", "write", "stop", "fail", "output", "variables"])
    func theNextTransformIsClean(_ deed: String) throws {
        let compiled = try stylesheet(Self.dangerous, limits: Self.limits).compile()
        let document = try XMLDocument(bytes: Array("<a>\(String(repeating: "<b/>", count: 400))</a>".utf8), name: "in.xml")
        for _ in 0..<3 {
            #expect(throws: XSLTError.self) { try compiled.transform(document, parameters: ["do": .string(deed)]) }
            let clean = try compiled.transform(document)
            #expect(clean.text == "fine")
            #expect(clean.diagnostics == [])
        }
    }

    @Test func limitsAreThoseOfTheirTransformOnly() async throws {
        let results = await withTaskGroup(of: (isStrict: Bool, failed: Bool).self) { group in
            for number in 0..<16 {
                group.addTask {
                    let isStrict = number % 2 == 0
                    let limits = isStrict ? TransformLimits(outputBytes: 1000) : TransformLimits()
                    let body =
                        "<xsl:output method='text'/><xsl:template match='/'><xsl:value-of select='str:padding(50000)'/></xsl:template>"
                    return (isStrict, (try? transform("<a/>", with: body, limits: limits)) == nil)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count == 16)
        #expect(results.allSatisfy { $0.isStrict == $0.failed })
    }

    @Test func includesOfTheInputAreNotFollowed() throws {
        let document = "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd' parse='text'/></a>"
        let result = try transform(document, with: "<xsl:template match='/'><xsl:copy-of select='.'/></xsl:template>")
        #expect(result.text.contains("<xi:include href=\"/etc/passwd\""))
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "<!DOCTYPE x SYSTEM 'http://localhost:1/x.dtd'>",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
    ])
    func stylesheetsReadNoEntitiesFromOutside(_ doctype: String) {
        let reference = doctype.contains("ENTITY e") ? "&e;" : "&undeclared;"
        let body = String(decoding: sheet("<xsl:template match='/'><o>\(reference)</o></xsl:template>"), as: UTF8.self)
        let source = StylesheetSource(name: "s.xsl", bytes: Array((doctype + body).utf8))
        #expect(throws: XSLTError.self) { try Stylesheet(source).compile() }
        #expect(throws: XSLTError.self) { try Stylesheet(source).analyse() }
        #expect(throws: XSLTError.self) { try Stylesheet(source).check() }
    }

    @Test func documentsOfALayerReadNoEntitiesFromOutside() {
        let files = [
            "codes.xml": Array("<!DOCTYPE c [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><c>&e;</c>".utf8),
            "m.xsl": sheet("<xsl:template match='/'><xsl:copy-of select=\"document('codes.xml')\"/></xsl:template>"),
        ]
        let layers = StylesheetLayers([StylesheetLayer(name: "base", files: files)])
        let error = #expect(throws: XSLTError.self) {
            let source = try #require(layers.find("m.xsl"))
            return try Stylesheet(source, layers: layers).compile().transform(
                XMLDocument(bytes: Array("<a/>".utf8), name: "in.xml"))
        }
        #expect(error?.description.contains("external entities are never read") == true)
    }

    private static let ambient = [
        "LIBXSLT_PLUGINS_PATH": "/tmp", "XML_CATALOG_FILES": "/tmp/catalog.xml", "SGML_CATALOG_FILES": "/tmp/catalog.sgml",
        "XML_DEBUG_CATALOG": "1", "SOURCE_DATE_EPOCH": "0",
    ]

    /// The libraries read these when they are first needed, so only a process that starts with them proves anything.
    @Test(.enabled(if: !ChildTest.isRunning))
    func theEnvironmentIsForgotten() throws {
        let child = try ChildTest.run("aProcessWithAmbientVariablesForgetsThem", environment: Self.ambient)
        #expect(child.hasPassed, "\(child.text)")
    }

    /// Runs in the child of the test above.
    @Test(.enabled(if: ChildTest.isRunning))
    func aProcessWithAmbientVariablesForgetsThem() throws {
        for name in Self.ambient.keys { #expect(getenv(name) != nil) }
        #expect(throws: XSLTError.self) {
            try transform(
                "<a/>", with: "<xsl:template match='/'><xsl:value-of select='p:f()' xmlns:p='urn:plugin'/></xsl:template>")
        }
        for name in Self.ambient.keys { #expect(getenv(name) == nil, "\(name)") }
    }
}
