import Foundation
import Testing

@testable import XSLT

/// One streaming transform of a test: what it wrote and what came of it.
struct StreamedOutput {
    let text: String
    let outcome: StreamingOutcome
    let messages: [String]
    let badRecords: [BadRecord]
}

/// The settings that must not change the output.
struct StreamingSetting: CustomTestStringConvertible, Sendable {
    let chunkBytes: Int
    let threads: Int
    let pieceSize: Int

    var testDescription: String { "\(chunkBytes) bytes a chunk, \(threads) threads, reads of \(pieceSize)" }

    static let all = [1, 200, 4096, 128 << 10].flatMap { chunk in
        [1, 2, 4].map { StreamingSetting(chunkBytes: chunk, threads: $0, pieceSize: $0 == 2 ? 7 : .max) }
    }
    static let oneRecord = StreamingSetting(chunkBytes: 1, threads: 1, pieceSize: .max)
}

extension StylesheetAnalysis {
    /// As if reading the stylesheet had found it to be record-local.
    static func declared(_ path: [String], projection: Projection? = nil) -> StylesheetAnalysis {
        StylesheetAnalysis(
            recordPath: path, isRecordLocal: true, reasons: [], projection: projection, insertion: nil,
            findsWholeProjection: { projection })
    }
}

/// Streams a document through a stylesheet that is taken to be record-local.
func stream(
    _ document: [UInt8], _ stylesheet: Stylesheet, path: [String] = ["orders", "order"], projection: Projection? = nil,
    parameters: [String: ParameterValue] = [:], _ setting: StreamingSetting = .oneRecord, skipsBadRecords: Bool = false,
    idPath: String? = nil
) throws -> StreamedOutput {
    let options = StreamingOptions(threads: setting.threads, chunkBytes: setting.chunkBytes, idPath: idPath)
    let transform = StreamingTransform(
        stylesheet, parameters: parameters, analysis: .declared(path, projection: projection), options: options)
    let sink = BytesSink()
    var messages: [String] = []
    var bad: [BadRecord] = []
    let events = StreamingEvents(
        message: { messages.append($0.message) }, badRecord: skipsBadRecords ? { bad.append($0) } : nil)
    let outcome = try transform.run(
        from: BytesSource(document, name: "in.xml", pieceSize: setting.pieceSize), to: sink, events: events)
    return StreamedOutput(
        text: String(decoding: sink.bytes, as: UTF8.self), outcome: outcome, messages: messages, badRecords: bad)
}

/// The same transform of the whole document.
func whole(
    _ document: [UInt8], _ stylesheet: Stylesheet, parameters: [String: ParameterValue] = [:]
) throws -> TransformResult {
    try stylesheet.compile().transform(XMLDocument(bytes: document, name: "in.xml"), parameters: parameters)
}

/// Pieces of a document as a splitter cuts them.
func chunks(
    _ document: String, path: [String] = ["orders", "order"], chunkBytes: Int = 1, pieceSize: Int = .max
) throws -> [Chunk] {
    let window = InputWindow(BytesSource(Array(document.utf8), name: "in.xml", pieceSize: pieceSize))
    #expect(try window.begin())
    let splitter = RecordSplitter(
        window, path: try #require(RecordPath(path)), chunkSize: chunkBytes, mostBytes: 1 << 20)
    var chunks: [Chunk] = []
    while true {
        let chunk = Chunk()
        guard try splitter.next(chunk) else { return chunks }
        chunks.append(chunk)
    }
}

extension Chunk {
    /// The records as text.
    var recordTexts: [String] { records.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) } }
}
