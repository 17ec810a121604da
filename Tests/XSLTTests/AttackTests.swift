import Foundation
import Testing
import XSLT

/// What a hostile stylesheet or document asks for is refused, and the refusal is an error that says what and where.
struct AttackTests {
    /// One attempt and the words that must be in the refusal.
    struct Attempt: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let body: String
        let words: String

        init(_ name: String, _ instruction: String, _ words: String) {
            testDescription = name
            body = "<xsl:template match='/'><o>\(instruction)</o></xsl:template>"
            self.words = words
        }
    }

    /// A place that no test ever makes.
    static let target = FileManager.default.temporaryDirectory.appendingPathComponent("crosswalk-attack-\(UUID()).xml").path

    static let writes = [
        Attempt("exsl:document", "<exsl:document href='\(target)'><w/></exsl:document>", "writing '\(target)'"),
        Attempt("xsl:document", "<xsl:document href='\(target)'><w/></xsl:document>", "writing '\(target)'"),
        Attempt("saxon:output", "<saxon:output href='\(target)'><w/></saxon:output>", "writing '\(target)'"),
        Attempt("xt:document", "<xt:document href='\(target)'><w/></xt:document>", "writing '\(target)'"),
        Attempt("redirect:write", "<redirect:write select=\"'\(target)'\"><w/></redirect:write>", "writing '\(target)'"),
        Attempt(
            "network write", "<exsl:document href='ftp://localhost:1/x'><w/></exsl:document>", "writing 'ftp://localhost:1/x'"),
    ]

    @Test(arguments: writes)
    func nothingIsWritten(_ attempt: Attempt) {
        #expect(refusal(of: attempt).contains(attempt.words))
        #expect(refusal(of: attempt).contains("sheet.xsl:2"))
        #expect(!FileManager.default.fileExists(atPath: Self.target))
    }

    static let reads = [
        Attempt("absolute path", "<xsl:copy-of select=\"document('/etc/passwd')\"/>", "etc/passwd"),
        Attempt("file address", "<xsl:copy-of select=\"document('file:///etc/passwd')\"/>", "reading '/etc/passwd'"),
        Attempt("climbing", "<xsl:copy-of select=\"document('../../../etc/passwd')\"/>", "etc/passwd"),
        Attempt("encoded climbing", "<xsl:copy-of select=\"document('%2e%2e/%2e%2e/etc/passwd')\"/>", "etc/passwd"),
        Attempt("network", "<xsl:copy-of select=\"document('http://localhost:1/x')\"/>", "reading 'http://localhost:1/x'"),
        Attempt("base below the base", "<xsl:copy-of select=\"document('base:/etc/passwd')\"/>", "etc/passwd"),
        Attempt("beside the input", "<xsl:copy-of select=\"document('x.xml', .)\"/>", "x.xml"),
        Attempt("an address of our scheme", "<xsl:copy-of select=\"document('layer://0/../etc/passwd')\"/>", "etc/passwd"),
    ]

    @Test(arguments: reads)
    func nothingOutsideTheLayersIsRead(_ attempt: Attempt) {
        #expect(refusal(of: attempt).contains(attempt.words))
    }

    /// The error text, which must be of a refusal and not of a crash or a success.
    private func refusal(of attempt: Attempt) -> String {
        do {
            return "no refusal: " + (try transform("<a/>", with: attempt.body).text)
        } catch XSLTError.forbidden(let what, let source) {
            return XSLTError.forbidden(what: what, source: source).description
        } catch {
            return "another error: \(error)"
        }
    }

    @Test(arguments: ["file:///etc/passwd", "/etc/passwd", "http://localhost:1/x.xsl", "../up.xsl", "base:nope.xsl"])
    func importsOutsideTheLayersAreRefused(_ address: String) {
        for instruction in ["import", "include"] {
            let error = #expect(throws: XSLTError.self) {
                try stylesheet("<xsl:\(instruction) href='\(address)'/>").compile()
            }
            guard case .forbidden = error else {
                Issue.record("\(instruction): \(String(describing: error))")
                continue
            }
        }
    }

    @Test func aLinkOutOfTheLayerIsNotFollowed() throws {
        try withFolder { folder in
            let outside = try folder.file("outside/secret.xml", "<secret/>")
            let layer = try folder.folder("layer")
            try FileManager.default.createSymbolicLink(at: layer.appendingPathComponent("x.xml"), withDestinationURL: outside)
            let layers = StylesheetLayers([StylesheetLayer(name: "customer", folder: layer)])
            let error = #expect(throws: XSLTError.self) {
                try transform(
                    "<a/>", with: "<xsl:template match='/'><xsl:copy-of select=\"document('x.xml')\"/></xsl:template>",
                    layers: layers)
            }
            #expect(error?.description.contains("'x.xml' is in none of the layers: customer") == true)
        }
    }

    @Test func cryptographyAndUnknownModulesAreNotThere() throws {
        let result = try transform(
            "<a/>",
            with: """
                <xsl:output method='text'/><xsl:template match='/'>\
                <xsl:value-of select="function-available('c:md5')" xmlns:c='http://exslt.org/crypto'/></xsl:template>
                """)
        #expect(result.text == "false")
    }

    @Test func scriptBlocksAreRefusedWithTheirFunctions() {
        let script = """
            <msxsl:script language='C#' implements-prefix='my'><![CDATA[
            public string Pad(string text, int width) { if (text == null) { return ""; } return text; }
            function trim(value) { return value; }
            ]]></msxsl:script>
            """
        let error = #expect(throws: XSLTError.self) { try stylesheet(script).compile() }
        #expect(error?.diagnostics.first?.line == 2)
        #expect(error?.description.contains("it declares Pad, trim") == true)
    }
}
