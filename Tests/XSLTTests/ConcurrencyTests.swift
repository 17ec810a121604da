import Foundation
import Synchronization
import Testing
import XSLT

/// Threads do not disturb each other.
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
}
