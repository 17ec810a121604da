import Testing

@testable import XSLT

/// Stylesheets nobody thought of: whatever is called record-local gives the same record by record, with what is never read left out.
struct GeneratedLocalityTests {
    private static let records = [
        "<order n='1'><id>1</id><lines><line n='a'><sku>A</sku><price>1.5</price></line><line><sku>B</sku><price>2</price></line></lines></order>",
        "<order><id>2</id><note>n<order><id>9</id></order></note><lines/></order>",
        "<order n='3'><lines><line n='b'><sku>C</sku><lines><line><sku>D</sku></line></lines></line></lines><id>3</id></order>",
        "<order/>",
        "<order n='1'><id>1</id><lines><line n='a'><sku>A</sku><price>7</price></line></lines></order>",
    ]

    private func document(_ records: [String], _ projection: Projection? = nil) throws -> XMLDocument {
        let bytes = Array("<orders store='s'>\(records.joined(separator: "\n"))</orders>".utf8)
        return try XMLDocument(source: BytesSource(bytes, name: "in.xml"), projection: projection)
    }

    /// The result's root element; `nil` when the transform fails.
    private func result(_ compiled: CompiledStylesheet, _ document: XMLDocument) throws -> XMLElement? {
        guard let output = try? compiled.transform(document).output else { return nil }
        return try XMLDocument(bytes: output, name: "out.xml").root
    }

    /// Whether the stylesheet was called local; fails when it is not.
    private func check(_ seed: UInt64) throws -> Bool {
        var generator = StylesheetGenerator(seed: seed)
        let body = generator.body()
        let sheet = stylesheet(body)
        let analysis = try sheet.analyse(recordPath: ["orders", "order"])
        let compiled = try sheet.compile()
        guard let expected = try result(compiled, document(Self.records)) else { return false }
        if let projection = analysis.wholeProjection {
            #expect(try result(compiled, document(Self.records, projection)) == expected, "seed \(seed), projection: \(body)")
        }
        guard analysis.isRecordLocal else { return false }
        var children: [XMLNode] = []
        for record in Self.records {
            let alone = try #require(try result(compiled, document([record], analysis.projection)), "seed \(seed): \(body)")
            #expect(alone.attributes == expected.attributes, "seed \(seed): \(body)")
            children += alone.children
        }
        #expect(plain(children) == plain(expected.children), "seed \(seed): \(body)")
        return true
    }

    /// Without lines, and without blanks, of which those between records belong to no chunk; neighbouring texts are one.
    private func plain(_ nodes: [XMLNode]) -> [XMLNode] {
        var result: [XMLNode] = []
        for node in nodes {
            switch node {
            case .element(var element):
                element.line = 0
                element.children = plain(element.children)
                result.append(.element(element))
            case .text(let text):
                let letters = text.filter { !$0.isXMLBlank }
                guard !letters.isEmpty else { continue }
                if case .text(let former)? = result.last {
                    result[result.count - 1] = .text(former + letters)
                } else {
                    result.append(.text(letters))
                }
            }
        }
        return result
    }

    @Test(arguments: 0..<12)
    func whatIsCalledLocalIsLocal(_ batch: Int) throws {
        var local = 0
        for seed in 0..<120 where try check(UInt64(batch * 1000 + seed)) { local += 1 }
        // Otherwise the generator proves nothing.
        #expect(local >= 8, "only \(local) of 120 were local")
    }
}
