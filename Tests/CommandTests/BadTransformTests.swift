import Testing

/// Wrong input of `crosswalk transform`: the message says what and where, the exit code which kind.
@Suite struct BadTransformTests {
    private let folder: ScratchFolder
    private let identity: String

    init() throws {
        folder = try ScratchFolder()
        identity = try folder.write("identity.xsl", BadTransformTests.stylesheet("<xsl:copy-of select=\"/\"/>"))
    }

    private static func stylesheet(_ body: String) -> String {
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:template match="/">\(body)</xsl:template>
        </xsl:stylesheet>
        """
    }

    @Test func aMissingFileIsNamed() throws {
        let run = try CommandRun(["transform", folder.path("absent.xml"), "--stylesheet", identity])
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("absent.xml"))
        #expect(run.output.isEmpty)
    }

    @Test func brokenXMLNamesLineAndColumn() throws {
        let input = try folder.write("broken.xml", "<orders>\n  <order></orders>")
        let run = try CommandRun(["transform", input, "--stylesheet", identity])
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("broken.xml:2:"))
    }

    @Test func aBrokenStylesheetNamesFileAndLine() throws {
        let sheet = try folder.write("bad.xsl", BadTransformTests.stylesheet("\n<xsl:value-of select=\"a[\"/>"))
        let input = try folder.write("in.xml", "<a/>")
        let run = try CommandRun(["transform", input, "--stylesheet", sheet])
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("bad.xsl:3"))
    }

    @Test func anImportCycleIsNamed() throws {
        let import_ = { (name: String) in
            """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
            <xsl:import href="\(name)"/></xsl:stylesheet>
            """
        }
        let sheet = try folder.write("a.xsl", import_("b.xsl"))
        _ = try folder.write("b.xsl", import_("a.xsl"))
        let run = try CommandRun(["transform", try folder.write("in.xml", "<a/>"), "--stylesheet", sheet])
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("a.xsl") && run.errors.contains("b.xsl"))
    }

    @Test func aTerminatingMessageIsToldAndFails() throws {
        let sheet = try folder.write(
            "stop.xsl", BadTransformTests.stylesheet("<xsl:message terminate=\"yes\">E-TAXCODE: no code for 17.5 %</xsl:message>")
        )
        let run = try CommandRun(["transform", try folder.write("in.xml", "<a/>"), "--stylesheet", sheet])
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("E-TAXCODE: no code for 17.5 %"))
    }

    @Test func anUnknownMappingListsTheKnownOnes() throws {
        let run = try CommandRun(["transform", try folder.write("in.xml", "<a/>"), "--mapping", "bigcommerce-orders-to-zynk"])
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("bigcommerce-orders-to-zynk-sales-orders"))
    }

    @Test func anUnknownParameterListsTheDeclaredOnes() throws {
        let run = try CommandRun([
            "transform", try folder.write("in.xml", "<orders/>"), "--mapping", "bigcommerce-orders-to-zynk-sales-orders",
            "--param", "AcountReference=X",
        ])
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("AccountReference"))
    }

    @Test func aUsageErrorIsTwoAndNotSixtyFour() throws {
        let run = try CommandRun(["transform"])
        #expect(run.exitCode == 2)
    }

    @Test func aWrongRootElementIsNamed() throws {
        let input = try folder.write("in.xml", "<invoices/>")
        let run = try CommandRun(["transform", input, "--mapping", "bigcommerce-orders-to-zynk-sales-orders"])
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("invoices") && run.errors.contains("orders"))
    }

    @Test func standardInputAndOutputWork() throws {
        let run = try CommandRun(["transform", "-", "--stylesheet", identity], input: "<a>b</a>")
        #expect(run.exitCode == 0)
        #expect(run.output == "<?xml version=\"1.0\"?>\n<a>b</a>\n")
    }

    @Test(arguments: [
        ["--help"], ["transform", "--help"], ["workflow", "run", "--help"], ["sandbox", "--help"], ["runs", "--help"],
    ])
    func helpGoesToStandardOutput(_ arguments: [String]) throws {
        let run = try CommandRun(arguments)
        #expect(run.exitCode == 0)
        #expect(run.output.contains("USAGE"))
    }
}
