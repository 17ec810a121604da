import Foundation
import Testing
import XSLT

/// Records come out one by one, whole, with their lines.
struct RecordReaderTests {
    private let path = ["Company", "SalesOrders", "SalesOrder"]

    private func records(_ text: String, path: [String]? = nil) throws -> [XMLElement] {
        try withFolder { folder in
            let reader = try XMLRecordReader(file: folder.file("in.xml", text), recordPath: path ?? self.path)
            var records: [XMLElement] = []
            while let record = try reader.next() { records.append(record) }
            #expect(try reader.next() == nil)
            return records
        }
    }

    @Test func recordsKeepTheirContentAndLine() throws {
        let text = """
            <?xml version="1.0"?>
            <Company><Other><SalesOrder><Id>no</Id></SalesOrder></Other>
              <SalesOrders>
                <!-- <SalesOrder><Id>no</Id></SalesOrder> -->
                <SalesOrder kind="a"><Id>1</Id><Note><![CDATA[<SalesOrder>]]></Note><SalesOrder><Id>inner</Id></SalesOrder>
                </SalesOrder>
                <SalesOrder/><Skip><SalesOrder/></Skip><SalesOrder><Id>3</Id></SalesOrder></SalesOrders>
              <SalesOrders><SalesOrder><Id>4</Id></SalesOrder></SalesOrders>
            </Company>
            """
        let found = try records(text)
        #expect(found.map { $0.text("Id") } == ["1", nil, "3", "4"])
        #expect(found.map(\.line) == [5, 7, 7, 8])
        #expect(found[0].attribute("kind") == "a")
        #expect(found[0].text("Note") == "<SalesOrder>")
        #expect(found[0].text("SalesOrder", "Id") == "inner")
    }

    @Test(arguments: ["<Company/>", "<Company><SalesOrders/></Company>", "<Company>text</Company>"])
    func noRecordsIsNoError(_ text: String) throws {
        #expect(try records(text).isEmpty)
    }

    @Test func theRootMayBeTheRecord() throws {
        #expect(try records("<Company><a/></Company>", path: ["Company"]).map(\.name) == ["Company"])
    }

    @Test func theRootIsThereWithItsAttributes() throws {
        try withFolder { folder in
            let reader = try XMLRecordReader(
                file: folder.file("in.xml", "<orders store='abc' xmlns:x='urn:x'><order/></orders>"),
                recordPath: ["orders", "order"])
            #expect(reader.root == XMLElement("orders", attributes: [XMLAttribute("store", "abc")], line: 1))
        }
    }

    @Test func aRootOfAnotherNameNamesBoth() throws {
        try withFolder { folder in
            let file = try folder.file("in.xml", "\n<orders/>".trimmingCharacters(in: .newlines))
            let expected = Diagnostic(message: "the root element is <orders>, expected <Company>", file: file.path, line: 1)
            #expect(throws: XSLTError.failed(source: file.path, [expected])) { try XMLRecordReader(file: file, recordPath: path) }
        }
    }

    @Test(arguments: [
        ("", "1:1: error: Document is empty"), ("hello", "1:1: error: Start tag expected, '<' not found"),
        (
            "<Company><SalesOrders>\n<SalesOrder></Company>",
            "2:23: error: Opening and ending tag mismatch: SalesOrder line 2 and Company"
        ),
        ("<Company><SalesOrders><SalesOrder/>\n</SalesOrders>", "2:15: error: Premature end of data in tag Company line 1"),
        ("<Company/><more/>", "1:11: error: Extra content at the end of the document"),
    ])
    func badXMLIsNamedWithLineAndColumn(_ text: String, _ expected: String) {
        let error = #expect(throws: XSLTError.self) { try records(text) }
        #expect(error?.diagnostics.first?.description.hasSuffix(expected) == true, "\(error?.description ?? "no error")")
    }

    /// The good records before the bad place are delivered first, all but those in the 512 bytes that the parser reads ahead.
    @Test func recordsBeforeTheErrorAreDelivered() throws {
        try withFolder { folder in
            let good = String(repeating: "<SalesOrder><Id>1</Id></SalesOrder>", count: 1000)
            let reader = try XMLRecordReader(
                file: folder.file("in.xml", "<Company><SalesOrders>\(good)<b></a>"), recordPath: path)
            var count = 0
            #expect(throws: XSLTError.self) { while try reader.next() != nil { count += 1 } }
            #expect((980...1000).contains(count))
            #expect(try reader.next() == nil)
        }
    }

    @Test func aDoctypeIsRefused() {
        let error = #expect(throws: XSLTError.self) {
            try records("<!DOCTYPE Company [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Company>&x;</Company>")
        }
        guard case .forbidden = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aMissingFileSaysSo() {
        let file = URL(fileURLWithPath: "/nowhere/in.xml")
        let expected = XSLTError.unreadableFile(path: "/nowhere/in.xml", reason: "No such file or directory")
        #expect(throws: expected) { try XMLRecordReader(file: file, recordPath: path) }
        #expect(throws: expected) { try XMLDocument(file: file) }
    }

    @Test func aBigFileNeedsMemoryForOneRecord() throws {
        try withFolder { folder in
            let file = folder.url.appendingPathComponent("big.xml")
            let writer = try XMLWriter(file: file)
            try writer.start("Company")
            try writer.start("SalesOrders")
            let order = XMLElement(
                "SalesOrder", children: (0..<20).map { .element(XMLElement("Field\($0)", text: "value \($0)")) })
            for _ in 0..<5_000 { try writer.write(order) }
            try writer.finish()
            let reader = try XMLRecordReader(file: file, recordPath: path)
            var count = 0
            while let record = try reader.next() {
                count += 1
                if count.isMultiple(of: 1_000) { #expect(record.text("Field19") == "value 19") }
            }
            #expect(count == 5_000)
        }
    }
}
