import Testing

@testable import XSLT

/// Streaming writes the bytes that the whole document gives, always.
struct DifferentialTests {
    @Test("same bytes", arguments: LocalStylesheet.all)
    func sameBytesAsTheWholeDocument(_ sample: LocalStylesheet) throws {
        for (seed, count) in zip(UInt64(1)..., [0, 1, 2, 3, 17, 60]) {
            var generator = OrderGenerator(seed: seed * 31 + UInt64(sample.body.utf8.count))
            let document = generator.document(count)
            let expected = String(decoding: try whole(document, sample.stylesheet).output, as: UTF8.self)
            for setting in StreamingSetting.all {
                let result = try stream(document, sample.stylesheet, setting)
                #expect(result.text == expected, "\(count) records, \(setting.testDescription), \(result.outcome)")
                guard result.text == expected else { return }
            }
        }
    }

    /// Elements beside records that nobody reads do not disturb.
    @Test(arguments: StreamingSetting.all)
    func otherElementsAreNoObstacle(_ setting: StreamingSetting) throws {
        var generator = OrderGenerator(seed: 5)
        let document = generator.document(40, others: true)
        let sheet = LocalStylesheet.all[1].stylesheet
        let result = try stream(document, sheet, setting)
        #expect(result.text == String(decoding: try whole(document, sheet).output, as: UTF8.self))
        #expect(result.outcome.records == 40)
    }

    /// These say that they are record-local and are not; the first records give them away before anything is written.
    @Test(
        "is found out",
        arguments: [
            "<xsl:template match='/'><a><xsl:for-each select='orders/order'><b n='{position()}'/></xsl:for-each></a></xsl:template>",
            "<xsl:template match='/'><a><xsl:for-each select='orders/order'><b n='{last()}'/></xsl:for-each></a></xsl:template>",
            "<xsl:template match='/'><a n='{count(orders/order)}'><xsl:apply-templates/></a></xsl:template>",
            "<xsl:template match='/'><a><xsl:for-each select='orders/order'><b/></xsl:for-each><xsl:for-each select='orders/order'>"
                + "<c/></xsl:for-each></a></xsl:template>",
            "<xsl:template match='/'><a><xsl:for-each select='orders/order'><xsl:sort select='id' order='descending' "
                + "data-type='number'/><b><xsl:value-of select='id'/></b></xsl:for-each></a></xsl:template>",
            "<xsl:template match='/'><a><xsl:for-each select='orders/order'><b n='{count(preceding-sibling::order)}'/></xsl:for-each>"
                + "</a></xsl:template>",
        ])
    func aWrongAnalysisIsFoundOut(_ body: String) throws {
        var generator = OrderGenerator(seed: 3)
        let document = generator.document(50)
        let sheet = stylesheet(body)
        for setting in StreamingSetting.all {
            let result = try stream(document, sheet, setting)
            #expect(result.text == String(decoding: try whole(document, sheet).output, as: UTF8.self))
        }
    }

    @Test func anElementBesideTheRecordsThatIsReadStopsStreaming() throws {
        let body =
            "<xsl:template match='/'><a><xsl:value-of select='orders/total'/><xsl:for-each select='orders/order'><b/>"
            + "</xsl:for-each></a></xsl:template>"
        let document = Array("<orders>\n<order/>\n<order/>\n<order/>\n<total>3</total></orders>".utf8)
        let result = try stream(document, stylesheet(body))
        #expect(result.text == String(decoding: try whole(document, stylesheet(body)).output, as: UTF8.self))
        #expect(result.outcome.wholeDocumentReason?.contains("line 5") == true)
    }

    /// Text beside elements turns indentation off for all of them, also for those that were written before.
    @Test func textInALateRecordStopsStreaming() throws {
        let body =
            "<xsl:output indent='yes'/><xsl:template match='/'><a><xsl:for-each select='orders/order'><b/><xsl:value-of "
            + "select='name'/></xsl:for-each></a></xsl:template>"
        for names in [["", "", "", "", "x"], ["x", "y", "z", "u", ""]] {
            let document = Array("<orders>\(names.map { "<order><name>\($0)</name></order>" }.joined())</orders>".utf8)
            let result = try stream(document, stylesheet(body))
            #expect(result.text == String(decoding: try whole(document, stylesheet(body)).output, as: UTF8.self))
        }
    }

    @Test(arguments: ["ISO-8859-1", "windows-1252", "UTF-16", "US-ASCII", "UTF-8", "iso-8859-15", "KOI8-R"])
    func encodingsAreDecodedFirst(_ name: String) throws {
        let text =
            "<?xml version='1.0' encoding='\(name)'?>\n<orders>\n"
            + (0..<30).map { "<order><id>\($0)</id><name>\(name == "US-ASCII" || name == "KOI8-R" ? "e" : "é")</name></order>\n" }
            .joined()
            + "</orders>"
        let document = encoded(text, name)
        let sheet = LocalStylesheet.all[0].stylesheet
        let expected = String(decoding: try whole(document, sheet).output, as: UTF8.self)
        for setting in StreamingSetting.all { #expect(try stream(document, sheet, setting).text == expected) }
    }

    /// The bytes of a text in an encoding that libxml2 knows.
    private func encoded(_ text: String, _ name: String) -> [UInt8] {
        switch name {
        case "UTF-16": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "UTF-8": Array(text.utf8)
        default: text.unicodeScalars.map { UInt8($0.value) }
        }
    }
}
