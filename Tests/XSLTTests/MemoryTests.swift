import Foundation
import Testing

@testable import XSLT

/// What a process holds after many transforms is what it held after some, however they end.
struct MemoryTests {
    /// Transforms after which memory is read first and again; `Scripts/bench/memory` asks for 1,000 and 10,000.
    private static let counts = ProcessInfo.processInfo.environment["CROSSWALK_TRANSFORMS"] ?? "100 300"
    /// What may come on top, in bytes: of memory in use next to nothing, as caches fill and glibc keeps a little for each thread; of
    /// memory resident what the heaps of threads, up to 64, lose between pieces in use.
    private static let allowance = Memory(used: 128 << 10, resident: 16 << 20)

    @Test(.enabled(if: !ChildTest.isRunning))
    func memoryStaysFlat() throws {
        let child = try ChildTest.run("aProcessTransformsAgainAndAgain", environment: ["CROSSWALK_TRANSFORMS": Self.counts])
        #expect(child.hasPassed, "\(child.text)")
        child.text.split(separator: "\n").filter { $0.contains(" kB after ") }.forEach { print($0) }
    }

    /// Runs in the child of the test above.
    @Test(.enabled(if: ChildTest.isRunning))
    func aProcessTransformsAgainAndAgain() throws {
        let counts = Self.counts.split(separator: " ").compactMap { Int($0) }
        try #require(counts.count == 2 && counts[0] < counts[1])
        let deeds = try Deed.all()
        for number in 0..<counts[0] { try deeds[number % deeds.count].run() }
        let before = try Memory()
        for number in counts[0]..<counts[1] { try deeds[number % deeds.count].run() }
        let after = try Memory()
        print("in use: \(before.used / 1024) kB after \(counts[0]) transforms, \(after.used / 1024) kB after \(counts[1])")
        print(
            "resident: \(before.resident / 1024) kB after \(counts[0]) transforms, \(after.resident / 1024) kB after \(counts[1])"
        )
        #expect(after.used - before.used < Self.allowance.used)
        #expect(after.resident - before.resident < Self.allowance.resident)
    }
}

/// What a process holds, in bytes.
private struct Memory {
    /// Allocated and not freed.
    let used: Int
    /// In the machine's memory.
    let resident: Int

    init(used: Int, resident: Int) {
        self.used = used
        self.resident = resident
    }

    /// Of this process, now.
    init() throws {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        resident = (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
        used = try Self.allocated()
    }

    /// What glibc's own account of its heaps says; Swift's module of glibc has no declaration of it.
    private static func allocated() throws -> Int {
        typealias Account = @convention(c) (CInt, UnsafeMutablePointer<FILE>) -> CInt
        let account = unsafeBitCast(try #require(dlsym(nil, "malloc_info")), to: Account.self)
        var text: UnsafeMutablePointer<CChar>?
        var size = 0
        let file = try #require(open_memstream(&text, &size))
        #expect(account(0, file) == 0)
        fclose(file)
        defer { free(text) }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: text, count: size))
        let value = try XMLDocument(bytes: bytes, name: "malloc_info").evaluate(
            """
            sum(/malloc/system[@type='current']/@size | /malloc/total[@type='mmap']/@size)
            - sum(/malloc/total[@type='fast' or @type='rest']/@size)
            """)
        guard case .number(let used) = value else { return 0 }
        return Int(used)
    }
}

/// One way for a transform to end.
private struct Deed {
    /// For people.
    let name: String
    /// Whether it ends well.
    let succeeds: Bool
    /// Does it.
    let body: () throws -> Void

    /// Does it, and makes sure that it ended as it should.
    func run() throws {
        if succeeds { return try body() }
        #expect(throws: XSLTError.self, "\(name)") { try body() }
    }

