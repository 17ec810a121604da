import Foundation
import Testing
import Workflow
import XSLT

@testable import AutoMapper

/// A customer's stylesheets over an integration's over the base.
struct LayerTests {
    private let orders = "bigcommerce-orders-to-zynk-sales-orders"

    private func layers(customer: Bool) throws -> MapperLayers {
        let integration = IntegrationFolder(root: try Fixture.url("integration"))
        let folder = integration.customers.appendingPathComponent("mill-lane")
        return MapperLayers(
            customer: customer ? Customer(id: "mill-lane", folder: folder) : nil, integration: integration,
            base: BaseStylesheets(folder: Fixture.package.appendingPathComponent("Stylesheets")))
    }

    private func mapped(_ order: Order, _ layers: MapperLayers, _ parameters: [String: String]) throws -> XMLElement {
        let request = TransformRequest(
            input: .bytes(Array(Order.file([order]).utf8), name: "orders.xml"), translator: .mapping(orders), layers: layers,
            parameters: parameters)
        return try #require(Mapped.root(of: request.run()).first("SalesOrders")?.first("SalesOrder"))
    }

    @Test func customerOverridesOneTemplateOverTheIntegrationOverTheBase() throws {
        let trade = Order(company: "Potters Ltd", lines: Order.mug.lines, totalInc: "12.0000", totalEx: "10.0000")
        let order = try mapped(trade, layers(customer: true), ["TradeAccount": "TRADE"])
        #expect(order.text("AccountReference") == "TRADE", "the customer's own template")
        #expect(order.text("TakenBy") == "Web team", "the integration's template")
        #expect(order.text("SalesOrderItems", "Item", "Sku") == "ML-MUG", "the customer's lookup, by the integration's template")
        #expect(order.text("SalesOrderItems", "Item", "TotalNet") == "10.00", "the base")
    }

    @Test func overriddenTemplateLeavesTheRestOfItsModeAlone() throws {
        let order = try mapped(.mug, layers(customer: true), ["TradeAccount": "TRADE"])
        #expect(order.text("AccountReference") == "WEBSALES")
    }

    @Test func withoutCustomerTheIntegrationIsTheNearestLayer() throws {
        let mapping = try MappingCatalogue(layers(customer: false)).find(orders)
        #expect(mapping.layer == "integration")
        #expect(try mapped(.mug, layers(customer: false), [:]).text("SalesOrderItems", "Item", "Sku") == "MUG-01")
    }

    @Test func declarationIsInheritedAndExtended() throws {
        let mapping = try MappingCatalogue(layers(customer: true)).find("BigCommerce Orders..Zynk Sales Orders")
        #expect(mapping.layer == "customer mill-lane")
        #expect(mapping.recordPath == ["orders", "order"])
        #expect(mapping.parameters.prefix(2).map(\.name) == ["TradeAccount", "WebSales"])
    }

    @Test func requiredParameterIsMissed() throws {
        #expect { try mapped(.mug, layers(customer: true), [:]) } throws: {
            String(describing: $0).contains("parameter 'TradeAccount' is required: Account of trade customers")
        }
    }

    @Test func lookupValueThatIsUnknownNamesTableAndValue() throws {
        let order = Order(lines: [Order.line(1, ex: "1.00", inc: "1.20", sku: "JUG")], totalInc: "1.20", totalEx: "1.00")
        #expect { try mapped(order, layers(customer: false), [:]) } throws: {
            String(describing: $0).contains("lookup 'stock-codes' has no 'JUG'")
        }
    }

    @Test func stylesheetByPathSeesItsFolderAndTheBase() throws {
        let file = try Fixture.url("integration/stylesheets/\(orders).xsl")
        let request = TransformRequest(
            input: .bytes(Array(Order.file([.mug]).utf8), name: "orders.xml"), translator: .stylesheet(file),
            layers: MapperLayers(stylesheet: file, base: .embedded))
        let order = try #require(Mapped.root(of: request.run()).first("SalesOrders")?.first("SalesOrder"))
        #expect(order.text("TakenBy") == "Web team")
        #expect(order.text("SalesOrderItems", "Item", "Sku") == "MUG-01", "lookups lie beside the stylesheet's folder")
    }

    @Test func stylesheetWithoutDeclarationIsCheckedAgainstItsOwnParameters() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("plain.xsl")
            try write(
                """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:param name="Greeting"/>
                <xsl:template match="/"><out><xsl:value-of select="$Greeting"/></out></xsl:template></xsl:stylesheet>
                """, to: file)
            var request = TransformRequest(
                input: .bytes(Array("<in/>".utf8), name: "in.xml"), translator: .stylesheet(file),
                layers: MapperLayers(stylesheet: file, base: .embedded), parameters: ["Greeting": "it's \"quoted\""])
            #expect(try Mapped.root(of: request.run()).text == "it's \"quoted\"")
            request.parameters = ["Greting": "x"]
            #expect { try request.run() } throws: { String(describing: $0).contains("did you mean 'Greeting'?") }
        }
    }

    @Test func casesOfALayerRunWithoutTheLayersAbove() throws {
        try withTemporaryFolder { folder in
            let integration = IntegrationFolder(root: folder)
            let cases = integration.stylesheets.appendingPathComponent("tests/\(orders)/taken-by-the-web-team")
            try FileManager.default.createDirectory(at: cases, withIntermediateDirectories: true)
            try write(
                String(contentsOf: Fixture.url("integration/stylesheets/\(orders).xsl"), encoding: .utf8),
                to: integration.stylesheets.appendingPathComponent("\(orders).xsl"))
            try write("from,to\nMUG,MUG-01\n", to: integration.lookups.appendingPathComponent("stock-codes.csv"))
            try write(Order.file([.mug]), to: cases.appendingPathComponent("input.xml"))
            let runner = MappingCases(MapperLayers(integration: integration, base: .embedded))
            let only = try #require(runner.all(of: orders).first)
            #expect(runner.run(only).difference == "the case has neither expected.xml nor expected-error.txt")
            try runner.accept(only)
            #expect(runner.run(only).passed)
            let expected = cases.appendingPathComponent("expected.xml")
            let changed = try String(contentsOf: expected, encoding: .utf8).replacing("MUG-01", with: "MUG-02")
            try write(changed, to: expected)
            let difference = try #require(runner.run(only).difference)
            #expect(difference.contains("Sku") && difference.contains("MUG-01") && difference.contains("MUG-02"))
        }
    }
}
