import Testing

@testable import XSLT

/// Whatever a document is, transforming it record by record comes to the same as transforming it as a whole: the same output to the
/// byte, or the same error at the same place.
struct StreamedHostilityTests {
    /// Stylesheets that read different parts of a document.
    private static let stylesheets = [
        // A copy, for which nothing may be left out.
        "<xsl:template match='/'><a><xsl:for-each select='orders/order'><xsl:copy-of select='.'/></xsl:for-each></a></xsl:template>",
        // A few values, for which nearly everything is left out.
        "<xsl:output method='text'/><xsl:template match='/'><xsl:for-each select='orders/order'>[<xsl:value-of select='id'/>|"
            + "<xsl:value-of select='@*'/>]</xsl:for-each></xsl:template>",
        // Built-in rules, which read the texts between records.
        "<xsl:template match='orders'><a><xsl:apply-templates/></a></xsl:template>"
            + "<xsl:template match='comment()|processing-instruction()'><c><xsl:value-of select='.'/></c></xsl:template>",
    ].map { stylesheet($0) }

    /// One record after another, and several at once from a source that gives little at a time.
    private static let settings = [
        StreamingSetting.oneRecord, StreamingSetting(chunkBytes: 30, threads: 1, pieceSize: 5),
    ]

    /// What a transform came to: its output, or the first thing that was wrong.
    private func outcome(_ body: () throws -> [UInt8]) -> String {
        do {
            return String(decoding: try body(), as: UTF8.self)
        } catch let error as XSLTError {
            return "error: \(error.diagnostics.first { $0.severity == .error }.map { "\($0)" } ?? "\(error)")"
        } catch {
            return "another error: \(error)"
        }
    }

    /// The outcome of streaming with what the analysis really finds.
    private func streamed(_ document: [UInt8], _ stylesheet: Stylesheet, _ setting: StreamingSetting) -> String {
        outcome {
            let options = StreamingOptions(threads: setting.threads, chunkBytes: setting.chunkBytes)
            let transform = try StreamingTransform(stylesheet, recordPath: ["orders", "order"], options: options)
            let sink = BytesSink()
            _ = try transform.run(from: BytesSource(document, name: "in.xml", pieceSize: setting.pieceSize), to: sink)
            return sink.bytes
        }
    }

    /// Compares both ways for every stylesheet.
    ///
    /// Of bytes that are not of the declared encoding the decoder tells more than the parser does; both must fail.
    private func compare(_ document: [UInt8], _ what: @autoclosure () -> String) {
        for sheet in Self.stylesheets {
            let expected = outcome { try whole(document, sheet).output }
            for setting in Self.settings {
                let found = streamed(document, sheet, setting)
                let isDecoder = found.contains("the encoding that the document declares") && expected.hasPrefix("error: ")
                #expect(found == expected || isDecoder, "\(what()); \(setting.testDescription)")
            }
        }
    }

    @Test(arguments: HostileDocument.shapes)
    func shapesComeToTheSame(_ document: HostileDocument) { compare(document.bytes, "") }

    @Test(arguments: HostileDocument.encodings)
    func encodingsComeToTheSame(_ document: HostileDocument) { compare(document.bytes, "") }

    private static let documents = [
        "<orders a='1'>\n<order b='2'><id>7</id><!-- c > --><x><![CDATA[<]]>&amp;</x></order>\n<?p <order>?><order/></orders>\n<!-- e -->",
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<orders xmlns:q='urn:q'><q:order/><order q:a='é'><id>Ω</id></order></orders>",
        "\u{FEFF}<orders>\r\n<order\r\n>\r\n<id\t>1</id ></order\n></orders>",
    ]
    private static let otherEncodings: [HostileDocument] = {
        func document(_ encoding: String) -> String {
            "<?xml version='1.0' encoding='\(encoding)'?><orders>\n<order b='é'><id>é7</id></order>é<order/></orders>"
        }
        return [
            HostileDocument("UTF-16", HostileDocument.utf16("\u{FEFF}" + document("UTF-16"))),
            HostileDocument("ISO-8859-1", HostileDocument.latin(document("ISO-8859-1"))),
        ]
    }()

    @Test(arguments: documents.map { HostileDocument($0) } + otherEncodings)
    func documentsThatAreCutOffComeToTheSame(_ document: HostileDocument) {
        EngineThread.run {
            for count in 0...document.bytes.count { compare(Array(document.bytes[..<count]), "cut at \(count)") }
        }
    }

    /// One byte taken out, doubled or replaced.
    @Test(arguments: documents.map { HostileDocument($0) } + otherEncodings)
    func documentsWithOneMistakeComeToTheSame(_ document: HostileDocument) {
        let replacements = Array("<>&/\"' ]:x\0".utf8) + [0x01, 0x80, 0xFF]
        EngineThread.run {
            for (index, byte) in document.bytes.enumerated() {
                var without = document.bytes, doubled = document.bytes, replaced = document.bytes
                without.remove(at: index)
                doubled.insert(byte, at: index)
                replaced[index] = replacements[index % replacements.count]
                compare(without, "without byte \(index)")
                compare(doubled, "byte \(index) twice")
                compare(replaced, "byte \(index) became \(replaced[index])")
            }
        }
    }

    @Test(arguments: [200, 252, 253, 254, 255, 256, 257, 310, 2000])
    func depthComesToTheSame(_ depth: Int) {
        let open = String(repeating: "<a>", count: depth), close = String(repeating: "</a>", count: depth)
        for text in [
            "<orders><order/><order>\(open)\(close)</order></orders>", "<orders><order/>\(open)\(close)<order/></orders>",
            "<orders><order/><order>\(open)",
        ] { compare(Array(text.utf8), text.prefix(40) + "…") }
    }

    @Test(arguments: [49_990, 60_000])
    func lengthsComeToTheSame(_ length: Int) {
        let long = String(repeating: "x", count: length)
        for text in [
            "<orders><order/><order a='\(long)'/></orders>", "<orders><order/><order><id>\(long)</id></order></orders>",
            "<orders><order/><order><y>\(long)</y></order></orders>", "<orders><order/><order><!--\(long)--></order></orders>",
            "<orders><order/><order><![CDATA[\(long)]]></order></orders>", "<orders a='\(long)'><order/><order/></orders>",
            "<orders><order/>\(long)<order/></orders>", "<orders><order/><?p \(long)?><order/></orders>",
        ] { compare(Array(text.utf8), text.prefix(40) + "…") }
    }
}
