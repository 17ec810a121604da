import Testing

@testable import XSLT

/// Records are found whatever the document does to look like something else.
struct SplitterTests {
    /// A document whose records are known.
    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let document: String
        let records: [String]

        init(_ name: String, _ document: String, _ records: [String]) {
            testDescription = name
            self.document = document
            self.records = records
        }
    }

    static let attacks = [
        Sample(
            "tags in a comment", "<orders><!-- <order>no</order> --><order>1</order><!--</orders>--></orders>",
            ["<order>1</order>"]),
        Sample("a comment with > in it", "<orders><!-- > <order/>--><order>1</order></orders>", ["<order>1</order>"]),
        Sample(
            "tags in CDATA", "<orders><order><![CDATA[</order><order>]]></order><order/></orders>",
            ["<order><![CDATA[</order><order>]]></order>", "<order/>"]),
        Sample(
            "brackets before the end of CDATA", "<orders><order><![CDATA[ ]] ]]]></order></orders>",
            ["<order><![CDATA[ ]] ]]]></order>"]),
        Sample("tags in an instruction", "<orders><?a </orders><order> ?><order/></orders>", ["<order/>"]),
        Sample(
            "equal names nested", "<orders><order><order><order/></order></order><order/></orders>",
            ["<order><order><order/></order></order>", "<order/>"]),
        Sample(
            "the root's name nested", "<orders><order><orders/><orders></orders></order></orders>",
            ["<order><orders/><orders></orders></order>"]),
        Sample(
            "> in attributes", "<orders a='>'><order b=\">/order>'\" c='\"/>'>1</order></orders>",
            ["<order b=\">/order>'\" c='\"/>'>1</order>"]),
        Sample(
            "a slash before the end of an attribute", "<orders><order a='/'>1</order><order a=\"x\"/></orders>",
            ["<order a='/'>1</order>", "<order a=\"x\"/>"]),
        Sample("longer names that begin alike", "<orders><order-old/><orderly/><order.x/><order/></orders>", ["<order/>"]),
        Sample(
            "blanks in tags", "<orders\n><order\t>1</order\r\n ><order\n/></orders >",
            ["<order\t>1</order\r\n >", "<order\n/>"]),
        Sample("other elements beside", "<orders><x><order/></x><order/>text<y/></orders>", ["<order/>"]),
        Sample(
            "references", "<orders><order a='&lt;/order&gt;'>&#60;/order></order></orders>",
            ["<order a='&lt;/order&gt;'>&#60;/order></order>"]),
        Sample(
            "a prolog",
            "<?xml version='1.0'?><!-- <orders><order/> --><?p <orders>?>\n<orders><order/></orders><!--<order/>-->",
            ["<order/>"]),
        Sample("no records", "<orders> </orders>", []), Sample("an empty root", "<orders/>", []),
        Sample("a mark at the start", "\u{FEFF}<orders><order/></orders>", ["<order/>"]),
        Sample("no line end", "<orders><order>1</order></orders>", ["<order>1</order>"]),
        Sample("letters outside of ASCII", "<orders><order é='ü'>Ω</order></orders>", ["<order é='ü'>Ω</order>"]),
    ]

    @Test("finds the records", arguments: attacks)
    func recordsAreFound(_ sample: Sample) throws {
        for (chunkBytes, pieceSize) in [(1, Int.max), (1, 1), (1 << 20, 1), (20, 3)] {
            let chunks = try chunks(sample.document, chunkBytes: chunkBytes, pieceSize: pieceSize)
            #expect(chunks.flatMap(\.recordTexts) == sample.records)
            #expect(chunks.flatMap { Array($0.bytes) } == Array(sample.document.utf8), "every byte is in one chunk")
            #expect(chunks.last?.isLast == true && chunks.dropLast().allSatisfy { !$0.isLast && !$0.isBroken })
        }
    }

    @Test("makes documents of chunks", arguments: attacks)
    func everyChunkIsADocument(_ sample: Sample) throws {
        for chunk in try chunks(sample.document) {
            let document = ChunkDocument()
            chunk.write(document, pilot: nil)
            let root = try XMLDocument(bytes: Array(document.text.bytes), name: "chunk").root
            #expect(root.name == "orders" && root.all("order").count == chunk.records.count)
        }
    }

    @Test func chunksCarryTheAttributesAndNamespacesOfTheirAncestors() throws {
        let document =
            "<a:orders xmlns:a='urn:a' n='1&amp;2\n3'><list xmlns='urn:l' xml:lang='de'><order/>\n<order/></list></a:orders>"
        let found = try chunks(document, path: ["{urn:a}orders", "{urn:l}list", "{urn:l}order"])
        let second = try #require(found.dropFirst().first)
        #expect(
            String(decoding: second.opening, as: UTF8.self)
                == "<a:orders xmlns:a='urn:a' n='1&amp;2 3'><list xmlns='urn:l' xml:lang='de'>")
        #expect(String(decoding: second.closing, as: UTF8.self) == "</list></a:orders>")
    }

    @Test func namespacesDecideWhatIsARecord() throws {
        let document = "<orders xmlns:x='urn:x'><x:order/><order xmlns='urn:y'/><order/></orders>"
        #expect(try chunks(document).flatMap(\.recordTexts) == ["<order/>"])
        #expect(try chunks(document, path: ["orders", "{urn:x}order"]).flatMap(\.recordTexts) == ["<x:order/>"])
        #expect(try chunks(document, path: ["orders", "{urn:y}order"]).flatMap(\.recordTexts) == ["<order xmlns='urn:y'/>"])
    }

    @Test func linesAreThoseOfTheInput() throws {
        let found = try chunks("<orders>\n\n <order>\r\n</order><order/>\n<order/></orders>").filter { !$0.records.isEmpty }
        #expect(found.map { chunk in chunk.line(of: chunk.records[0].start) } == [3, 4, 5])
        #expect(found.map(\.firstRecord) == [1, 2, 3])
    }

    @Test(arguments: [
        "<orders><order><a></order></orders>", "<orders><order>", "<orders><order></orders>", "<orders></order></orders>",
        "<orders><order/></orders><orders/>", "<orders><order/></orders>text<", "<orders><order a='1></order></orders>",
        "<orders><order/><!-- </orders>", "", "text", "<orders><order/>< order/></orders>",
        "<orders>" + String(repeating: "<order>", count: 400),
    ])
    func whatIsNotWellFormedEndsInABrokenChunk(_ document: String) throws {
        #expect(try chunks(document).last?.isBroken == true)
    }

    @Test(arguments: [
        ("<!DOCTYPE orders><orders><order/></orders>", "DOCTYPE"), ("<other><order/></other>", "<other>"),
        ("<a><orders><order/></orders><orders/></a>", "second <orders>"),
        ("<orders xmlns:x='&#60;'><order/></orders>", "references"),
    ])
    func whatCannotBeSplitIsLeftToTheWholeDocument(_ document: String, _ reason: String) throws {
        expectUnsuitable(document, reason)
    }

    @Test func memoryIsBoundedByTheLongestRecordAllowed() {
        expectUnsuitable("<orders><order>\(String(repeating: "x", count: 2 << 20))</order></orders>", "longer than")
    }

    private func expectUnsuitable(_ document: String, _ reason: String) {
        let path = document.hasPrefix("<a>") ? ["a", "orders", "order"] : ["orders", "order"]
        do {
            _ = try chunks(document, path: path)
            Issue.record("the document was split")
        } catch StreamingStop.unsuitable(let found) {
            #expect(found.contains(reason), "\(found)")
        } catch {
            Issue.record(error)
        }
    }
}

/// Line feeds are counted eight bytes at a time.
struct LineCountTests {
    @Test func everyLineFeedCountsOnce() {
        for length in [0, 1, 7, 8, 9, 31, 64, 5000] {
            for seed in 1...5 {
                let bytes = (0..<length).map { index in
                    [UInt8(0x0A), 0x0B, 0x8A, 0x09, 0x20, 0xFF][(index &* index &* seed &+ index / 3) % 6]
                }
                let found = bytes.withUnsafeBufferPointer(LineCount.of)
                #expect(found == bytes.filter { $0 == 0x0A }.count)
            }
        }
        #expect([UInt8](repeating: 0x0A, count: 100_000).withUnsafeBufferPointer(LineCount.of) == 100_000)
    }
}
