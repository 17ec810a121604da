import Foundation
import Testing

/// `crosswalk transform` on records: the plan, bad records put aside, switches that change nothing but the time.
@Suite struct StreamingCommandTests {
    private let folder: ScratchFolder
    private let sheet: String

    init() throws {
        folder = try ScratchFolder()
        sheet = try folder.write(
            "sheet.xsl",
            """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output indent="yes"/>
            <xsl:template match="/"><a><xsl:apply-templates select="orders/order"/></a></xsl:template>
            <xsl:template match="order"><xsl:if test="id &lt; 0"><xsl:message terminate="yes">E-ID: below zero</xsl:message></xsl:if>
            <b><xsl:value-of select="id"/></b></xsl:template></xsl:stylesheet>
            """)
    }

    private func orders(_ ids: some Sequence<Int>) throws -> String {
        let records = ids.map { "<order>\n<id>\($0)</id><filler>\(String(repeating: "x", count: 500))</filler></order>\n" }
        return try folder.write("orders.xml", "<orders>\n\(records.joined())</orders>")
    }

    @Test func thePlanSaysHowAndWhy() throws {
        let streaming = try CommandRun(["transform", "-", "--stylesheet", sheet, "--explain-plan"])
        #expect(streaming.exitCode == 0 && streaming.output.contains("record by record: each orders/order"))
        let whole = try CommandRun([
            "transform", "-", "--stylesheet", sheet, "--explain-plan", "--engine-option", "streaming=off",
        ])
        #expect(whole.exitCode == 0 && whole.output.contains("as a whole document") && whole.output.contains("switched off"))
    }

    @Test func badRecordsGoToTheirFileAndTheRestGoesOn() throws {
        let input = try orders([1, -2, 3] + Array(4...2000) + [-2001])
        let bad = folder.path("bad.xml"), output = folder.path("out.xml")
        let run = try CommandRun([
            "transform", input, "--stylesheet", sheet, "--skip-bad-records", bad, "--output", output, "--threads", "2",
        ])
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("record 2, id -2") && run.errors.contains("2 of 2001 records are in"))
        let left = try String(contentsOfFile: bad, encoding: .utf8)
        #expect(left.contains("<orders>") && left.contains("<id>-2</id>") && left.contains("E-ID: below zero"))
        #expect(!left.contains("<id>3</id>"))
        let written = try String(contentsOfFile: output, encoding: .utf8)
        #expect(written.contains("<b>2000</b>") && !written.contains("-2"))
        #expect(try CommandRun(["transform", bad, "--stylesheet", sheet]).errors.contains("record 1, id -2"))
    }

    @Test func withoutASkipFileTheFirstBadRecordEndsIt() throws {
        let input = try orders(Array(1...1000) + [-1001])
        let output = folder.path("out.xml")
        let run = try CommandRun(["transform", input, "--stylesheet", sheet, "--output", output])
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("record 1001, id -1001 (\(input):2002)") && run.errors.contains("E-ID"))
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test(arguments: [
        ["--threads", "1"], ["--threads", "3"], ["--engine-option", "streaming=off"], ["--engine-option", "arena=off"],
        ["--engine-option", "pruning=off", "--engine-option", "serialiser=off"], ["--engine-option", "projection=off"],
    ])
    func switchesChangeNothingInTheOutput(_ switches: [String]) throws {
        let input = try orders(1...2000)
        let plain = try CommandRun(["transform", input, "--stylesheet", sheet])
        #expect(plain.exitCode == 0 && plain.output.hasSuffix("<b>2000</b>\n</a>\n"))
        #expect(try CommandRun(["transform", input, "--stylesheet", sheet] + switches).output == plain.output)
    }

    @Test(arguments: [["--threads", "0"], ["--engine-option", "arena"], ["--engine-option", "nonsense=off"]])
    func wrongSwitchesAreUsageErrors(_ switches: [String]) throws {
        #expect(try CommandRun(["transform", "-", "--stylesheet", sheet] + switches).exitCode == 2)
    }

    @Test func trustAllowsEntitiesOfTheInputsOwn() throws {
        let input = "<!DOCTYPE orders [<!ENTITY n '7'>]><orders><order><id>&n;</id></order></orders>"
        let refused = try CommandRun(["transform", "-", "--stylesheet", sheet], input: input)
        #expect(refused.exitCode == 2 && refused.errors.contains("DOCTYPE"))
        let trusted = try CommandRun(["transform", "-", "--stylesheet", sheet, "--trust"], input: input)
        #expect(trusted.exitCode == 0 && trusted.output.contains("<b>7</b>"))
    }
}
