import Foundation
import Testing

@testable import XSLT

/// Streaming by the analysis itself, not by decree: of the parity cases, of the benchmark's stylesheet, of a shop's export.
struct RealStylesheetTests {
    @Test("same bytes", arguments: ParityCase.all.filter { !$0.name.hasPrefix("fails-on-") && !$0.hasParameters })
    func parityCasesStreamToTheSameBytes(_ sample: ParityCase) throws {
        let input = try [UInt8](Data(contentsOf: sample.folder.appendingPathComponent("input.xml")))
        let expected = try sample.transform()
        let stylesheet = Stylesheet(try .file(sample.folder.appendingPathComponent("stylesheet.xsl")))
        for setting in [StreamingSetting.oneRecord, StreamingSetting(chunkBytes: 60, threads: 3, pieceSize: 7)] {
            let options = StreamingOptions(threads: setting.threads, chunkBytes: setting.chunkBytes)
            let sink = BytesSink()
            _ = try StreamingTransform(stylesheet, options: options).run(
                from: BytesSource(input, name: "input.xml", pieceSize: setting.pieceSize), to: sink)
            #expect(sink.bytes == expected, "\(setting.testDescription)")
        }
    }

    /// Orders with everything that naive splitting gets wrong, from the generator that the benchmarks use.
    @Test(
        .enabled(if: Export.isPossible, "../shared/tools/gen_orders.py or python3 is not there"), arguments: [[], ["--quirks"]])
    func aShopsExportStreamsToTheSameBytes(_ options: [String]) throws {
        let orders = try Export.orders(150, options)
        let stylesheet = Stylesheet(try .file(Export.root.appendingPathComponent("Scripts/bench/orders-to-sales-orders.xsl")))
        let expected = try whole(orders, stylesheet).output
        for setting in StreamingSetting.all {
            for engine in [EngineOptions(), EngineOptions(projects: false), EngineOptions(prunes: false, writesResults: false)] {
                var stylesheet = stylesheet
                stylesheet.options = engine
                let streaming = StreamingOptions(threads: setting.threads, chunkBytes: setting.chunkBytes)
                let sink = BytesSink()
                let outcome = try StreamingTransform(stylesheet, options: streaming).run(
                    from: BytesSource(orders, name: "orders.xml"), to: sink)
                #expect(sink.bytes == expected, "\(setting.testDescription)")
                #expect(outcome.wholeDocumentReason == nil)
            }
        }
    }
}

extension ParityCase {
    /// Whether the case has parameters, which may be expressions.
    var hasParameters: Bool { FileManager.default.fileExists(atPath: folder.appendingPathComponent("params").path) }
}

/// A made-up export of the shared generator.
enum Export {
    /// The project's folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let generator = root.deletingLastPathComponent().appendingPathComponent("shared/tools/gen_orders.py")
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    static var isPossible: Bool { python != nil && FileManager.default.fileExists(atPath: generator.path) }

    /// The bytes of that many orders.
    static func orders(_ count: Int, _ options: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(python))
        process.arguments = [generator.path, "\(count)"] + options
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return bytes
    }
}
