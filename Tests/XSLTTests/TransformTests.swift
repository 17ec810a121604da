import Testing
import XSLT

/// A transform gives the result and says what happened.
struct TransformTests {
    private func root(_ instruction: String) -> String { "<xsl:template match='/'><o>\(instruction)</o></xsl:template>" }

    @Test func messagesAreDiagnosticsWithPlaceAndTemplate() throws {
        let result = try transform(
            "<a>1</a>",
            with: "<xsl:template match='/' name='main'>\n<xsl:message>hi <xsl:value-of select='a'/></xsl:message></xsl:template>")
        #expect(
            result.diagnostics == [Diagnostic(severity: .message, message: "hi 1", file: "sheet.xsl", line: 3, template: "main")])
        #expect(result.diagnostics.first?.description == "sheet.xsl:3: message: hi 1 (in template 'main')")
    }

    @Test func messagesCannotPassForErrors() throws {
        let text = "runtime error: file x.xsl line 3 element y"
        let result = try transform("<a/>", with: root("<xsl:message>\(text)</xsl:message><xsl:message>two</xsl:message>"))
        #expect(result.diagnostics.map(\.severity) == [.message, .message])
        #expect(result.diagnostics.map(\.message) == [text, "two"])
    }

    @Test func longMessagesArriveWhole() throws {
        let result = try transform("<a/>", with: root("<xsl:message><xsl:value-of select='str:padding(5000)'/>end</xsl:message>"))
        #expect(result.diagnostics.first?.message.utf8.count == 5003)
    }

    @Test func terminateIsAnErrorWithItsText() {
        let said = Diagnostic(severity: .message, message: "no stock code for FX-10", file: "sheet.xsl", line: 2, template: "/")
        let body = root("<xsl:message terminate='yes'>no stock code for <xsl:value-of select='a'/></xsl:message>")
        #expect(throws: XSLTError.terminated(source: "sheet.xsl", [said])) { try transform("<a>FX-10</a>", with: body) }
        let text = "sheet.xsl: stopped by xsl:message: sheet.xsl:2: message: no stock code for FX-10 (in template '/')"
        #expect(XSLTError.terminated(source: "sheet.xsl", [said]).description == text)
    }

    @Test func terminateWithoutTextIsStillTerminate() {
        #expect(throws: XSLTError.terminated(source: "sheet.xsl", [])) {
            try transform("<a/>", with: root("<xsl:message terminate='yes'/>"))
        }
    }

    /// One row: what is wrong, and the whole error text.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let body: String
        let text: String
        var testDescription: String { text }
    }

    static let mistakes = [
        Mistake(
            body: "<xsl:value-of select='$nope'/>",
            text: "sheet.xsl:3:23: error: no variable 'nope' is in scope here (in template 'main')"),
        Mistake(
            body: "<xsl:value-of select='my:nope(1)'/>",
            text: "sheet.xsl:3:23: error: there is no function 'my:nope()' (in template 'main')"),
        Mistake(
            body: "<xsl:call-template name='nope'/>",
            text: "sheet.xsl:3:26: error: no template 'nope' (in template 'main')"),
        Mistake(
            body: "<xsl:value-of select=\"format-number(1, '0', 'nope')\"/>",
            text: "sheet.xsl:3:23: error: no xsl:decimal-format 'nope' is declared (in template 'main')"),
        Mistake(
            body: "<x/><xsl:attribute name='late'>1</xsl:attribute>",
            text:
                "sheet.xsl:3: error: xsl:attribute: Cannot add attributes to an element if children have been already "
                + "added to the element. (in template 'main')"
        ),
        Mistake(
            body: "<xsl:nope/>",
            text: "sheet.xsl:3: error: there is no instruction xsl:nope (in template 'main')"),
    ]

    @Test(arguments: mistakes)
    func runTimeErrorsNamePlaceAndTemplateOnce(_ mistake: Mistake) {
        let error = #expect(throws: XSLTError.self) {
            try transform("<a/>", with: "<xsl:template match='/' name='main'><o>\n\(mistake.body)</o></xsl:template>")
        }
        #expect(error?.description == mistake.text)
    }

    @Test func allErrorsOfACompilationAreReported() {
        let body =
            root("<xsl:value-of select='a/['/>")
            + "\n<xsl:template name='x'><xsl:if test='1 +'/></xsl:template>\n<xsl:template match='a['/>"
        let error = #expect(throws: XSLTError.self) { try stylesheet(body).compile() }
        #expect(error?.diagnostics.compactMap(\.line) == [2, 3, 4])
        let first = "sheet.xsl:2:52: error: select=\"a/[\": found '[', expected a step: a name, '*', '@', '.' or an axis"
        #expect(error?.description.split(separator: "\n").first.map(String.init) == first)
    }

    @Test func aStylesheetThatIsNotXMLIsInvalidWithLineAndColumn() {
        let source = StylesheetSource(name: "s.xsl", bytes: Array("<a>\n<b></a>".utf8))
        let error = #expect(throws: XSLTError.self) { try Stylesheet(source).compile() }
        #expect(error?.diagnostics.first?.file == "s.xsl")
        #expect(error?.diagnostics.first?.line == 2)
        guard case .invalidStylesheet = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func nodeSetOfMicrosoftWorks() throws {
        let body = root(
            "<xsl:variable name='v'><q>1</q><q>2</q></xsl:variable><xsl:value-of select='sum(msxsl:node-set($v)/q)'/>")
        #expect(try transform("<a/>", with: body).text == "<?xml version=\"1.0\"?>\n<o>3</o>\n")
    }

    @Test(arguments: [
        ("method='text'", "text/plain"), ("method='html'", "text/html"), ("", "text/xml"),
        ("media-type='application/x'", "application/x"),
    ])
    func mediaTypeFollowsOutput(_ attributes: String, _ expected: String) throws {
        #expect(try transform("<a/>", with: "<xsl:output \(attributes)/>" + root("")).mediaType == expected)
    }

    @Test func oneStylesheetServesManyDocuments() throws {
        let compiled = try stylesheet("<xsl:output method='text'/>").compile()
        for number in 1...3 {
            let document = try XMLDocument(bytes: Array("<a>\(number)</a>".utf8), name: "in.xml")
            #expect(try compiled.transform(document).text == "\(number)")
        }
    }

    /// An error of one run must not colour the next.
    @Test func aFailedRunLeavesTheStylesheetUsable() throws {
        let compiled = try stylesheet(
            "<xsl:output method='text'/><xsl:template match='bad'><xsl:value-of select='$x'/></xsl:template>"
        ).compile()
        let bad = try XMLDocument(bytes: Array("<bad/>".utf8), name: "bad.xml")
        let good = try XMLDocument(bytes: Array("<good>1</good>".utf8), name: "good.xml")
        #expect(throws: XSLTError.self) { try compiled.transform(bad) }
        #expect(try compiled.transform(good).text == "1")
    }
}
