import Foundation
import Testing
import XSLT

/// A file is written whole or not at all.
struct WriterTests {
    private func written(_ body: (XMLWriter) throws -> Void) throws -> String {
        try withFolder { folder in
            let file = folder.url.appendingPathComponent("out.xml")
            let writer = try XMLWriter(file: file)
            try body(writer)
            #expect(folder.names.count == 1 && !folder.names.contains("out.xml"))
            try writer.finish()
            #expect(folder.names == ["out.xml"])
            return try String(contentsOf: file, encoding: .utf8)
        }
    }

    @Test func elementsAreIndented() throws {
        let text = try written { writer in
            try writer.startDocument()
            try writer.start("Company", namespaces: ["x": "urn:crosswalk"], attributes: [("store", "a\"b<&\n")])
            try writer.element("Name", "A & B <c>")
            try writer.element("Empty", "")
            try writer.start("x:Inner")
            try writer.text("just ")
            try writer.text("text")
            try writer.end()
            try writer.end()
        }
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Company xmlns:x="urn:crosswalk" store="a&quot;b&lt;&amp;&#10;">
              <Name>A &amp; B &lt;c&gt;</Name>
              <Empty/>
              <x:Inner>just text</x:Inner>
            </Company>

            """
        #expect(text == expected)
    }

    @Test func valuesAreWrittenIndentedWithTheNamespacesTheyNeed() throws {
        let total = XMLElement(
            "OrderTotal", namespace: "urn:crosswalk", prefix: "x", attributes: [XMLAttribute("currency", "GBP")],
            children: [.text("34.80")])
        let order = XMLElement(
            "SalesOrder", children: [.text("\n\n"), .element(XMLElement("Id", text: "1")), .text(" "), .element(total)])
        let text = try written { writer in
            try writer.start("Orders")
            try writer.write(order)
            try writer.write(XMLElement("Mixed", children: [.text("a "), .element(XMLElement("b", text: " c")), .text("\r")]))
        }
        let expected = """
            <Orders>
              <SalesOrder>
                <Id>1</Id>
                <x:OrderTotal xmlns:x="urn:crosswalk" currency="GBP">34.80</x:OrderTotal>
              </SalesOrder>
              <Mixed>a <b> c</b>&#13;</Mixed>
            </Orders>

            """
        #expect(text == expected)
    }

    @Test func aWriterDroppedUnfinishedLeavesNothing() throws {
        try withFolder { folder in
            try folder.file("out.xml", "old")
            do {
                let writer = try XMLWriter(file: folder.url.appendingPathComponent("out.xml"))
                try writer.start("a")
            }
            #expect(folder.names == ["out.xml"])
            #expect(try String(contentsOf: folder.url.appendingPathComponent("out.xml"), encoding: .utf8) == "old")
        }
    }

    @Test func aFolderThatIsNotThereSaysSo() {
        let file = URL(fileURLWithPath: "/nowhere/out.xml")
        #expect(throws: XSLTError.cannotWrite(path: "/nowhere/out.xml", reason: "No such file or directory")) {
            try XMLWriter(file: file)
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
    func aFullDiskIsAnErrorAndLeavesNothing() throws {
        try withFolder { folder in
            let file = folder.url.appendingPathComponent("folder.xml")
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
            let writer = try XMLWriter(file: file)
            try writer.start("a")
            #expect(throws: XSLTError.cannotWrite(path: file.path, reason: "Is a directory")) { try writer.finish() }
            #expect(folder.names == ["folder.xml"])
        }
    }

    @Test func controlCharactersAreRefusedWithTheirPlace() throws {
        try withFolder { folder in
            let file = folder.url.appendingPathComponent("out.xml")
            let writer = try XMLWriter(file: file)
            try writer.start("Company")
            let reason = "a text below 'Company' holds a control character, which XML cannot hold"
            #expect(throws: XSLTError.cannotWrite(path: file.path, reason: reason)) { try writer.element("Note", "a\u{0}b") }
        }
    }
}
