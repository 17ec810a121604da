import Foundation
import Testing
import XSLT

/// One case of the suite: a stylesheet and an input, and the output that the recommendations ask for.
///
/// The files in `Fixtures/conformance` hold one chapter each. A case has either `e`, an expression whose value is output as text, or a
/// stylesheet: `xsl` is what goes into one, `sheet` the whole of it. `mended` marks what libxslt alone gets wrong, `always` what no
/// option gives back, `known` what we get wrong too; all are listed in `Docs/xslt.md`.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let input: String
    let body: String
    let method: String
    let version: String
    let expected: String
    let isMended: Bool
    let isAlwaysMended: Bool
    let isKnown: Bool
    let fails: Bool

    /// Every case of every chapter.
    static let all: [ConformanceCase] = {
        let folder = Bundle.module.url(forResource: "conformance", withExtension: nil, subdirectory: "Fixtures")
        let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) } ?? []
        return files.sorted { $0.path < $1.path }.flatMap { file in
            guard let root = try? XMLDocument(file: file).root else { return [ConformanceCase]() }
            let name = file.deletingPathExtension().lastPathComponent
            return root.all("case").map { ConformanceCase($0, of: root, file: name) }
        }
    }()

    /// A whole stylesheet in place of `body`.
    private let sheet: String?
    /// More files that it may read.
    private let others: [String: [UInt8]]

    private init(_ element: XMLElement, of root: XMLElement, file: String) {
        testDescription = "\(file), \(element.attribute("section") ?? ""): \(element.attribute("name") ?? "")"
        input = element.first("in")?.text ?? root.first("input")?.text ?? ""
        sheet = element.first("sheet")?.text
        others = Dictionary(
            element.all("file").map { ($0.attribute("name") ?? "", Array($0.text.utf8)) }, uniquingKeysWith: { first, _ in first }
        )
        method = element.attribute("method") ?? root.attribute("method") ?? "text"
        version = element.attribute("version") ?? "1.0"
        isAlwaysMended = element.attribute("mended") == "always"
        isMended = isAlwaysMended || element.attribute("mended") == "yes"
        isKnown = element.attribute("known") == "yes"
        fails = element.attribute("fails") == "yes"
        if let expression = element.attribute("e") {
            let escaped = expression.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
            body = "<xsl:template match=\"/\"><xsl:value-of select=\"\(escaped)\"/></xsl:template>"
            expected = element.text
        } else {
            body = element.first("xsl")?.text ?? ""
            expected = element.first("out")?.text ?? ""
        }
    }

    /// The files that a stylesheet may import, and the stylesheet itself.
    var files: [String: [UInt8]] {
        let start =
            "<xsl:stylesheet version='\(version)' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:my='urn:my' exclude-result-prefixes='my'>"
        let imports = body.split(separator: "/>", omittingEmptySubsequences: false).prefix { $0.hasPrefix("<xsl:import") }.joined(
            separator: "/>")
        let (head, rest) = imports.isEmpty ? ("", body) : (imports + "/>", String(body.dropFirst(imports.count + 2)))
        let output = "<xsl:output method='\(method)' omit-xml-declaration='yes'/>"
        let own = [
            "main.xsl": Array((sheet ?? "\(start)\(head)\(output)\(rest)</xsl:stylesheet>").utf8),
            "imported.xsl": Array(
                """
                \(start)<xsl:variable name='v' select="'imported'"/><xsl:template match='a|b'>imported </xsl:template>\
                <xsl:template name='show'><xsl:value-of select='$v'/></xsl:template></xsl:stylesheet>
                """.utf8),
            "included.xsl": Array("\(start)<xsl:template name='part'>included</xsl:template></xsl:stylesheet>".utf8),
        ]
        return own.merging(others) { _, other in other }
    }

    /// What we make of it, without the line break at the end.
    func output(_ options: EngineOptions = EngineOptions()) throws -> String {
        let layer = StylesheetLayer(name: "case", files: files)
        let layers = StylesheetLayers([layer])
        let source = StylesheetSource(name: "main.xsl", layer: "case", bytes: files["main.xsl"] ?? [])
        let document = try XMLDocument(bytes: Array(input.utf8), name: "input.xml")
        return Self.trimmed(try Stylesheet(source, layers: layers, options: options).compile().transform(document).text)
    }

    /// What xsltproc makes of it.
    func outputOfXsltproc() throws -> String {
        try withFolder { folder in
            for (name, bytes) in files { try Data(bytes).write(to: folder.url.appendingPathComponent(name)) }
            try Data(input.utf8).write(to: folder.url.appendingPathComponent("input.xml"))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/xsltproc")
            process.currentDirectoryURL = folder.url
            process.arguments = ["main.xsl", "input.xml"]
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Self.trimmed(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func trimmed(_ text: String) -> String {
        let declaration = "<?xml version=\"1.0\"?>\n"
        let text = text.hasPrefix(declaration) ? text.dropFirst(declaration.count) : text[...]
        return String(text.hasSuffix("\n") ? text.dropLast() : text)
    }
}
