import Testing

@testable import XSLT

/// XPath 1.0, patterns and attribute value templates are read by the grammar of the recommendations.
struct XPathParserTests {
    /// A short writing of a tree that shows what binds to what.
    private func shown(_ text: String) throws -> String {
        shown(try XPathParser.parse(text))
    }

    private func shown(_ expression: XPathExpression) -> String {
        switch expression {
        case .number(let digits): digits
        case .literal(let text): "'\(text)'"
        case .variable(let name, _): "$\(name)"
        case .call(let name, let arguments, _): "\(name)(\(arguments.map(shown).joined(separator: ",")))"
        case .minus(let operand): "(-\(shown(operand)))"
        case .binary(let operation, let left, let right): "(\(shown(left)) \(operation.rawValue) \(shown(right)))"
        case .path(let path): shown(path)
        }
    }

    private func shown(_ path: XPathPath) -> String {
        let steps = path.steps.map { $0.axis.rawValue + "::" + $0.test.shown + $0.predicates.map { "[\(shown($0))]" }.joined() }
        switch path.start {
        case .context: return steps.joined(separator: "/")
        case .root: return "/" + steps.joined(separator: "/")
        case .filter(let inner, let predicates):
            let start = "{\(shown(inner))}" + predicates.map { "[\(shown($0))]" }.joined()
            return ([start] + steps).joined(separator: "/")
        }
    }

    @Test(arguments: [
        ("a/b", "child::a/child::b"), ("//a", "/descendant-or-self::node()/child::a"), (".", "self::node()"),
        ("..", "parent::node()"),
        ("@*", "attribute::*"), ("/", "/"), ("a[1][@b='x']", "child::a[1][(attribute::b = 'x')]"),
        ("* * *", "(child::* * child::*)"), ("div div mod", "(child::div div child::mod)"),
        ("and and or", "(child::and and child::or)"),
        ("1 - -2", "(1 - (-2))"), ("-a|b", "(-(child::a | child::b))"), ("1+2*3", "(1 + (2 * 3))"), ("a-b", "child::a-b"),
        ("1 = 2 = 3", "((1 = 2) = 3)"), ("a or b and c", "(child::a or (child::b and child::c))"),
        ("a - b - c", "((child::a - child::b) - child::c)"),
        ("f(a, 'x')", "f(child::a,'x')"), ("x:f()", "x:f()"), ("$v/a", "{$v}/child::a"), ("(a)[1]/b", "{{child::a}}[1]/child::b"),
        ("key('k', 1)//b", "{key('k',1)}/descendant-or-self::node()/child::b"),
        ("text()[. != '']", "child::text()[(self::node() != '')]"),
        ("processing-instruction('p')", "child::processing-instruction()"), ("ancestor-or-self::x:*", "ancestor-or-self::x:*"),
        ("x:*", "child::x:*"), (".5 + 1.", "(.5 + 1.)"), ("node()", "child::node()"), ("self::text", "self::text"),
        ("a<b", "(child::a < child::b)"), ("a!=b", "(child::a != child::b)"), ("a >= b", "(child::a >= child::b)"),
        ("\"it's\"", "'it's'"), ("  a  /  b  ", "child::a/child::b"), ("naïve", "child::naïve"), ("@div", "attribute::div"),
        ("a[b]/c", "child::a[child::b]/child::c"), ("not (a)", "not(child::a)"), ("child :: a", "child::a"), ("$x[1]", "{$x}[1]"),
        ("a/@b | c", "(child::a/attribute::b | child::c)"), ("/*/a", "/child::*/child::a"),
    ])
    func expressionsAreRead(_ text: String, _ expected: String) throws {
        #expect(try shown(text) == expected)
    }

    @Test(arguments: [
        ("", 0, "found the end, expected a step"), ("a/", 2, "found the end, expected a step"),
        ("a[1", 3, "found the end, expected an operator or ']'"),
        ("f(a", 3, "expected ',' or ')'"), ("'x", 0, "no closing quote"), ("a b", 2, "'b' stands where an operator"),
        ("nowhere::a", 0, "there is no axis 'nowhere'"), ("$", 1, "the name of a variable"), ("a ! b", 2, "'!' is no part"),
        ("1 +", 3, "found the end"), ("(a", 2, "expected ')'"), ("a)", 1, "found ')', expected an operator or the end"),
        ("x:", 2, "a name after 'x:'"),
        ("a === b", 3, "found '=', expected a step"), ("a[]", 2, "found ']', expected a step"),
    ])
    func mistakesAreNamedWithTheirPlace(_ text: String, _ offset: Int, _ words: String) {
        let error = #expect(throws: XPathSyntaxError.self) { try XPathParser.parse(text) }
        #expect(error?.offset == offset)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func nestingIsBounded() {
        #expect(throws: XPathSyntaxError.self) { try XPathParser.parse(String(repeating: "(", count: 100_000)) }
    }

    /// A row of operators is a tree as deep as it is long; walking it must not overflow the stack.
    @Test(arguments: ["+", "|", " and "])
    func rowsOfOperatorsAreBounded(_ operation: String) throws {
        func row(_ count: Int) -> String { Array(repeating: "a", count: count).joined(separator: operation) }
        _ = try XPathParser.parse(row(2001))
        let error = try #require(throws: XPathSyntaxError.self) { try XPathParser.parse(row(200_000)) }
        #expect(error.message == "more than 2000 operators in a row")
    }

    @Test(arguments: [
        ("a", 0.0), ("*", -0.5), ("x:*", -0.25), ("@a", 0), ("node()", -0.5), ("text()", -0.5), ("a/b", 0.5), ("a[1]", 0.5),
        ("/", 0.5),
        ("//a", 0.5), ("processing-instruction('p')", 0), ("id('x')/a", 0.5), ("/a", 0.5),
    ])
    func patternsHaveTheirDefaultPriority(_ text: String, _ priority: Double) throws {
        #expect(try XSLTPattern.parse(text).alternatives.map(\.defaultPriority) == [priority])
    }

    @Test(arguments: ["ancestor::a", "a/..", "1", "f()", "a + b", "$v", "(a)"])
    func expressionsThatAreNoPatternsAreRefused(_ text: String) {
        #expect(throws: XPathSyntaxError.self) { try XSLTPattern.parse(text) }
    }

    @Test func attributeTemplatesAreCutAtTheirBraces() throws {
        let template = try AttributeTemplate.parse("a{b}{{c}}{concat('}', d)}")
        #expect(template.parts == [.text("a"), .expression("b", at: 2), .text("{c}"), .expression("concat('}', d)", at: 10)])
        #expect(throws: XPathSyntaxError.self) { try AttributeTemplate.parse("a}") }
        #expect(throws: XPathSyntaxError.self) { try AttributeTemplate.parse("a{b") }
    }
}
