import Foundation
import Testing
import Workflow
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

/// Tables of several columns, `urn:crosswalk:lookup`.
struct DecisionTableTests {
    private static let codes = """
        zone,rate,kind,tax_code
        *,0,voucher,9
        uk|isle-of-man,20,*,1
        uk,0,*,0
        eu,*,goods,4
        """
    private let files = ["lookups/codes.csv": codes]

    @Test(arguments: [
        Expected("lookup:find('codes', 'tax_code', 'zone', 'uk', 'rate', '20', 'kind', 'goods')", "1"),
        Expected("lookup:find('codes', 'tax_code', 'zone', 'Isle-of-Man', 'rate', '20.00', 'kind', 'goods')", "1"),
        Expected("lookup:find('codes', 'tax_code', 'zone', 'uk', 'rate', 0, 'kind', 'voucher')", "9"),
        Expected("lookup:find('codes', 'tax_code', 'zone', 'eu', 'rate', '5', 'kind', 'goods')", "4"),
        Expected("lookup:find('codes', 'tax_code', 'zone', 'eu', 'rate', '5', 'kind', 'digital')", ""),
        Expected("lookup:find('codes', 'tax_code', 'zone', 'uk', 'sku', 'A', 'rate', '0', 'kind', 'goods')", "0"),
        Expected("lookup:values('codes', 'rate')", "0 20"), Expected("string(lookup:exists('codes'))", "true"),
        Expected("string(lookup:exists('other'))", "false"),
    ])
    func firstRowThatFitsDecides(_ expected: Expected) throws {
        #expect(try Evaluated.text(expected.expression, files: files) == expected.result)
    }

    @Test(arguments: [
        ("lookup:find('code', 'tax_code', 'zone', 'uk')", "there is no lookup 'code'; did you mean 'codes'?"),
        ("lookup:find('codes', 'taxcode', 'zone', 'uk')", "lookup 'codes' has no column 'taxcode'; did you mean 'tax_code'?"),
        ("lookup:find('codes', 'tax_code', 'zone', 'uk', 'rate')", "find: conditions are pairs of a column and its value"),
    ])
    func wrongQuestionSaysWhatIsWrong(_ expression: String, _ message: String) {
        #expect { try Evaluated.text(expression, files: files) } throws: { String(describing: $0).contains(message) }
    }

    @Test(arguments: [
        ("", "the first line must name the columns, each once"),
        ("a,a\n1,2\n", "the first line must name the columns, each once"),
        ("a,b\n1\n", "line 2 has 1 fields, expected 2"),
        ("rate,b\n20%,1\n", "line 2: the rate '20%' is not a plain number such as 20"),
    ])
    func tableThatCannotBeReadIsRefusedWithItsLine(_ csv: String, _ reason: String) {
        #expect { try DecisionTable(name: "t", csv: csv) } throws: { String(describing: $0).contains(reason) }
    }

    @Test(arguments: [
        ("zone,rate,tax-code\nuk,20,1\n", "the column 'tax_code' is missing (columns: rate, tax_code, zone, country, kind, sku)"),
        ("zoen,rate,tax_code\nuk,20,1\n", "there is no column 'zoen'; did you mean 'zone'?"),
    ])
    func misspeltColumnStopsBeforeTheFirstRecord(_ csv: String, _ reason: String) throws {
        try withTemporaryFolder { folder in
            try write(csv, to: folder.appendingPathComponent("lookups/vat-codes.csv"))
            let layers = MapperLayers(integration: IntegrationFolder(root: folder), base: Fixture.base)
            let request = TransformRequest(
                input: .bytes(Array(Order.file([.mug]).utf8), name: "orders.xml"),
                translator: .mapping("bigcommerce-orders-to-zynk-sales-orders"), layers: layers)
            let error = #expect(throws: MappingError.self) { try request.run() }
            #expect(error?.description.contains("lookup 'vat-codes': \(reason)") == true)
            #expect(error?.failureClass == .configuration)
            let mapping = try MappingCatalogue(layers).find("bigcommerce-orders-to-zynk-sales-orders")
            #expect(MappingCheck(layers).findings(of: mapping).contains { $0.severity == .error && $0.text.contains(reason) })
        }
    }

    @Test func customersTableComesBeforeTheIntegrations() throws {
        try withTemporaryFolder { folder in
            try write("rate,tax_code\n20,7\n", to: folder.appendingPathComponent("customers/c/lookups/vat-codes.csv"))
            try write("rate,tax_code\n20,8\n", to: folder.appendingPathComponent("lookups/vat-codes.csv"))
            let customer = Customer(id: "c", folder: folder.appendingPathComponent("customers/c"), parameters: [:])
            let integration = IntegrationFolder(root: folder)
            for (layers, code) in [
                (MapperLayers(customer: customer, integration: integration, base: Fixture.base), "7"),
                (MapperLayers(integration: integration, base: Fixture.base), "8"),
                (MapperLayers(base: Fixture.base), "1"),
            ] {
                let request = TransformRequest(
                    input: .bytes(Array(Order.file([.mug]).utf8), name: "orders.xml"),
                    translator: .mapping("bigcommerce-orders-to-zynk-sales-orders"), layers: layers)
                let order = try Mapped.root(of: request.run()).first("SalesOrders")?.first("SalesOrder")
                #expect(order?.parts.compactMap { $0.text("TaxCode") } == [code])
            }
        }
    }
}
