import Foundation
import Testing
import XSLT

@testable import AutoMapper

/// `urn:MappingFunctions` and the tables behind it.
struct LookupTests {
    private let colours = ["lookups/colours.csv": "from,to\nRed,R1\n\"Blue, dark\",B1\n\"Say \"\"hi\"\"\",H1\nCrimson,R1\n"]

    @Test(arguments: [
        Expected("map:MapTo('colours', 'Red')", "R1"), Expected("map:MapTo('colours', 'Blue, dark')", "B1"),
        Expected("map:MapTo('colours', 'Say \"hi\"')", "H1"), Expected("map:MapFrom('colours', 'B1')", "Blue, dark"),
    ])
    func pairsAreFoundFromBothSides(_ expected: Expected) throws {
        let quoted = expected.expression.replacing("'Say \"hi\"'", with: "concat('Say ', '\"', 'hi', '\"')")
        #expect(try Evaluated.text(quoted, files: colours) == expected.result)
    }

    @Test(arguments: [
        ("map:MapTo('colours', 'Green')", "lookup 'colours' has no 'Green' on its side 'from'; add the pair to colours.csv"),
        ("map:MapFrom('colours', 'G1')", "lookup 'colours' has no 'G1' on its side 'to'"),
        ("map:MapFrom('colours', 'R1')", "lookup 'colours' leads to 'R1' from several values"),
        ("map:MapTo('colour', 'Red')", "there is no lookup 'colour'; did you mean 'colours'?"),
        ("map:MapTo('../secrets', 'Red')", "there is no lookup '../secrets'"),
    ])
    func unknownValueNamesTableAndValue(_ expression: String, _ message: String) {
        #expect { try Evaluated.text(expression, files: colours) } throws: { String(describing: $0).contains(message) }
    }

    @Test(arguments: [
        ("to,from\nA,B\n", "the first line must be 'from,to'"), ("from,to\nA\n", "line 2 has 1 fields, expected 2"),
        ("from,to\nA,B\nA,C\n", "line 3: 'A' is there twice"), ("from,to\n\"A,B\n", "line 2: a quoted field that never ends"),
        ("from,to\nA \"x\",B\n", "line 2: a quote inside a field"),
    ])
    func tableThatCouldBeReadInTwoWaysIsRefused(_ csv: String, _ reason: String) {
        #expect { try Lookup(name: "t", csv: csv) } throws: { String(describing: $0).contains(reason) }
    }

    @Test func aLinkOutOfTheFolderIsNotFollowed() throws {
        try withTemporaryFolder { folder in
            let lookups = folder.appendingPathComponent("lookups")
            try makeFolder(lookups)
            try Data("from,to\nA,secret\n".utf8).write(to: folder.appendingPathComponent("other.csv"))
            try FileManager.default.createSymbolicLink(
                at: lookups.appendingPathComponent("mine.csv"), withDestinationURL: folder.appendingPathComponent("other.csv"))
            #expect {
                try LookupTables(folders: [lookups]).table("mine")
            } throws: { String(describing: $0).contains("is a link that leads out of its folder") }
        }
    }

    @Test func csvKeepsLineBreaksInQuotesAndSkipsEmptyLines() throws {
        let rows = try CSVReader.rows(of: "\u{FEFF}a,b\r\n\r\n\"x\ny\",\"\"\r\nlast,1")
        #expect(rows.map(\.fields) == [["a", "b"], ["x\ny", ""], ["last", "1"]])
        #expect(rows.map(\.line) == [1, 3, 5])
    }
}
