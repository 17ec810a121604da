import Testing

@testable import XSLT

/// Axes are named where they were left out, and nothing else changes.
struct ExpressionRewriterTests {
    private let rewriter = ExpressionRewriter(options: EngineOptions(mendsNumbers: false))

    @Test(arguments: [
        ("a/b", "child::a/child::b"), ("id", "child::id"), ("//a", "//child::a"),
        ("a[b='x y']/c", "child::a[child::b='x y']/child::c"),
        ("concat(a, \"b/c\", $d/e)", "concat(child::a, \"b/c\", $d/child::e)"), ("x:a/*", "child::x:a/child::*"),
        ("a | b", "child::a | child::b"), ("text()", "child::text()"), ("../b", "../child::b"), ("/a", "/child::a"),
        ("(a)[1]/b", "(child::a)[1]/child::b"), ("- a", "- child::a"), ("naïve/b", "child::naïve/child::b"),
        ("div div div", "child::div div child::div"),
    ])
    func axesAreNamed(_ text: String, _ expected: String) {
        #expect(rewriter.rewritten(text, becomesText: false) == expected)
    }

    @Test(arguments: ["child::a", "@a", ".", "..", "'a/b'", "1", "$a", "position()", "ancestor::a", "/", "a b", ""])
    func whatIsPlainOrNoExpressionStays(_ text: String) {
        #expect(rewriter.rewritten(text, becomesText: true) == nil)
    }

    @Test func templatesKeepTheirBraces() {
        #expect(rewriter.rewritten(template: "{{x}}{a}-{@b}") == "{{x}}{child::a}-{@b}")
        #expect(rewriter.rewritten(template: "{{\u{301}{a}") == "{{\u{301}{child::a}")
        #expect(rewriter.rewritten(template: "{{a}}") == nil)
        #expect(rewriter.rewritten(template: "{a") == nil)
    }

    @Test(arguments: [
        ("$a", true), ("a", false), ("a + 1", true), ("count(a)", false), ("my:f(a)", true), ("'x'", false), ("1", false),
        ("(2147483648)", true),
    ])
    func onlyWhatCanBeANumberIsLedThroughTheMend(_ text: String, _ isWrapped: Bool) {
        let mender = ExpressionRewriter(options: EngineOptions(rewritesPaths: false))
        #expect(mender.rewritten(text, becomesText: true) == (isWrapped ? "crosswalk-text(\(text))" : nil))
        #expect(mender.rewritten(text, becomesText: false) == nil)
    }

    /// Foreign elements, patterns and the attributes of extension elements are not expressions of ours.
    @Test func onlyExpressionsAreRewritten() throws {
        let body = """
            <my:data select='a/b' x='{a/b}'/><xsl:template match='a/b'><xsl:text>a/b</xsl:text><o p='a/b' q='{{a}}' r='{name(b)}'/></xsl:template>
            """
        let result = try transform(
            "<a><b><b/></b></a>", with: body + "<xsl:template match='/'><xsl:apply-templates select='a/b'/></xsl:template>")
        #expect(result.text.contains("a/b<o p=\"a/b\" q=\"{a}\" r=\"b\"/>"))
    }
}
