import FuzzDriver

@testable import XSLT

/// Leaves out of records what is never read. Each input is a record, which begins with its tag.
///
/// What is left is well-formed exactly when the record is, and gives the same tree to the stylesheet.
let prunerTarget = FuzzTarget("pruner") { input in
    guard input.first == UInt8(ascii: "<"), let path = RecordPath(["orders", "order"]),
        let pruner = ChunkPruner(projection, path: path)
    else { return }
    let text = TextBuffer(capacity: 4)
    guard input.withUnsafeBufferPointer({ pruner.append($0, to: text) }) else { return }
    let isXML = tree(input, nil) != nil
    guard isXML == (tree(Array(text.bytes), nil) != nil) else { finding("well-formed before: \(isXML)") }
    guard tree(input, projection) == tree(Array(text.bytes), projection) else { finding("another tree") }
}

/// The tree of a record in its ancestors.
private func tree(_ record: [UInt8], _ projection: Projection?) -> XMLElement? {
    let text = Array("<orders>".utf8) + record + Array("</orders>".utf8)
    return try? ChunkParser(name: "in.xml", projection: projection).parse(ChunkDocument(text: text)).root
}

/// `orders/order` with `id`, `lines/line/price` and everything of `name`.
private let projection = Projection(nodes: [
    Projection.Node(name: "", namespace: nil, children: [1], keepsOthers: true),
    Projection.Node(name: "orders", namespace: nil, children: [2]),
    Projection.Node(name: "order", namespace: nil, children: [3, 4, 5]),
    Projection.Node(name: "id", namespace: nil, keepsText: true),
    Projection.Node(name: "name", namespace: nil, keepsAll: true),
    Projection.Node(name: "lines", namespace: nil, children: [6]),
    Projection.Node(name: "line", namespace: nil, children: [7]),
    Projection.Node(name: "price", namespace: nil, keepsText: true),
])
