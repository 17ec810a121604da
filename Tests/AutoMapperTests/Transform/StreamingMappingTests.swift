import Foundation
import Testing
import XSLT

@testable import AutoMapper

/// The base orders mapping, run record by record on several threads, writes what it writes of the whole document.
struct StreamingMappingTests {
    /// The orders of all cases of the mapping that need no parameters and are expected to pass, as one export.
    private static func export() throws -> [UInt8] {
        let folder = Fixture.package.appendingPathComponent("Stylesheets/tests/bigcommerce-orders-to-zynk-sales-orders")
        var records: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)
            guard files.contains("expected.xml"), Set(files).isDisjoint(with: ["parameters.txt", "lookups"]) else { continue }
            let root = try XMLDocument(file: folder.appendingPathComponent("\(name)/input.xml")).root
            records += root.all("order").map(\.xml)
        }
        #expect(records.count > 20)
        let text =
            "<orders store=\"demo\">\n" + (0..<4).map { _ in records.joined(separator: "\n") }.joined(separator: "\n")
            + "\n</orders>"
        return Array(text.utf8)
    }

    @Test(arguments: [(1, 128 << 10), (2, 20_000), (4, 1)])
    func sameBytesAsTheWholeDocument(_ threads: Int, _ chunkBytes: Int) throws {
        var request = TransformRequest(
            input: .bytes(try Self.export(), name: "orders.xml"),
            translator: .mapping("bigcommerce-orders-to-zynk-sales-orders"), layers: Mapped.layers)
        request.streaming = StreamingOptions(threads: threads, chunkBytes: chunkBytes)
        let expected = try request.run()
        let sink = BytesSink()
        var messages: [String] = []
        let outcome = try request.run(to: sink, events: StreamingEvents(message: { messages.append($0.message) }))
        #expect(sink.bytes == expected.output)
        #expect(messages == expected.diagnostics.map(\.message))
        #expect(outcome.wholeDocumentReason == nil)
    }

    @Test(arguments: [("<id>1</id>", true), ("<id>x</id>", false)])
    func aShortFileGoesTheShortWayAndABadRecordIsNamedAllTheSame(_ content: String, _ isGood: Bool) throws {
        try withTemporaryFolder { folder in
            let stylesheet = folder.appendingPathComponent("own.xsl")
            try write(
                """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                <xsl:template match="/orders"><r><xsl:apply-templates select="order"/></r></xsl:template>
                <xsl:template match="order"><xsl:message>seen</xsl:message>
                <xsl:if test="id = 'x'"><xsl:message terminate="yes">bad</xsl:message></xsl:if><o/></xsl:template></xsl:stylesheet>
                """, to: stylesheet)
            let file = folder.appendingPathComponent("orders.xml")
            try write("<orders><order><id>0</id></order><order>\(content)</order></orders>", to: file)
            let request = TransformRequest(
                input: .file(file), translator: .stylesheet(stylesheet), layers: MapperLayers(stylesheet: stylesheet))
            let sink = BytesSink()
            var messages: [String] = []
            let run = { try request.run(to: sink, events: StreamingEvents(message: { messages.append($0.message) })) }
            if isGood {
                #expect(try run().wholeDocumentReason?.contains("no longer than one piece") == true)
                #expect(String(decoding: sink.bytes, as: UTF8.self).hasSuffix("<r><o/><o/></r>\n"))
                #expect(messages == ["seen", "seen"], "told once")
            } else {
                let error = try #require(throws: XSLTError.self) { try run() }
                #expect("\(error)".contains("record 2"), "\(error)")
            }
        }
    }
}
