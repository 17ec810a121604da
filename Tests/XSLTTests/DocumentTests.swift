import Testing
import XSLT

/// Documents and values say the same thing.
struct DocumentTests {
    private func document(_ text: String) throws -> XMLDocument {
        try XMLDocument(bytes: Array(text.utf8), name: "in.xml")
    }

    @Test func valuesHoldWhatTheDocumentHolds() throws {
        let root = try document("<p:a xmlns:p=\"urn:p\" p:x=\"1\" y=\"&lt;\">t<!-- c -->u<b xmlns=\"urn:d\">v</b></p:a>").root
        let expected = XMLElement(
            "a", namespace: "urn:p", prefix: "p",
            attributes: [XMLAttribute("x", "1", namespace: "urn:p", prefix: "p"), XMLAttribute("y", "<")],
            children: [.text("tu"), .element(XMLElement("b", namespace: "urn:d", children: [.text("v")], line: 1))], line: 1)
        #expect(root == expected)
        #expect(root.xml == "<p:a xmlns:p=\"urn:p\" p:x=\"1\" y=\"&lt;\">tu<b xmlns=\"urn:d\">v</b></p:a>")
    }

    @Test func pathsTellAbsentFromEmpty() throws {
        let root = try document("<a><b><c>1</c><c>2</c></b><d/></a>").root
        #expect(root.text("b", "c") == "1")
        #expect(root.text("d") == "")
        #expect(root.text("b", "x") == nil)
        #expect(root.first("b")?.all("c").map(\.text) == ["1", "2"])
        #expect(root.text == "12")
    }

    @Test func setReplacesTheFirstOrAppends() {
        var order = XMLElement("order", children: [.element(XMLElement("id", text: "1"))])
        order.set("id", "2")
        order.set("note", "a&b")
        order.append(XMLElement("line"))
        #expect(order.xml == "<order><id>2</id><note>a&amp;b</note><line/></order>")
    }

    @Test func textThatXMLCannotHoldIsReplaced() {
        #expect(XMLElement("a", text: "x\u{1}y\u{FFFF}\r").xml == "<a>x\u{FFFD}y\u{FFFD}&#13;</a>")
    }

    @Test(arguments: [
        ("count(//b)", XPathValue.number(2)), ("string(//b[2])", .string("y")), ("//b = 'x'", .boolean(true)),
        ("p:z/@q", .nodes([])),
    ])
    func expressionsHaveTypedResults(_ expression: String, _ expected: XPathValue) throws {
        #expect(try document("<a><b>x</b><b>y</b></a>").evaluate(expression, namespaces: ["p": "urn:p"]) == expected)
    }

    @Test(arguments: [
        ("a/[", "Invalid expression in 'a/['"), ("$x", "Undefined variable in '$x'"), ("f()", "function f not found"),
        ("q:b", "Undefined namespace prefix in 'q:b'"),
    ])
    func badExpressionsSayWhy(_ expression: String, _ reason: String) {
        #expect(throws: XSLTError.badXPath(expression: expression, reason: reason)) { try document("<a/>").evaluate(expression) }
    }

    @Test(arguments: [
        (2_147_483_648.0, "2147483648"), (0.1, "0.1"), (1e-7, "0.0000001"), (1.5e21, "1500000000000000000000"),
        (-2.5e-7, "-0.00000025"),
        (.infinity, "Infinity"), (-0.0, "0"),
    ])
    func numbersHaveNoExponents(_ number: Double, _ expected: String) {
        #expect(XPathValue.number(number).string == expected)
    }

    @Test func canonicalFormsOfTheSameMeaningAreEqual() throws {
        let first = try document("<a y='2' x='1'>\n  <b></b><!-- c --></a>")
        let second = try document("<a x=\"1\" y=\"2\"><b/></a>")
        #expect(try first.canonical() == "<a x=\"1\" y=\"2\"><b></b></a>")
        #expect(try first.canonical() == second.canonical())
    }

    @Test(
        arguments: [
            ("<a><b>1</b></a>", "<a>\n<b>1</b>\n</a>", nil),
            ("<a xmlns='urn:x'/>", "<p:a xmlns:p='urn:x'/>", nil),
            ("<a><b/><b>1</b></a>", "<a><b/><b>2</b></a>", "/a/b[2]: '1' against '2'"),
            ("<a x='1'/>", "<a/>", "/a/@x: '1' against nothing"),
            ("<a><b/></a>", "<a><b/><c/></a>", "/a/c: nothing against <c>"),
            ("<a/>", "<a xmlns='urn:x'/>", "/a: <a> against <{urn:x}a>"),
        ] as [(String, String, String?)])
    func theFirstDifferenceIsNamed(_ first: String, _ second: String, _ expected: String?) throws {
        #expect(try XMLDocument.firstDifference(document(first), document(second)) == expected)
    }
}