    /// All of them: as a whole, record by record, compiled once and anew, good, failing, over each limit, refused.
    static func all() throws -> [Deed] {
        let compiled = try stylesheet(everything, extensions: ExtensionTests.registry, limits: limits).compile()
        let document = Array("<a>\((0..<300).map { "<b>\($0)</b>" }.joined())</a>".utf8)
        let whole = ["go", "fail", "recurse", "work", "output", "variables", "read", "write", "stop"].map { word in
            Deed(name: word, succeeds: word == "go") {
                _ = try compiled.transform(XMLDocument(bytes: document, name: "in.xml"), parameters: ["p": .string(word)])
            }
        }
        return whole + streamed + [
            Deed(name: "compiles", succeeds: true) {
                _ = try stylesheet(everything, extensions: ExtensionTests.registry).compile()
            },
            Deed(name: "compiles not", succeeds: false) {
                _ = try stylesheet("<xsl:template match='/['/><xsl:nonsense/>").compile()
            },
            Deed(name: "not well-formed", succeeds: false) {
                _ = try XMLDocument(bytes: Array("<a><b></a>".utf8), name: "bad.xml")
            },
            Deed(name: "a DOCTYPE", succeeds: false) {
                _ = try XMLDocument(bytes: Array("<!DOCTYPE a><a/>".utf8), name: "bad.xml")
            },
        ]
    }

    private static let limits = TransformLimits(depth: 300, variables: 400, operations: 200_000, outputBytes: 50_000)

    /// A stylesheet that makes libxslt allocate in every way we know of, and does what its parameter says.
    private static let everything = """
        <xsl:param name='p'/><xsl:key name='k' match='b' use='.'/><xsl:template match='/'><xsl:message>m</xsl:message>\
        <o><xsl:variable name='v'><xsl:copy-of select='my:echo(//b)'/></xsl:variable><xsl:copy-of select='$v'/>\
        <xsl:for-each select='a/b'><xsl:sort lang='sv'/><xsl:sort select='position()' data-type='number'/>\
        <xsl:number value='2000' grouping-size='{3}' grouping-separator=','/>\
        <xsl:value-of select="format-number(my:texts(.), '#,##0.00')"/></xsl:for-each>\
        <xsl:value-of select="count(key('k', '7')) + count(document('')//*)"/><xsl:choose>\
        <xsl:when test="$p = 'fail'"><xsl:value-of select='my:fail()'/></xsl:when>\
        <xsl:when test="$p = 'recurse'"><xsl:apply-templates select='/'/></xsl:when>\
        <xsl:when test="$p = 'work'"><xsl:value-of select='count(//*[count(//*[count(//*) &gt; 0]) &gt; 0])'/></xsl:when>\
        <xsl:when test="$p = 'output'"><xsl:value-of select='str:padding(90000)'/></xsl:when>\
        <xsl:when test="$p = 'variables'"><xsl:call-template name='variables'/></xsl:when>\
        <xsl:when test="$p = 'read'"><xsl:copy-of select="document('/etc/passwd')"/></xsl:when>\
        <xsl:when test="$p = 'write'"><exsl:document href='/tmp/crosswalk-never.xml'><x/></exsl:document></xsl:when>\
        <xsl:when test="$p = 'stop'"><xsl:message terminate='yes'>stop</xsl:message></xsl:when>\
        </xsl:choose></o></xsl:template>\
        <xsl:template name='variables'><xsl:variable name='v' select='1'/><xsl:call-template name='variables'/></xsl:template>
        """

    /// Transforms record by record on two threads: good, with a record that stops, with such a record left out, not well-formed.
    private static var streamed: [Deed] {
        let sheet = stylesheet(
            """
            <xsl:output indent='yes'/><xsl:template match='/'><a><xsl:for-each select='orders/order'><xsl:if test='id &lt; 0'>\
            <xsl:message terminate='yes'>no</xsl:message></xsl:if><b><xsl:value-of select='id'/></b></xsl:for-each></a></xsl:template>
            """)
        let setting = StreamingSetting(chunkBytes: 200, threads: 2, pieceSize: 512)
        let good = (1...40).map { "<order><id>\($0)</id></order>" }.joined()
        return [
            (good, false, true), (good + "<order><id>-1</id></order>", false, false),
            (good + "<order><id>-1</id></order>" + good, true, true), (good + "<order>", false, false),
        ].map { records, skips, succeeds in
            Deed(name: "streamed, skips \(skips)", succeeds: succeeds) {
                _ = try stream(Array("<orders>\(records)</orders>".utf8), sheet, setting, skipsBadRecords: skips)
            }
        }
    }
}
