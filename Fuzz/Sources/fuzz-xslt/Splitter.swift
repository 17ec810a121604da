import FuzzDriver

@testable import XSLT

/// Cuts documents into chunks of one record. The first byte is how much the source gives at a time.
///
/// Every byte is in exactly one chunk; the chunks of a well-formed document are well-formed and hold its records; those of another
/// document are not all well-formed.
let splitterTarget = FuzzTarget("splitter") { input in
    guard let first = input.first, let path = RecordPath(["orders", "order"]) else { return }
    let document = Array(input.dropFirst())
    guard document.withUnsafeBufferPointer({ InputEncoding(of: $0) }) == .utf8 else { return }
    guard let chunks = chunks(of: document, path, pieceSize: first == 0 ? .max : Int(first)) else { return }
    guard chunks.flatMap({ Array($0.bytes) }) == document || chunks.last?.isBroken == true else {
        finding("a byte is in no chunk")
    }
    let whole = try? XMLDocument(bytes: document, name: "in.xml")
    let pieces = chunks.map(parsed)
    guard let whole else {
        if chunks.allSatisfy({ !$0.isBroken }), pieces.allSatisfy({ $0 != nil }) { finding("only the pieces are well-formed") }
        return
    }
    if chunks.contains(where: \.isBroken) || pieces.contains(where: { $0 == nil }) { finding("a piece is not well-formed") }
    let records = chunks.flatMap(\.records).count
    guard case .number(let expected)? = try? whole.evaluate("count(/orders/order)"), Double(records) == expected else {
        finding("\(records) records were found")
    }
}

/// All chunks; `nil` for a document that cannot be split.
private func chunks(of document: [UInt8], _ path: RecordPath, pieceSize: Int) -> [Chunk]? {
    let window = InputWindow(BytesSource(document, name: "in.xml", pieceSize: pieceSize))
    guard (try? window.begin()) == true else { return nil }
    let splitter = RecordSplitter(window, path: path, chunkSize: 1, mostBytes: 1 << 20)
    var chunks: [Chunk] = []
    do {
        while true {
            let chunk = Chunk()
            guard try splitter.next(chunk) else { return chunks }
            chunks.append(chunk)
        }
    } catch {
        return nil
    }
}

/// The document of a chunk.
private func parsed(_ chunk: Chunk) -> XMLDocument? {
    let document = ChunkDocument()
    chunk.write(document, pilot: nil)
    return try? ChunkParser(name: "in.xml", projection: nil).parse(document)
}
