import Foundation
import Testing
import XSLT

/// What is called record-local is, and what is not gives the reason with its place.
struct LocalityTests {
    @Test(arguments: LocalityCase.local)
    func recordsThatLookOnlyAtThemselvesAreLocal(_ sample: LocalityCase) throws {
        let analysis = try sample.analysis()
        #expect(analysis.isRecordLocal, "\(analysis.reasons)")
        #expect(analysis.insertion?.file == "sheet.xsl")
    }

    @Test(arguments: LocalityCase.refused)
    func whatLooksBeyondARecordIsRefusedWithTheReason(_ sample: LocalityCase) throws {
        let analysis = try sample.analysis()
        #expect(!analysis.isRecordLocal)
        let words = try #require(sample.reason)
        #expect(analysis.reasons.contains { $0.message.contains(words) }, "\(analysis.reasons)")
        #expect(analysis.reasons.allSatisfy { $0.file == "sheet.xsl" && $0.line != nil })
    }

    @Test func theRecordPathIsFoundWhereItIsPlain() throws {
        let found = try stylesheet(LocalityCase.frame("<r/>")).analyse()
        #expect(found.recordPath == ["orders", "order"])
        let deeper = """
            <xsl:template match='/Company'><o><xsl:apply-templates select='SalesOrders'/></o></xsl:template>
            <xsl:template match='SalesOrders'><xsl:apply-templates select='SalesOrder'/></xsl:template>
            <xsl:template match='SalesOrder'><r><xsl:value-of select='Id'/></r></xsl:template>
            """
        #expect(try stylesheet(deeper).analyse().recordPath == ["Company", "SalesOrders", "SalesOrder"])
        let named = "<xsl:template match='/'><o><xsl:for-each select='my:all/my:one'><r/></xsl:for-each></o></xsl:template>"
        #expect(try stylesheet(named).analyse().recordPath == ["{urn:my}all", "{urn:my}one"])
    }

    @Test func withoutARecordPathThatIsSaid() throws {
        let analysis = try stylesheet("<xsl:template match='*'><o/></xsl:template>").analyse()
        #expect(analysis.recordPath == nil)
        #expect(analysis.reasons.first?.message.hasPrefix("no record path is plain") == true)
    }

    @Test func severalWrappersMayNotWriteForThemselves() throws {
        let body = """
            <xsl:template match='/Company'><o><xsl:apply-templates select='SalesOrders'/></o></xsl:template>
            <xsl:template match='SalesOrders'><list><xsl:apply-templates select='SalesOrder'/></list></xsl:template>
            """
        let analysis = try stylesheet(body).analyse(recordPath: ["Company", "SalesOrders", "SalesOrder"])
        #expect(analysis.reasons.first?.message.hasPrefix("this is output once for each element above the records") == true)
        #expect(analysis.reasons.first?.line == 3)
    }

    @Test func importsAndLayersAreFollowed() throws {
        let base = "<xsl:template match='/'><o><xsl:apply-templates select='orders/order'/></o></xsl:template>"
        let layers = StylesheetLayers([
            StylesheetLayer(
                name: "customer",
                files: [
                    "m.xsl": sheet(
                        "<xsl:import href='base:m.xsl'/><xsl:template match='order'>\n<r><xsl:value-of select='position()'/></r></xsl:template>"
                    )
                ]),
            StylesheetLayer(name: "base", files: ["m.xsl": sheet(base)]),
        ])
        let source = try #require(layers.find("m.xsl"))
        let analysis = try Stylesheet(source, layers: layers).analyse()
        #expect(!analysis.isRecordLocal)
        #expect(analysis.reasons == [Diagnostic(message: "position() counts records", file: "customer:m.xsl", line: 3)])
    }

    @Test func theInsertionTellsWhereTheRecordsGo() throws {
        let body = """
            <xsl:template match='/orders'>
            <Company><SalesOrders><xsl:for-each select='order'><r/></xsl:for-each></SalesOrders></Company></xsl:template>
            """
        let insertion = try #require(try stylesheet(body).analyse().insertion)
        #expect(insertion.resultPath == ["Company", "SalesOrders"])
        #expect(insertion.line == 3)
        #expect(!insertion.readsSiblings && !insertion.frameReadsFirstRecord)
    }

    @Test func siblingsAndTheFirstRecordAreTold() throws {
        let siblings = try stylesheet("<xsl:template match='orders'><o><xsl:apply-templates/></o></xsl:template>")
            .analyse(recordPath: ["orders", "order"])
        #expect(siblings.insertion?.readsSiblings == true)
        let body = "<xsl:template match='/orders'><o s='{(order)[1]/s}'><xsl:apply-templates select='order'/></o></xsl:template>"
        let first = try stylesheet(body).analyse(recordPath: ["orders", "order"])
        #expect(first.insertion?.frameReadsFirstRecord == true)
    }

    @Test func aStylesheetThatDoesNotLoadIsAnError() {
        #expect(throws: XSLTError.self) { try stylesheet("<xsl:import href='nope.xsl'/>").analyse() }
        #expect(throws: XSLTError.self) { try stylesheet("<a>").analyse() }
    }

    /// The workload of the benchmark is a plain mapping as integrations run them.
    @Test func theMappingOfTheBenchmarkIsLocal() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
            .standardizedFileURL
        let file = root.appendingPathComponent("Scripts/bench/orders-to-sales-orders.xsl")
        let analysis = try Stylesheet(.file(file)).analyse()
        #expect(analysis.isRecordLocal, "\(analysis.reasons)")
        #expect(analysis.recordPath == ["orders", "order"])
        #expect(analysis.insertion?.resultPath == ["Company", "SalesOrders"])
        let order = try #require(analysis.projection?.nodes.first { $0.name == "order" })
        let names = order.children.compactMap { analysis.projection?.nodes[$0].name }
        #expect(names.contains("billing_address") && !names.contains("staff_notes"))
    }
}
