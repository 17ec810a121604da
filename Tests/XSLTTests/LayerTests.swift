import Foundation
import Testing
import XSLT

/// Stylesheets of several layers find each other downwards, and only there.
struct LayerTests {
    private func layer(_ name: String, _ files: [String: String]) -> StylesheetLayer {
        StylesheetLayer(name: name, files: files.mapValues(sheet))
    }

    private func run(_ layers: StylesheetLayers, _ name: String = "m.xsl") throws -> String {
        let source = try #require(layers.find(name))
        let document = try XMLDocument(bytes: Array("<a/>".utf8), name: "in.xml")
        return try Stylesheet(source, layers: layers).compile().transform(document).text
    }

    private let text = "<xsl:output method='text'/>"
    private let importBase = "<xsl:import href='base:m.xsl'/>"

    @Test func eachLayerExtendsTheOneBelow() throws {
        let layers = StylesheetLayers([
            layer(
                "customer",
                ["m.xsl": "\(importBase)<xsl:template match='a'>customer(<xsl:apply-imports/>)</xsl:template>"]),
            layer(
                "integration",
                ["m.xsl": "\(importBase)<xsl:template match='a'>integration(<xsl:apply-imports/>)</xsl:template>"]),
            layer("base", ["m.xsl": "\(text)<xsl:template match='a'>base</xsl:template>"]),
        ])
        #expect(try run(layers) == "customer(integration(base))")
    }

    @Test func baseSkipsLayersWithoutTheName() throws {
        let layers = StylesheetLayers([
            layer("customer", ["m.xsl": "<xsl:import href='base:m.xsl'/>"]), layer("integration", [:]),
            layer("base", ["m.xsl": "\(text)<xsl:template match='a'>base</xsl:template>"]),
        ])
        #expect(try run(layers) == "base")
    }

    @Test func aRelativeImportStaysInItsLayerOrGoesDown() throws {
        let layers = StylesheetLayers([
            layer(
                "customer",
                [
                    "m.xsl": "<xsl:import href='base:m.xsl'/><xsl:import href='lib/b.xsl'/>",
                    "lib/a.xsl": "<xsl:template match='a'>wrong</xsl:template>",
                ]),
            layer(
                "base",
                [
                    "m.xsl": "\(text)<xsl:include href='lib/a.xsl'/>",
                    "lib/a.xsl": "<xsl:template match='a'>a<xsl:call-template name='b'/></xsl:template>",
                    "lib/b.xsl": "<xsl:template name='b'>b</xsl:template>",
                ]),
        ])
        #expect(try run(layers) == "ab")
    }

    @Test func diamondsAreNoCircles() throws {
        let layers = StylesheetLayers([
            layer(
                "base",
                [
                    "m.xsl": "\(text)<xsl:import href='x.xsl'/><xsl:import href='y.xsl'/>", "x.xsl": "<xsl:import href='z.xsl'/>",
                    "y.xsl": "<xsl:import href='z.xsl'/>", "z.xsl": "<xsl:template match='a'>z</xsl:template>",
                ])
        ])
        let moved = try #require(layers.find("m.xsl"))
        #expect(moved.location == "base:m.xsl")
        let imports = "<xsl:import href='x.xsl'/><xsl:import href='y.xsl'/>\(text)"
        #expect(try transform("<a/>", with: imports, layers: layers).text == "z")
    }

    @Test(arguments: ["import", "include"])
    func circlesAreNamed(_ instruction: String) {
        let layers = StylesheetLayers([
            layer(
                "base",
                [
                    "m.xsl": "<xsl:\(instruction) href='lib/n.xsl'/>", "lib/n.xsl": "<xsl:\(instruction) href='o.xsl'/>",
                    "lib/o.xsl": "<xsl:\(instruction) href='n.xsl'/>",
                ])
        ])
        let expected = XSLTError.importCycle(["base:lib/n.xsl", "base:lib/o.xsl", "base:lib/n.xsl"])
        #expect(throws: expected) { try run(layers) }
    }

