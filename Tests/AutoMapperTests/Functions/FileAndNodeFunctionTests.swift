import Testing
import XSLT

@testable import AutoMapper

/// `urn:FileFunctions` and `urn:NodeFunctions`.
struct FileAndNodeFunctionTests {
    @Test(arguments: [
        Expected("file:FileExists('table.xml')", "true"), Expected("file:FileExists('absent.xml')", "false"),
        Expected("file:FileExists('/etc/passwd')", "false"), Expected("file:FileExists('../../../../etc/passwd')", "false"),
        Expected("file:ValidXml('table.xml')", "true"), Expected("file:ValidXml('broken.xml')", "false"),
    ])
    func filesAreSeenInsideTheLayersOnly(_ expected: Expected) throws {
        let files = ["table.xml": "<t/>", "broken.xml": "<t>"]
        #expect(try Evaluated.text(expected.expression, files: files) == expected.result)
    }

    @Test(arguments: [
        Expected("node:Select(/r/order, 'id')", "7"), Expected("node:Select(/r/order, 'lines/line[2]')", "b"),
        Expected("node:Select(/r/order, '@kind')", "web"), Expected("count(node:Select(/r/order, 'lines/line'))", "2"),
        Expected("node:Select(/r/order, 'count(//line)')", "2"), Expected("node:Select(/r/absent, 'id')", ""),
    ])
    func selectFollowsAPathMadeAtRunTime(_ expected: Expected) throws {
        let input = "<r><order kind='web'><id>7</id><lines><line>a</line><line>b</line></lines></order></r>"
        #expect(try Evaluated.text(expected.expression, input: input) == expected.result)
    }

    @Test func badPathIsAnErrorThatNamesIt() {
        #expect { try Evaluated.text("node:Select(/r, 'a[')", input: "<r/>") } throws: {
            String(describing: $0).contains("E-XPATH: Select('a[')")
        }
    }
}
