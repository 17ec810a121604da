import Testing
import XSLT

/// Documents that attack the parser are refused with line and column, and nothing outside is touched.
struct HostileDocumentTests {
    private func parse(_ text: String, trust: DocumentTrust = .data) throws(XSLTError) -> XMLDocument {
        try XMLDocument(bytes: Array(text.utf8), name: "in.xml", trust: trust)
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'a.dtd'><a/>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>",
    ])
    func dataHasNoDoctype(_ text: String) {
        let expected = XSLTError.forbidden(what: "a DOCTYPE in data; send the document without it", source: "in.xml")
        #expect(throws: expected) { try parse(text) }
    }

    @Test func trustedDocumentsMayHaveInternalEntities() throws {
        let document = try parse("<!DOCTYPE a [<!ENTITY company 'Acme'>]><a>&company;</a>", trust: .trusted)
        #expect(try document.root.text == "Acme")
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>",
        "<!DOCTYPE a [<!ENTITY x PUBLIC '-//X' 'http://localhost:1/x'>]><a>&x;</a>",
    ])
    func externalEntitiesAreNeverRead(_ text: String) {
        let error = #expect(throws: XSLTError.self) { try parse(text, trust: .trusted) }
        #expect(error?.description.contains("external entities are never read") == true)
    }

    @Test func anEntityOfAnUnreadDTDDoesNotSilentlyVanish() {
        let error = #expect(throws: XSLTError.self) { try parse("<!DOCTYPE a SYSTEM 'a.dtd'><a>&x;</a>", trust: .trusted) }
        #expect(error?.description.hasPrefix("in.xml:1:34: error: Entity 'x' not defined;") == true)
    }

    @Test func entityExplosionsEnd() {
        let entities = (1...12).map { level in
            "<!ENTITY e\(level) '\(String(repeating: "&e\(level - 1);", count: 10))'>"
        }
        let bomb = "<!DOCTYPE a [<!ENTITY e0 '0123456789'>\(entities.joined())]><a>&e12;</a>"
        let error = #expect(throws: XSLTError.self) { try parse(bomb, trust: .trusted) }
        #expect(error?.description.contains("entity reference loop") == true)
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "<a>", count: 100_000)
        let error = #expect(throws: XSLTError.self) { try parse(deep) }
        #expect(error?.description.contains("Excessive depth in document: 256") == true)
    }

    @Test(arguments: [
        ("<a>\n<b></a>", "in.xml:2:8: error: Opening and ending tag mismatch: b line 2 and a"),
        ("", "in.xml:1:1: error: Document is empty"),
        ("<a>\u{1}</a>", "in.xml:1:4: error: PCDATA invalid Char value 1"),
        ("<q:a/>", "in.xml:1:5: error: Namespace prefix q on a is not defined"),
        ("not xml", "in.xml:1:1: error: Start tag expected, '<' not found"),
    ])
    func badXMLIsNamedWithLineAndColumn(_ text: String, _ expected: String) {
        let error = #expect(throws: XSLTError.self) { try parse(text) }
        #expect(error?.description.hasPrefix(expected) == true, "\(error?.description ?? "no error")")
    }

    @Test func linesBeyondAShortAreRight() throws {
        let document = try parse("<a>\(String(repeating: "\n", count: 70_000))<b>x</b></a>")
        #expect(try document.root.first("b")?.line == 70_001)
    }
}