    @Test func aStylesheetThatImportsItselfIsACircle() {
        let layers = StylesheetLayers([layer("base", ["m.xsl": "<xsl:import href='m.xsl'/>"])])
        #expect(throws: XSLTError.importCycle(["base:m.xsl", "base:m.xsl"])) { try run(layers) }
    }

    @Test func aCircleBehindAnotherSpellingIsFoundToo() {
        let layers = StylesheetLayers([
            layer("base", ["m.xsl": "<xsl:import href='%6E.xsl'/>", "n.xsl": "<xsl:import href='%6D.xsl'/>"])
        ])
        #expect(throws: XSLTError.importCycle(["base:m.xsl", "base:n.xsl", "base:m.xsl"])) { try run(layers) }
    }

    @Test func errorsNameTheLayersOwnFile() throws {
        try withFolder { folder in
            try folder.file(
                "base layer/m.xsl",
                String(decoding: sheet("\n<xsl:template match='/'><xsl:value-of select='$nope'/></xsl:template>"), as: UTF8.self))
            let base = StylesheetLayer(name: "base", folder: folder.url.appendingPathComponent("base layer"))
            let layers = StylesheetLayers([layer("customer", ["m.xsl": "<xsl:import href='base:m.xsl'/>"]), base])
            let error = #expect(throws: XSLTError.self) { try run(layers) }
            #expect(error?.diagnostics.first?.file == folder.url.appendingPathComponent("base layer/m.xsl").path)
            #expect(error?.diagnostics.first?.line == 3)
        }
    }

    @Test func anImportThatIsMissingNamesTheLineAndTheLayers() {
        let layers = StylesheetLayers([layer("customer", ["m.xsl": "\n<xsl:import href='nope.xsl'/>"]), layer("base", [:])])
        let error = #expect(throws: XSLTError.self) { try run(layers) }
        let text = "customer:m.xsl: refused: 'nope.xsl' is in none of the layers: customer, base (imported at customer:m.xsl:3)"
        #expect(error?.description == text)
    }

    @Test func documentsComeFromTheLayersToo() throws {
        let look = """
            \(text)<xsl:template match='/'><xsl:value-of select="concat(document('codes.xml')/c, '+', document('base:codes.xml')/c)"/>
            </xsl:template>
            """
        let layers = StylesheetLayers([
            StylesheetLayer(name: "customer", files: ["m.xsl": sheet(look), "codes.xml": Array("<c>own</c>".utf8)]),
            StylesheetLayer(name: "base", files: ["codes.xml": Array("<c>base</c>".utf8)]),
        ])
        #expect(try run(layers) == "own+base")
    }

