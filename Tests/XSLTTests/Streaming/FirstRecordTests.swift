import Testing

@testable import XSLT

/// A stylesheet that reads the first record for what it writes around the records streams all the same.
struct FirstRecordTests {
    /// Writes the first record's name and id around all, nothing for every third record, and refuses those with a negative id.
    private static let bodies = [
        """
        <xsl:output indent='yes'/><xsl:strip-space elements='*'/>
        <xsl:template match='/orders'><xsl:variable name='first' select='(order)[1]/name'/><a id='{(order)[1]/id}'>\
        <xsl:if test='string($first)'><xsl:attribute name='first'><xsl:value-of select='$first'/></xsl:attribute></xsl:if>\
        <xsl:apply-templates select='order'/></a></xsl:template>
        """,
        """
        <xsl:template match='/orders'><a><head><xsl:value-of select='(order)[1]/@ref'/></head><xsl:apply-templates select='order'/>\
        <foot><xsl:value-of select='(order)[1]/id'/></foot></a></xsl:template>
        """,
        """
        <xsl:output method='text'/>
        <xsl:template match='/orders'><xsl:value-of select='(order)[1]/id'/>: <xsl:apply-templates select='order'/></xsl:template>
        """,
    ]

    private static let record = """
        <xsl:template match='order'><xsl:if test='id &lt; 0'><xsl:message terminate='yes'>no</xsl:message></xsl:if>\
        <xsl:message>seen <xsl:value-of select='id'/></xsl:message><xsl:if test='id mod 3 != 1'><b n='{id}'>\
        <c><xsl:value-of select='id'/></c></b></xsl:if></xsl:template>
        """

    private func run(
        _ document: [UInt8], _ sheet: Stylesheet, _ setting: StreamingSetting, skips: Bool = false
    ) throws -> StreamedOutput {
        let options = StreamingOptions(threads: setting.threads, chunkBytes: setting.chunkBytes, idPath: "id")
        let sink = BytesSink()
        var messages: [String] = []
        var bad: [BadRecord] = []
        let outcome = try StreamingTransform(sheet, recordPath: ["orders", "order"], options: options).run(
            from: BytesSource(document, name: "in.xml", pieceSize: setting.pieceSize), to: sink,
            events: StreamingEvents(message: { messages.append($0.message) }, badRecord: skips ? { bad.append($0) } : nil))
        return StreamedOutput(
            text: String(decoding: sink.bytes, as: UTF8.self), outcome: outcome, messages: messages, badRecords: bad)
    }

    @Test(arguments: bodies)
    func sameBytesAndMessagesAsTheWholeDocument(_ body: String) throws {
        let sheet = stylesheet(body + Self.record)
        for (seed, count) in zip(UInt64(1)..., [0, 1, 2, 3, 5, 40]) {
            var generator = OrderGenerator(seed: seed * 17 + UInt64(body.utf8.count))
            let document = generator.document(count)
            let expected = try whole(document, sheet)
            for setting in StreamingSetting.all {
                let result = try run(document, sheet, setting)
                #expect(result.text == String(decoding: expected.output, as: UTF8.self), "\(count), \(setting.testDescription)")
                #expect(result.messages == expected.diagnostics.map(\.message), "\(count), \(setting.testDescription)")
                #expect(result.outcome.wholeDocumentReason == nil, "\(count), \(setting.testDescription)")
            }
        }
    }

    private func document(_ ids: [Int]) -> [UInt8] {
        Array("<orders>\n\(ids.map { "<order ref='r\($0)'>\n<id>\($0)</id>\n</order>\n" }.joined())</orders>".utf8)
    }

    @Test(
        arguments: bodies,
        [StreamingSetting(chunkBytes: 150, threads: 2, pieceSize: .max), .init(chunkBytes: 4096, threads: 1, pieceSize: 7)])
    func badRecordsAreLeftOutAsIfTheyHadNotBeenThere(_ body: String, _ setting: StreamingSetting) throws {
        let sheet = stylesheet(body + Self.record)
        for ids in [
            [-1, 2, 3, -4, 5, 6], [-9, -8, 1, 4, 7, 10, -2, 11], [1, -2, 4, -5, 7], [3, 2, 5, -5], [1, 4, 7, -1, -2, -3, -4, -5],
        ] {
            let result = try run(document(ids), sheet, setting, skips: true)
            let good = try whole(document(ids.filter { $0 > 0 }), sheet)
            #expect(result.text == String(decoding: good.output, as: UTF8.self), "\(ids)")
            #expect(result.messages == good.diagnostics.map(\.message), "\(ids)")
            #expect(result.badRecords.compactMap(\.place.id) == ids.filter { $0 < 0 }.map(String.init))
        }
    }

    @Test(arguments: StreamingSetting.all)
    func theLineOfABadRecordIsThatOfTheInput(_ setting: StreamingSetting) throws {
        let sheet = stylesheet(Self.bodies[0] + Self.record)
        for (ids, number) in [([1, 2, -3, 4], 3), ([-1, 2, 3], 1)] {
            let error = #expect(throws: XSLTError.self) { try run(document(ids), sheet, setting) }
            guard case .ofRecord(let place, .terminated) = error else { Issue.record("\(String(describing: error))"); return }
            #expect(place.number == number && place.line == 3 * number - 1)
        }
    }

    @Test(arguments: StreamingSetting.all)
    func whatIsNotWellFormedSaysWhereInTheInput(_ setting: StreamingSetting) throws {
        let sheet = stylesheet(Self.bodies[0] + Self.record)
        for text in [
            "<orders>\n<order>\n<id>1</id></order><order/>\n <order b='1' b='2'/></orders>",
            "<orders><order>\n</order><order/><order/>&",
        ] {
            let expected = #expect(throws: XSLTError.self) { try whole(Array(text.utf8), sheet) }
            let error = #expect(throws: XSLTError.self) { try run(Array(text.utf8), sheet, setting) }
            #expect(error?.diagnostics.first == expected?.diagnostics.first, "\(setting.testDescription)")
        }
    }

    @Test func aFileWhoseFirstPieceHasNoGoodRecordIsRefusedRecordByRecord() {
        let sheet = stylesheet(Self.bodies[0] + Self.record)
        let error = #expect(throws: XSLTError.self) {
            try run(document([-1, 2, 3]), sheet, .oneRecord, skips: true)
        }
        #expect("\(String(describing: error))".contains("reads the first one, and no record passes"))
    }
}
