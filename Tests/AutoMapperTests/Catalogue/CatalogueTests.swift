import Foundation
import Testing
import Workflow
import XSLT

@testable import AutoMapper

/// Which mappings there are, and what they declare.
struct CatalogueTests {
    private let orders = "bigcommerce-orders-to-zynk-sales-orders"

    @Test(arguments: [
        "bigcommerce-orders-to-zynk-sales-orders", "BigCommerce Orders..Zynk Sales Orders",
        "bigcommerce orders .. zynk sales orders",
    ])
    func mappingIsFoundByNameOrFormats(_ name: String) throws {
        let mapping = try MappingCatalogue(Mapped.layers).find(name)
        #expect(mapping.name == orders)
        #expect(mapping.layer == "base")
        #expect(mapping.recordPath == ["orders", "order"])
        #expect(mapping.isRecordLocal)
        #expect(mapping.parameters.first?.name == "WebSales")
        #expect(mapping.parameters.first?.kind == .boolean)
        #expect(mapping.parameters.first { $0.name == "BankAccount" }?.defaultValue == "1200")
    }

    @Test(arguments: [
        ("bigcommerce-order-to-zynk-sales-orders", "did you mean 'bigcommerce-orders-to-zynk-sales-orders'?"),
        ("BigCommerce Order..Zynk Sales Orders", "did you mean 'BigCommerce Orders..Zynk Sales Orders'?"),
        ("shopify", "mappings are: "),
    ])
    func unknownMappingSuggestsTheNearest(_ name: String, _ hint: String) {
        #expect { try MappingCatalogue(Mapped.layers).find(name) } throws: { String(describing: $0).contains(hint) }
    }

    @Test func everyParameterFindingIsReported() throws {
        let mapping = try MappingCatalogue(Mapped.layers).find(orders)
        let given = ["AccountRef": "X", "WebSales": "yes", "Bundles": "none", "StandardRate": "20 %"]
        let error = #expect(throws: MappingError.self) { try mapping.checked(given) }
        let text = try #require(error).description
        #expect(text.contains("there is no parameter 'AccountRef'"))
        #expect(text.contains("valid parameters: WebSales, AccountReference, BankAccount"))
        #expect(text.contains("parameter WebSales: 'yes' is neither true nor false"))
        #expect(text.contains("parameter Bundles: 'none' is not one of: both, parent"))
        #expect(text.contains("parameter StandardRate: '20 %' is not a plain decimal number"))
        #expect(try #require(error).failureClass == .configuration)
    }

    @Test func parameterTypesAreChecked() {
        func problem(_ kind: MappingParameter.Kind, _ value: String) -> String? {
            MappingParameter(name: "P", kind: kind, isRequired: false, defaultValue: nil, description: "").problem(with: value)
        }
        #expect(problem(.date, "2026-03-31") == nil)
        #expect(problem(.date, "2026-02-30") != nil)
        #expect(problem(.number, "-1.5") == nil)
        #expect(problem(.string, "") == nil)
        #expect(problem(.choice(["a", "b"]), "a") == nil)
    }

    @Test func twoStylesheetsForTheSameFormatsAreAmbiguous() throws {
        try withTemporaryFolder { folder in
            for name in ["one", "two"] {
                try write(declared(from: "A", to: "B"), to: folder.appendingPathComponent("\(name).xsl"))
            }
            let layers = MapperLayers(base: BaseStylesheets(folder: folder))
            #expect { try MappingCatalogue(layers).find("A..B") } throws: { String(describing: $0).contains("(one, two)") }
            #expect(try MappingCatalogue(layers).find("two").from == "A")
        }
    }

    @Test func badDeclarationNamesFileAndLine() throws {
        try withTemporaryFolder { folder in
            let parameter = "<c:parameter name='P' type='colour'/>"
            try write(declared(from: "A", to: "B", parameter), to: folder.appendingPathComponent("one.xsl"))
            #expect { try MappingCatalogue(MapperLayers(base: BaseStylesheets(folder: folder))).all() } throws: {
                String(describing: $0).contains("one.xsl:2: c:mapping: parameter P has type 'colour'")
            }
        }
    }

    @Test func checkFindsDeclarationsWithoutEffect() throws {
        try withTemporaryFolder { folder in
            let text = declared(
                from: "A", to: "B", "<c:parameter name='Missing'/><c:parameter name='Drifted' default='1'/>",
                "<xsl:param name='Drifted' select=\"'2'\"/><xsl:param name='Silent'/>")
            try write(text, to: folder.appendingPathComponent("one.xsl"))
            let findings = try MappingCheck(MapperLayers(base: BaseStylesheets(folder: folder))).findings().map(\.description)
            #expect(findings.contains { $0.contains("error: one: parameter 'Missing' is declared but there is no xsl:param") })
            #expect(findings.contains { $0.contains("xsl:param 'Silent' is not declared") })
            #expect(findings.contains { $0.contains("the declared default '1' is not the one used, '2'") })
            #expect(findings.contains { $0.contains("no cases prove it") })
            #expect(findings.contains { $0.contains("not declared record-local") })
        }
    }

    @Test func aStylesheetWithoutDeclarationTakesTheParametersItHas() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("own.xsl")
            try write(
                """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="text"/>
                <xsl:param name="Account"/><xsl:template match="/"><xsl:value-of select="$Account"/></xsl:template></xsl:stylesheet>
                """, to: file)
            func output(_ parameters: [String: String]) throws -> String {
                let request = TransformRequest(
                    input: .bytes(Array("<a/>".utf8), name: "in.xml"), translator: .stylesheet(file),
                    layers: MapperLayers(stylesheet: file), parameters: parameters)
                return String(decoding: try request.run().output, as: UTF8.self)
            }
            #expect(try output([:]) == "" && output(["Account": "WEB"]) == "WEB")
            #expect { try output(["Acount": "WEB"]) } throws: {
                "\($0)".contains("there is no parameter 'Acount'; did you mean 'Account'?")
            }
        }
    }

    @Test func casesAreMissedWhereTheMappingIsAndOfBuiltInOnesNever() throws {
        try withTemporaryFolder { root in
            let name = "zynk-products-to-bigcommerce-inventory"
            func misses() throws -> Bool {
                let layers = MapperLayers(integration: IntegrationFolder(root: root), base: .embedded)
                let found = MappingCheck(layers).findings(of: try MappingCatalogue(layers).find(name))
                return found.contains { $0.text.contains("no cases prove it") }
            }
            #expect(try !misses())
            let own = #"<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="base:"#
            try write("\(own)\(name).xsl\"/></xsl:stylesheet>", to: root.appendingPathComponent("stylesheets/\(name).xsl"))
            #expect(try misses())
            try write("<Company/>", to: root.appendingPathComponent("stylesheets/tests/\(name)/empty/input.xml"))
            #expect(try !misses())
        }
    }

    private func declared(from: String, to: String, _ parameters: String = "", _ body: String = "") -> String {
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping">
        <c:mapping from="\(from)" to="\(to)" record="a/b">\(parameters)</c:mapping>\(body)
        <xsl:template match="/"><out/></xsl:template></xsl:stylesheet>
        """
    }
}