    @Test func documentsThatADocumentNamesComeFromTheFoldersOfTheLayers() throws {
        try withFolder { folder in
            try folder.file("sheets/in/a.xml", "<a>A</a>")
            try folder.file("secret.xml", "<s/>")
            let input = try folder.file("sheets/in/input.xml", "<d><f>a.xml</f><g>../../secret.xml</g></d>")
            let look = { (nodes: String) in
                "<xsl:template match='/'><o><xsl:copy-of select='document(\(nodes))'/></o></xsl:template>"
            }
            let layers = StylesheetLayers([StylesheetLayer(name: "own", folder: folder.url.appendingPathComponent("sheets"))])
            let result = try stylesheet(look("//f"), layers: layers, layer: "own").compile().transform(XMLDocument(file: input))
            #expect(result.text.hasSuffix("<o><a>A</a></o>\n"))
            #expect(throws: XSLTError.self) {
                try stylesheet(look("//g"), layers: layers, layer: "own").compile().transform(XMLDocument(file: input))
            }
        }
    }

    @Test func aFolderAboveTheStylesheetCanBeTheOneItReadsFrom() throws {
        try withFolder { folder in
            let main = try folder.file(
                "a/main.xsl",
                String(
                    decoding: sheet(
                        "<xsl:import href='../b/part.xsl'/><xsl:template match='/'><xsl:call-template name='part'/></xsl:template>"
                    ),
                    as: UTF8.self))
            let part =
                "<xsl:template name='part'><o><xsl:copy-of select=\"document('../c/d.xml')\"/></o></xsl:template>"
            try folder.file("b/part.xsl", String(decoding: sheet(part), as: UTF8.self))
            try folder.file("c/d.xml", "<d/>")
            let document = try XMLDocument(bytes: Array("<a/>".utf8), name: "in.xml")
            let source = try StylesheetSource.file(main, root: folder.url)
            #expect(try Stylesheet(source).compile().transform(document).text.hasSuffix("<o><d/></o>\n"))
            #expect(throws: XSLTError.self) { try Stylesheet(.file(main)).compile() }
            #expect(throws: XSLTError.self) { try StylesheetSource.file(main, root: folder.folder("other")) }
        }
    }

    @Test func foldersMayHaveNamesOutsideOfASCII() throws {
        try withFolder { folder in
            let look = "<xsl:template match='/'><o><xsl:copy-of select=\"document('../c/d.xml', /)\"/></o></xsl:template>"
            let main = try folder.file("Zoë/a/main.xsl", String(decoding: sheet(look), as: UTF8.self))
            try folder.file("Zoë/c/d.xml", "<d/>")
            let document = try XMLDocument(file: folder.file("Zoë/a/in.xml", "<a/>"))
            let source = try StylesheetSource.file(main, root: folder.url.appendingPathComponent("Zoë"))
            #expect(try Stylesheet(source).compile().transform(document).text.hasSuffix("<o><d/></o>\n"))
        }
    }

    @Test func aBrokenDocumentOfALayerIsAnErrorWithItsPlace() {
        let look = "<xsl:template match='/'><xsl:copy-of select=\"document('codes.xml')\"/></xsl:template>"
        let files = ["m.xsl": sheet(look), "codes.xml": Array("<c>\n<d></c>".utf8)]
        let error = #expect(throws: XSLTError.self) { try run(StylesheetLayers([StylesheetLayer(name: "base", files: files)])) }
        #expect(error?.description.hasPrefix("base:codes.xml:2:8: error: Opening and ending tag mismatch") == true)
    }

    @Test func aBrokenImportIsAnErrorWithItsPlace() {
        let broken = StylesheetLayer(name: "base", files: ["m.xsl": Array("<a>\n<b></a>".utf8)])
        let layers = StylesheetLayers([layer("customer", ["m.xsl": importBase]), broken])
        let error = #expect(throws: XSLTError.self) { try run(layers) }
        #expect(error?.description.hasPrefix("base:m.xsl:2:8: error: Opening and ending tag mismatch") == true)
    }

    @Test func namesAreThoseOutsideTheLibrary() throws {
        let layers = StylesheetLayers([
            layer("customer", ["b.xsl": "", "a.xsl": "", "notes.txt": ""]),
            layer("base", ["a.xsl": "", "c.xsl": "", "lib/money.xsl": ""]),
        ])
        #expect(layers.names() == ["a.xsl", "b.xsl", "c.xsl"])
    }

    @Test func declaredParametersComeFromTheWholeTree() throws {
        let layers = StylesheetLayers([
            layer(
                "customer",
                ["m.xsl": "<xsl:import href='base:m.xsl'/><xsl:param name='own'/><xsl:variable name='no' select='1'/>"]),
            layer(
                "base",
                [
                    "m.xsl": "<xsl:include href='lib/l.xsl'/><xsl:param name='currency'/>",
                    "lib/l.xsl": "<xsl:param name='my:rate'/>",
                ]),
        ])
        let sheet = Stylesheet(try #require(layers.find("m.xsl")), layers: layers)
        #expect(try sheet.compile().declaredParameters == ["currency", "own", "{urn:my}rate"])
        #expect(try sheet.parameterNames() == ["currency", "own", "{urn:my}rate"], "without compiling it")
    }
}
