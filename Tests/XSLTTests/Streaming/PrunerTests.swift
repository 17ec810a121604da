import Testing

@testable import XSLT

/// Leaving out what is never read changes neither the tree that is read nor what is an error.
struct PrunerTests {
    /// `orders/order` with `id`, `lines/line/price` and everything of `name`.
    static let projection = Projection(nodes: [
        Projection.Node(name: "", namespace: nil, children: [1], keepsOthers: true),
        Projection.Node(name: "orders", namespace: nil, children: [2]),
        Projection.Node(name: "order", namespace: nil, children: [3, 4, 5]),
        Projection.Node(name: "id", namespace: nil, keepsText: true),
        Projection.Node(name: "name", namespace: nil, keepsAll: true),
        Projection.Node(name: "lines", namespace: nil, children: [6]),
        Projection.Node(name: "line", namespace: nil, children: [7]),
        Projection.Node(name: "price", namespace: nil, keepsText: true),
    ])

    private static let path = RecordPath(["orders", "order"])

    /// The record without what is never read, or as it is.
    private func pruned(_ record: [UInt8]) throws -> [UInt8] {
        let path = try #require(Self.path)
        let pruner = try #require(ChunkPruner(Self.projection, path: path))
        let text = TextBuffer(capacity: 4)
        return record.withUnsafeBufferPointer { pruner.append($0, to: text) } ? Array(text.bytes) : record
    }

    /// The tree of a record in its ancestors, as a stylesheet gets it.
    private func tree(_ record: [UInt8], projection: Projection? = projection) throws -> XMLElement {
        let text = Array("<orders>".utf8) + record + Array("</orders>".utf8)
        return try ChunkParser(name: "in.xml", projection: projection).parse(ChunkDocument(text: text)).root
    }

    @Test func whatIsNotReadGoesAndLinesStay() throws {
        let record = """
            <order a='1'>
              <id>7</id> <x>drop &amp; this</x>
              <y>
                <z/>é
              </y>
              <name>n<b>o</b></name>
              <lines>
                <line><sku>s</sku><price>1</price></line>
              </lines>
            </order>
            """
        let expected =
            "<order a='1'>\n<id>7</id>\n\n\n\n<name>n<b>o</b></name>\n<lines>\n<line><price>1</price></line>\n</lines>\n</order>"
        #expect(String(decoding: try pruned(Array(record.utf8)), as: UTF8.self) == expected)
    }

    @Test(arguments: [
        "<x a='1'/>", "<x><!-- c --></x>", "<x><![CDATA[a]]></x>", "<x><?p?></x>", "<p:x/>", "<x>&#65;</x>",
        "<x>&undeclared;</x>",
        "<x>]]></x>", "<x>\u{1}</x>", "<é/>", "<x>\u{FFFE}</x>", "<x\n/>",
    ])
    func whatIsNotPlainIsLeftToTheParser(_ element: String) throws {
        let record = Array("<order>\(element)</order>".utf8)
        #expect(try pruned(record) == record)
    }

    @Test func aNamespaceLeavesTheRecordAlone() throws {
        let record = Array("<order><x/><id xmlns='urn:x'/></order>".utf8)
        #expect(try pruned(record) == record)
    }

    @Test func theTreeIsThatOfTheWholeText() throws {
        for seed in 1...300 as ClosedRange<UInt64> {
            var generator = OrderGenerator(seed: seed)
            for record in try records(generator.document(4)) {
                #expect(try tree(pruned(record)) == tree(record), "\(String(decoding: record, as: UTF8.self))")
            }
        }
    }

    /// One byte changed, taken out or doubled: what is no XML before is none after.
    @Test func errorsStayErrors() throws {
        var generator = OrderGenerator(seed: 99)
        let documents = (0..<20).map { _ in generator.document(3) }
        var broken = 0
        for record in try documents.flatMap(records) {
            for index in record.indices {
                var changed = record
                switch index % 3 {
                case 0: changed[index] = Self.replacements[index / 3 % Self.replacements.count]
                case 1: changed.remove(at: index)
                default: changed.insert(record[index], at: index)
                }
                let isXML = (try? tree(changed, projection: nil)) != nil
                broken += isXML ? 0 : 1
                let isStillXML = (try? tree(pruned(changed))) != nil
                #expect(isStillXML == isXML, "\(String(decoding: changed, as: UTF8.self))")
            }
        }
        #expect(broken > 500, "the changes make errors")
    }

    private static let replacements = Array("<>&/\"' ;]x\u{1}é".utf8)

    /// The records of a document.
    private func records(_ document: [UInt8]) throws -> [[UInt8]] {
        let window = InputWindow(BytesSource(document, name: "in.xml"))
        #expect(try window.begin())
        let path = try #require(Self.path)
        let splitter = RecordSplitter(window, path: path, chunkSize: .max, mostBytes: 1 << 20)
        let chunk = Chunk()
        #expect(try splitter.next(chunk))
        return chunk.records.map { Array(chunk.bytes[$0.start..<$0.end]) }
    }
}
