import Foundation
import Synchronization
import Testing
import XSLT

/// Threads do not disturb each other, and memory does not grow.
struct ConcurrencyTests {
    /// Eight threads, each with its own compiled form; every message must reach the run that it belongs to.
    @Test func messagesReachTheirOwnRun() async throws {
        let body = """
            <xsl:output method='text'/><xsl:param name='n'/><xsl:template match='/'>\
            <xsl:message><xsl:value-of select='$n'/></xsl:message>\
            <xsl:value-of select="str:replace($n, '-', '+')"/></xsl:template>
            """
        let stylesheet = stylesheet(body)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    let compiled = try stylesheet.compile()
                    for number in 0..<100 {
                        let name = "\(worker)-\(number)"
                        let document = try XMLDocument(bytes: Array("<a/>".utf8), name: "in.xml")
                        let result = try compiled.transform(document, parameters: ["n": .string(name)])
                        #expect(result.text == name.replacing("-", with: "+"))
                        #expect(result.diagnostics.map(\.message) == [name])
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// libxslt has one process-wide handler for compile errors; each must come out at its own thread.
    @Test func compileErrorsReachTheirOwnStylesheet() async {
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for number in 0..<50 {
                        let name = "w\(worker)-\(number).xsl"
                        let broken = stylesheet(
                            "<xsl:template match='/'><xsl:value-of select='\(worker)/['/></xsl:template>", name: name)
                        let error = #expect(throws: XSLTError.self) { try broken.compile() }
                        #expect(error?.diagnostics.map(\.file) == [name])
                        #expect(error?.description.contains("\"\(worker)/[\"") == true)
                    }
                }
            }
        }
    }

    /// Parse errors on some threads while others succeed.
    @Test func parseErrorsStayOnTheirThread() async {
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for number in 0..<200 {
                        let isBad = (worker + number).isMultiple(of: 2)
                        let bytes = Array((isBad ? "<a>" : "<a/>").utf8)
                        let document = try? XMLDocument(bytes: bytes, name: "\(worker)-\(number)")
                        #expect((document == nil) == isBad)
                    }
                }
            }
        }
    }

    @Test func workRunsOnOneEngineThreadWhenNested() {
        let outer = EngineThread.run { () -> Bool in
            let thread = Thread.current
            return EngineThread.run { Thread.current === thread }
        }
        #expect(outer)
    }

    /// Transforms, good and bad, with parameters, functions, messages and fragments. Other tests run in the same process and
    /// use memory too, so rounds are repeated until three in a row were quiet; a leak never lets one be.
    @Test func memoryStaysFlat() throws {
        let compiled = try stylesheet(Self.everything, extensions: ExtensionTests.registry).compile()
        let document = Array("<a>\((0..<300).map { "<b>\($0)</b>" }.joined())</a>".utf8)
        var quiet = 0
        var growths: [Int] = []
        while quiet < 3, growths.count < 300 {
            let before = try residentBytes()
            for number in 0..<100 { try useEverything(compiled, document, number) }
            growths.append(try residentBytes() - before)
            quiet = growths.last.map { $0 < 64 << 10 } == true ? quiet + 1 : 0
        }
        #expect(quiet == 3, "grew by \(growths) bytes per 100 transforms")
    }

    /// A stylesheet that makes libxslt allocate in every way we know of.
    private static let everything = """
        <xsl:param name='p'/><xsl:key name='k' match='b' use='.'/><xsl:template match='/'><xsl:message>m</xsl:message>\
        <o><xsl:variable name='v'><xsl:copy-of select='my:echo(//b)'/></xsl:variable><xsl:copy-of select='$v'/>\
        <xsl:for-each select='a/b'><xsl:sort lang='sv'/><xsl:sort select='position()' data-type='number'/>\
        <xsl:number value='2000' grouping-size='{3}' grouping-separator=','/>\
        <xsl:value-of select="format-number(my:texts(.), '#,##0.00')"/></xsl:for-each>\
        <xsl:value-of select="count(key('k', '7')) + count(document('')//*)"/>\
        <xsl:if test="$p = 'fail'"><xsl:value-of select='my:fail()'/></xsl:if></o></xsl:template>
        """

    /// One transform, every fifth failing, a failed parse and now and then a compilation.
    private func useEverything(_ compiled: CompiledStylesheet, _ document: [UInt8], _ number: Int) throws {
        let input = try XMLDocument(bytes: document, name: "in.xml")
        _ = try? compiled.transform(input, parameters: ["p": .string(number.isMultiple(of: 5) ? "fail" : "go")])
        _ = try? XMLDocument(bytes: Array("<a><b></a>".utf8), name: "bad.xml")
        if number.isMultiple(of: 10) { _ = try stylesheet(Self.everything).compile() }
    }

    /// What the process holds in memory.
    private func residentBytes() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (Int(fields[1]) ?? 0) * 4096
    }
}
