import Foundation
import Testing
import XSLT

@testable import AutoMapper

/// What is built in is what lies in `Stylesheets/`.
struct EmbeddedStylesheetsTests {
    @Test func generatedFileIsFresh() throws {
        let folder = Fixture.package.appendingPathComponent("Stylesheets")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".xsl") && !$0.hasPrefix("tests/") }
        #expect(Set(paths) == Set(EmbeddedStylesheets.files.keys), "run Scripts/embed-stylesheets")
        for path in paths {
            let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            let embedded = String(decoding: try #require(EmbeddedStylesheets.files[path]), as: UTF8.self)
            #expect(lines(text) == lines(embedded), "\(path) changed: run Scripts/embed-stylesheets")
        }
    }

    @Test func builtInMappingsTranslateWithoutAnyFolder() throws {
        let request = TransformRequest(
            input: .bytes(
                Array("<Company><SalesOrders><SalesOrder><Id>7</Id></SalesOrder></SalesOrders></Company>".utf8), name: "in"),
            translator: .mapping("Zynk Sales Orders..BigCommerce Order Updates"), layers: MapperLayers(base: .embedded))
        #expect(try Mapped.root(of: request.run()).first("order")?.text("id") == "7")
    }

    @Test func baseIsFoundAtHomeThenBesideTheCommandThenBuiltIn() throws {
        try withTemporaryFolder { folder in
            let home = folder.appendingPathComponent("home"), share = folder.appendingPathComponent("share/crosswalk")
            let command = folder.appendingPathComponent("bin/crosswalk").path
            #expect(BaseStylesheets.locate(home: home.path, command: command).location == "built into this program")
            try makeFolder(share.appendingPathComponent("Stylesheets"))
            #expect(BaseStylesheets.locate(home: home.path, command: command).location.hasSuffix("share/crosswalk/Stylesheets"))
            try makeFolder(home.appendingPathComponent("Stylesheets"))
            #expect(BaseStylesheets.locate(home: home.path, command: command).location.hasSuffix("home/Stylesheets"))
        }
    }

    /// Blanks at line ends and at the end of the file are not kept.
    private func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }
}
