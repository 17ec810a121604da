import Foundation
import Testing
import Workflow
import XSLT

@testable import AutoMapper

/// `mappings check` on stylesheets that compute money with XPath's numbers.
struct MoneySumTests {
    /// A template body and the functions that the findings name, in order.
    struct Body: Sendable, CustomTestStringConvertible {
        let body: String
        let remedies: [String]

        init(_ body: String, _ remedies: [String]) {
            self.body = body
            self.remedies = remedies
        }

        var testDescription: String { body }
    }

    private func findings(_ body: String) throws -> [MoneySumCheck.Finding] {
        let text = """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:money="urn:crosswalk:money">
            <xsl:param name="Markup"/>
            <xsl:template match="product">
            \(body)
            </xsl:template></xsl:stylesheet>
            """
        return MoneySumCheck(file: "own.xsl").findings(in: try XMLDocument(bytes: Array(text.utf8), name: "own.xsl").root)
    }

    @Test(arguments: [
        Body("<xsl:value-of select=\"price_inc_tax * quantity\"/>", ["money:multiply"]),
        Body("<xsl:value-of select=\"price_ex_tax*1.2\"/>", ["money:multiply"]),
        Body("<xsl:value-of select=\"sum(../product/total_inc_tax)\"/>", ["money:sum"]),
        Body("<xsl:if test=\"number(cost) &gt; 10\"><a/></xsl:if>", ["money:format"]),
        Body("<xsl:value-of select=\"format-number(discount_amount, '0.00')\"/>", ["money:format"]),
        Body("<xsl:value-of select=\"round(100 * price_ex_tax) div 100\"/>", ["money:divide", "money:format", "money:multiply"]),
        Body("<a net=\"{@TotalNet - UnitDiscountAmount}\"/>", ["money:subtract"]),
        Body("<xsl:value-of select=\"-refund_amount\"/>", ["money:subtract"]),
        Body("<xsl:variable name=\"p\" select=\"price\"/><xsl:value-of select=\"$p + 1\"/>", ["money:add"]),
        Body(
            "<xsl:variable name=\"p\"><xsl:value-of select=\"price\"/></xsl:variable><xsl:value-of select=\"1 + $p\"/>",
            ["money:add"]),
        Body(
            "<xsl:variable name=\"p\" select=\"price\"/><xsl:variable name=\"q\" select=\"string($p)\"/>"
                + "<xsl:value-of select=\"$q div 2\"/>", ["money:divide"]),
        Body("<xsl:param name=\"total\"/><xsl:value-of select=\"$total + $Markup\"/>", ["money:add"]),
        Body("<xsl:value-of select=\"a[sum(b/amount) &gt; 3]\"/>", ["money:sum"]),
        Body("<xsl:value-of select=\"money:add(price, tax) + 1\"/>", ["money:add"]),
    ])
    func sumsOnMoneyAreFound(_ body: Body) throws {
        let findings = try findings(body.body)
        #expect(findings.flatMap(\.remedies) == body.remedies)
        #expect(findings.map(\.line) == [4])
    }

    @Test(arguments: [
        "<xsl:value-of select=\"position() + 1\"/>", "<xsl:value-of select=\"count(preceding-sibling::product) + 1\"/>",
        "<xsl:value-of select=\"quantity - quantity_refunded\"/>", "<xsl:value-of select=\"items_total - items_shipped\"/>",
        "<xsl:value-of select=\"money:add(price_ex_tax, price_tax)\"/>", "<xsl:copy-of select=\"price_ex_tax | price_inc_tax\"/>",
        "<xsl:if test=\"total_inc_tax != '0.0000' and discount_amount\"><a/></xsl:if>",
        "<xsl:value-of select=\"string-length(price) - 2\"/>", "<xsl:value-of select=\"concat('a-', price_ex_tax, ' * 2')\"/>",
        "<xsl:value-of select=\"order-total\"/>", "<xsl:value-of select=\"*[name() = 'price']\"/>",
        "<xsl:value-of select=\"product[total_inc_tax][position() - 1]\"/>",
        "<xsl:variable name=\"total\" select=\"count(product)\"/><xsl:value-of select=\"$total + 1\"/>",
        "<xsl:value-of select=\"money:compare(price, 0) + 1\"/>", "<a total=\"{{price + 1}}\"/>", "<a b=\"{price_inc_tax}\"/>",
    ])
    func countsPositionsAndComparisonsAreNoFindings(_ body: String) throws {
        let findings = try findings(body)
        #expect(findings == [])
    }

    @Test func findingSaysWhereWhatAndWhatInstead() throws {
        let finding = try #require(try findings("<xsl:value-of select=\"price_ex_tax\n* 1.2\"/>").first)
        #expect(
            finding.description == "own.xsl:5: 'price_ex_tax * 1.2' computes money in binary fractions, which lose pennies; use "
                + "money:multiply (urn:crosswalk:money)")
    }

    @Test func checkLooksIntoImportedFilesToo() throws {
        try withTemporaryFolder { folder in
            try write(
                """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="lib/own.xsl"/>
                <xsl:template match="/"><r/></xsl:template></xsl:stylesheet>
                """, to: folder.appendingPathComponent("stylesheets/mine.xsl"))
            try write(
                """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                <xsl:template match="order"><xsl:value-of select="total_inc_tax - total_tax"/></xsl:template></xsl:stylesheet>
                """, to: folder.appendingPathComponent("stylesheets/lib/own.xsl"))
            let layers = MapperLayers(integration: .init(root: folder), base: Fixture.base)
            let mapping = try MappingCatalogue(layers).find("mine")
            let texts = MappingCheck(layers).findings(of: mapping).map(\.text)
            #expect(
                texts.contains { $0.hasPrefix("lib/own.xsl:2: 'total_inc_tax - total_tax' computes money in binary fractions") })
        }
    }

    @Test(arguments: ["", "(", "((((", "a[", "f(", "$", "a::", "-", "a b c", "1 +", "@", "'", "//", "a/@*[", ")", "::a", "*:*"])
    func textsThatAreNoExpressionsAreReadToTheirEnd(_ text: String) {
        #expect(MoneySums(variables: []).remedies(in: text) == [])
    }

    @Test func deepNestingEndsTheReadingAndNotTheProgram() {
        let deep = String(repeating: "(", count: 50_000) + "price + 1"
        #expect(MoneySums(variables: []).remedies(in: deep) == [])
    }
}
