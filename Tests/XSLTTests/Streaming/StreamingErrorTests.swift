import Foundation
import Synchronization
import Testing

@testable import XSLT

/// What goes wrong names the record and its line, and takes nothing else with it.
struct StreamingErrorTests {
    /// Stops at records whose id is negative.
    private let picky = stylesheet(
        """
        <xsl:output indent='yes'/><xsl:template match='/'><a><xsl:for-each select='orders/order'><xsl:if test='id &lt; 0'>\
        <xsl:message terminate='yes'>no <xsl:value-of select='id'/></xsl:message></xsl:if><b><xsl:value-of select='id'/></b>\
        </xsl:for-each></a></xsl:template>
        """)

    private func document(_ ids: [Int]) -> [UInt8] {
        Array("<orders>\n\(ids.map { "<order>\n<id>\($0)</id></order>\n" }.joined())</orders>".utf8)
    }

    @Test(arguments: StreamingSetting.all)
    func theFirstBadRecordIsNamed(_ setting: StreamingSetting) throws {
        let error = #expect(throws: XSLTError.self) {
            try stream(document([1, 2, 3, -4, 5, -6, 7]), picky, setting, idPath: "id")
        }
        guard case .ofRecord(let place, .terminated(_, let said)) = error else {
            Issue.record("no record is named: \(String(describing: error))")
            return
        }
        #expect(place == RecordPlace(input: "in.xml", number: 4, line: 8, id: "-4"))
        #expect(said.last?.message == "no -4" && said.last?.file == "sheet.xsl" && said.last?.line == 2)
        #expect("\(place)" == "record 4, id -4 (in.xml:8)")
    }

    @Test(arguments: StreamingSetting.all)
    func badRecordsAreLeftOut(_ setting: StreamingSetting) throws {
        for ids in [[-1, 2, 3, -4, 5, -6, 7], [1, -2], [-1], [-1, -2, -3], [1, 2, 3, 4, 5, 6, -7]] {
            let result = try stream(document(ids), picky, setting, skipsBadRecords: true)
            let good = document(ids.filter { $0 > 0 })
            #expect(result.text == String(decoding: try whole(good, picky).output, as: UTF8.self), "\(ids)")
            let bad = ids.indices.filter { ids[$0] < 0 }
            #expect(result.badRecords.map(\.place.number) == bad.map { $0 + 1 })
            #expect(
                result.badRecords.map { String(decoding: $0.xml, as: UTF8.self) }
                    == bad.map { "<order>\n<id>\(ids[$0])</id></order>" })
            #expect(result.outcome.records == ids.count - bad.count && result.outcome.badRecords == bad.count)
        }
    }

    /// Reasons hold what the records hold.
    @Test func theFileOfBadRecordsIsWellFormedWhateverTheirReasons() throws {
        let sheet = stylesheet(
            """
            <xsl:template match='/'><a><xsl:for-each select='orders/order'>\
            <xsl:message terminate='yes'><xsl:value-of select='id'/></xsl:message></xsl:for-each></a></xsl:template>
            """)
        let reasons = ["--", "---->", "-\u{301}-\u{301}-", "-", "<&>", "é\u{85}"]
        let records = reasons.map { "<order><id><![CDATA[\($0)]]></id></order>" }.joined()
        let result = try stream(Array("<orders>\(records)</orders>".utf8), sheet, skipsBadRecords: true, idPath: "id")
        try withFolder { folder in
            let path = folder.url.appendingPathComponent("bad.xml").path
            let file = BadRecordFile(path: path)
            try result.badRecords.forEach(file.add)
            try file.finish()
            let orders = try XMLDocument(file: URL(fileURLWithPath: path)).root.all("order")
            #expect(orders.map { $0.text("id") } == reasons)
        }
    }

    @Test func aLimitIsOneRecordsFault() throws {
        let body =
            "<xsl:template match='/'><a><xsl:apply-templates select='orders/order'/></a></xsl:template><xsl:template match='order'>"
            + "<b/><xsl:if test='id &lt; 0'><xsl:apply-templates select='.'/></xsl:if></xsl:template>"
        let result = try stream(document([1, -2, 3]), stylesheet(body), skipsBadRecords: true)
        #expect(result.badRecords.map(\.place.number) == [2])
        guard case .limitExceeded = result.badRecords.first?.error else { Issue.record("no limit"); return }
    }

    @Test(arguments: [
        "<orders>\n<order/>\n<order><a></order>\n<order/></orders>", "<orders>\n<order/>\n<order/>\n",
        "<orders>\n<order/>\n<order>&nope;</order></orders>",
        "<orders>\n<order/></orders>\n<orders/>", "<orders>\n<order/><order b=1/></orders>",
        "<orders>\n\n<order/>\n<order/>\n\n<order/></orderz>",
        "<orders\n>\n<order/>\n<order>\u{1}</order></orders>", "<orders><order/>\n<order/>\n<order/>\n<x:order/>\n</orders>\n\n&",
        "<orders>\n<order>\n<b c='1' c='2'/></order></orders>",
        "", "<orders", "<orders><order/>]]></orders>",
    ])
    func whatIsNotWellFormedSaysWhereInTheInput(_ text: String) throws {
        let document = Array(text.utf8)
        let sheet = stylesheet("<xsl:template match='/'><a><xsl:apply-templates select='orders/order'/></a></xsl:template>")
        let expected = #expect(throws: XSLTError.self) { try whole(document, sheet) }
        for setting in StreamingSetting.all {
            let error = #expect(throws: XSLTError.self, "\(setting.testDescription)") { try stream(document, sheet, setting) }
            guard case .notWellFormed(_, let found) = error, case .notWellFormed(_, let first) = expected else {
                Issue.record("\(String(describing: error)) instead of \(String(describing: expected))")
                return
            }
            #expect(found.first == first.first, "\(setting.testDescription)")
        }
    }

    @Test func aDoctypeIsRefusedAsInWholeDocuments() {
        let document = Array("<!DOCTYPE orders [<!ENTITY a 'b'>]><orders><order>&a;</order><order/></orders>".utf8)
        let error = #expect(throws: XSLTError.self) { try stream(document, LocalStylesheet.all[0].stylesheet) }
        guard case .forbidden = error else { Issue.record("not refused: \(String(describing: error))"); return }
    }

    @Test(arguments: StreamingSetting.all)
    func messagesComeInOrderAndOnce(_ setting: StreamingSetting) throws {
        let sheet = stylesheet(
            """
            <xsl:template match='/'><xsl:message>start</xsl:message><a><xsl:for-each select='orders/order'><b/><xsl:message>\
            <xsl:value-of select='id'/></xsl:message></xsl:for-each></a><xsl:message>end</xsl:message></xsl:template>
            """)
        let result = try stream(document(Array(1...9)), sheet, setting)
        #expect(result.messages == ["start"] + (1...9).map(String.init) + ["end"])
    }

    @Test func outputIsBoundedAcrossChunks() {
        let sheet = stylesheet(LocalStylesheet.all[0].body, limits: TransformLimits(outputBytes: 500))
        let expected = XSLTError.limitExceeded(source: "sheet.xsl", what: "bytes of output", limit: "500")
        #expect(throws: expected) { try stream(document(Array(1...100)), sheet) }
    }

    @Test func aStopEndsBetweenChunks() throws {
        let asked = Counter()
        let options = StreamingOptions(threads: 2, chunkBytes: 1, isStopped: { asked.next() > 5 })
        let transform = StreamingTransform(
            LocalStylesheet.all[0].stylesheet, parameters: [:], analysis: .declared(["orders", "order"]), options: options)
        #expect(throws: CancellationError.self) {
            try transform.run(from: BytesSource(document(Array(1...100)), name: "in.xml"), to: BytesSink())
        }
    }

    /// Counts calls from any thread.
    private final class Counter: Sendable {
        private let count = Atomic(0)
        func next() -> Int { count.add(1, ordering: .relaxed).newValue }
    }

    /// The first output is there while most of the input is not.
    @Test(arguments: [1, 2])
    func outputBeginsBeforeTheInputEnds(threads: Int) throws {
        let source = CountingSource(document(Array(1...20_000)))
        let sink = WatchingSink(source)
        let options = StreamingOptions(threads: threads, chunkBytes: 4096)
        let transform = StreamingTransform(
            LocalStylesheet.all[0].stylesheet, parameters: [:], analysis: .declared(["orders", "order"]), options: options)
        _ = try transform.run(from: source, to: sink)
        #expect(sink.readAtFirstWrite < 300_000 && source.count > 500_000)
        #expect(sink.mostAhead < 400_000, "the reader waits for the writer")
    }

    /// Counts what was read.
    private final class CountingSource: ByteSource {
        let name = "in.xml"
        let source: BytesSource
        private let read = Atomic(0)
        var count: Int { read.load(ordering: .relaxed) }
        init(_ bytes: [UInt8]) { source = BytesSource(bytes, name: "in.xml", pieceSize: 8192) }
        func read(into buffer: UnsafeMutableRawBufferPointer) throws(XSLTError) -> Int {
            let count = try source.read(into: buffer)
            read.add(count, ordering: .relaxed)
            return count
        }
        func rewind() -> Bool { count == 0 }
    }

    /// Compares what was written with what was read.
    private final class WatchingSink: ByteSink {
        let source: CountingSource
        var written = 0, readAtFirstWrite = 0, mostAhead = 0
        init(_ source: CountingSource) { self.source = source }
        func write(_ bytes: UnsafeRawBufferPointer) throws(XSLTError) {
            if written == 0 { readAtFirstWrite = source.count }
            written += bytes.count
            mostAhead = max(mostAhead, source.count - written)
        }
        func restart() throws(XSLTError) -> Bool { false }
    }
}
