import Foundation
import Synchronization
import Testing
import Workflow
import XSLT

@testable import AutoMapper

/// The `map` task translates long files record by record; nobody can tell from what comes of it.
struct MapStreamingTests {
    /// Everything that a run of the task leaves behind.
    struct Trace: Equatable {
        var outcome: TaskOutcome?
        var failure: String?
        var files: [String: String] = [:]
        var held: [HeldRecord] = []
        var states: [String] = []
        var log: [String] = []

        /// The same with the name of a folder left out of all texts.
        func without(_ folder: String) -> Trace {
            var copy = self
            copy.files = files.mapValues { $0.replacing(folder, with: "") }
            copy.log = log.map { $0.replacing(folder, with: "") }
            for index in held.indices { copy.held[index].message.replace(folder, with: "") }
            return copy
        }
    }

    /// How a file is cut.
    struct Cut: Sendable, CustomTestStringConvertible {
        let chunkBytes: Int
        let threads: Int

        var testDescription: String { "\(chunkBytes) bytes a chunk, \(threads) threads" }
        var options: StreamingOptions { StreamingOptions(threads: threads, chunkBytes: chunkBytes) }

        static let whole = Cut(chunkBytes: .max, threads: 1)
        static let all = [Cut(chunkBytes: 1, threads: 2), Cut(chunkBytes: 3000, threads: 1), Cut(chunkBytes: 20_000, threads: 4)]
    }

    /// Counts what the task tells, and may ask for a stop.
    final class Reporter: ProgressReporter {
        let calls = Mutex<[(done: Int, total: Int?)]>([])
        let stop = StopSignal()
        let stopsAt: Int?

        init(stopsAt: Int? = nil) { self.stopsAt = stopsAt }

        func advanced(task: String, done: Int, total: Int?) {
            calls.withLock { $0.append((done, total)) }
            if done == stopsAt { stop.request() }
        }
    }

    /// Runs the task over an input.
    private func run(
        _ input: String, _ mapping: String, _ cut: Cut, settings: [String: SettingValue] = [:], stylesheet: String? = nil,
        reporter: Reporter = Reporter(), mode: RunMode = .live
    ) async throws -> Trace {
        try await withTemporaryFolder { folder in
            let working = folder.appendingPathComponent("run")
            try write(input, to: working.appendingPathComponent("in.xml"))
            try write("what a killed process left", to: working.appendingPathComponent(".out.xml.1-1.tmp"))
            if let stylesheet { try write(stylesheet, to: folder.appendingPathComponent("stylesheets/\(mapping).xsl")) }
            let log = Mutex<[String]>([]), state = try StateStore(file: nil)
            let context = TaskContext(
                taskName: "map", run: RunIdentity(id: "r1", workflow: "w", customer: nil), mode: mode, workingFolder: working,
                integration: IntegrationFolder(root: folder), customer: nil, parameters: [:], connections: ConnectionSet([]),
                state: state, log: RunLog { level, text in log.withLock { $0.append("\(level): \(text)") } }, progress: reporter,
                now: { Date(timeIntervalSince1970: 1_772_529_302) }, timeZone: try #require(TimeZone(identifier: "UTC")),
                stop: reporter.stop)
            try context.records.advance(["demo/1000", "demo/1001"], to: .seen)
            let values: [String: SettingValue] = ["mapping": .text(mapping), "input": "in.xml", "output": "out.xml"]
            let task = try MapTask(
                SettingValues(values.merging(settings) { $1 }), base: Fixture.base, streaming: cut.options)
            var trace = Trace()
            do { trace.outcome = try await task.run(context) } catch { trace.failure = "\(error)" }
            let names = try FileManager.default.contentsOfDirectory(atPath: working.path)
            for name in names where name.hasPrefix("out") || name.hasPrefix(".") {
                trace.files[name] = try String(contentsOf: working.appendingPathComponent(name), encoding: .utf8)
            }
            trace.held = try state.held()
            trace.states = try state.records().map { "\($0.id) \($0.state)" }
            trace.log = log.withLock { $0 }
            return trace.without(folder.path)
        }
    }

    /// The records of all cases of a mapping that need no settings, those that are refused among them, as one file.
    private static func cases(of mapping: Mapping) throws -> String {
        var records: [String] = []
        for found in MappingCases(Mapped.layers).all(of: mapping.name) {
            let files = try FileManager.default.contentsOfDirectory(atPath: found.folder.path)
            guard Set(files).isDisjoint(with: ["parameters.txt", "lookups"]), let text = try found.text("input.xml"),
                let document = try? XMLDocument(bytes: Array(text.utf8), name: found.name)
            else { continue }
            records += RecordTree(try document.root, path: mapping.recordPath).records.map(\.xml)
        }
        #expect(records.count > 5)
        let opening = mapping.recordPath.dropLast().map { "<\($0)>" }.joined().replacing(
            "<orders>", with: "<orders store='demo'>")
        let closing = mapping.recordPath.dropLast().reversed().map { "</\($0)>" }.joined()
        return opening + "\n" + (records + records).joined(separator: "\n") + closing
    }

    private static let mappings = [
        "bigcommerce-orders-to-zynk-sales-orders", "zynk-sales-orders-to-bigcommerce-order-updates",
        "zynk-products-to-bigcommerce-inventory",
    ]

    @Test(arguments: mappings)
    func everyMappingOfTheBaseStreams(_ name: String) throws {
        let prepared = try PreparedMapping(.mapping(name), layers: Mapped.layers, parameters: [:], limits: .default)
        let plan = try prepared.streaming(StreamingOptions()).plan()
        #expect(plan.isStreaming, "\(plan.reasons)")
    }

    /// Overriding single templates, as the samples do, takes nothing away.
    @Test(arguments: ["harbour-books", "mill-lane"])
    func theMappingsOfTheSampleCustomersStream(_ customer: String) throws {
        let root = Fixture.package.appendingPathComponent("Samples/bigcommerce-to-sage50")
        let folder = root.appendingPathComponent("customers/\(customer)")
        let layers = MapperLayers(
            customer: Customer(id: customer, folder: folder), integration: IntegrationFolder(root: root), base: Fixture.base)
        let mapping = try MappingCatalogue(layers).find(Self.mappings[0])
        #expect(mapping.layer == "customer \(customer)")
        let prepared = try PreparedMapping(.mapping(mapping.name), layers: layers, parameters: [:], limits: .default)
        let plan = try prepared.streaming(StreamingOptions()).plan()
        #expect(plan.isStreaming, "\(plan.reasons)")
    }

    @Test(arguments: mappings)
    func nothingTellsHowAFileWasCut(_ name: String) async throws {
        let mapping = try MappingCatalogue(Mapped.layers).find(name)
        let input = try Self.cases(of: mapping)
        let expected = try await run(input, name, .whole)
        #expect(expected.outcome?.recordsOut ?? 0 > 2 && expected.outcome?.failed ?? 0 > 0)
        for cut in Cut.all {
            let found = try await run(input, name, cut)
            #expect(found.outcome == expected.outcome, "\(cut.testDescription)")
            #expect(found.files == expected.files, "\(cut.testDescription)")
            #expect(found.held == expected.held, "\(cut.testDescription)")
            #expect(found.log == expected.log, "\(cut.testDescription)")
        }
    }

    @Test(arguments: Cut.all)
    func badOrdersHoldOnlyThemselves(_ cut: Cut) async throws {
        let input = BadOrderTests.file
        let expected = try await run(input, Self.mappings[0], .whole)
        #expect(expected.outcome?.failed == BadOrderTests.faults.count && expected.held.count == BadOrderTests.faults.count)
        #expect(expected.states == ["demo/1000 mapped", "demo/1001 mapped"])
        #expect(try await run(input, Self.mappings[0], cut) == expected)
    }

    @Test(arguments: Cut.all)
    func aFileOfBadOrdersOnlyIsHeldOrderByOrder(_ cut: Cut) async throws {
        let input = "<orders store='demo'>\((1...9).map { BadOrderTests.faults[$0].order($0) }.joined())</orders>"
        let expected = try await run(input, Self.mappings[0], .whole)
        #expect(expected.held.count == 9)
        #expect(try await run(input, Self.mappings[0], cut) == expected)
    }

    @Test(arguments: Cut.all)
    func aFileThatIsBrokenNearItsEndLeavesNothing(_ cut: Cut) async throws {
        let input = BadOrderTests.file.replacing("</orders>", with: "<order></orders>")
        let trace = try await run(input, Self.mappings[0], cut)
        #expect(trace.failure?.contains("in.xml:401:") == true)
        #expect(trace.failure?.contains("must write it again") == true)
        #expect(trace.files.isEmpty && trace.held.isEmpty && trace.states == ["demo/1000 seen", "demo/1001 seen"])
    }

    @Test(arguments: Cut.all)
    func aFileOfAnotherShapeIsTranslatedAsAWhole(_ cut: Cut) async throws {
        // Two lists of records: the second may belong elsewhere in the output.
        let sales = (1...4).map {
            "<SalesOrders><SalesOrder><Id>\($0)</Id></SalesOrder><SalesOrder><Id/></SalesOrder></SalesOrders>"
        }
        let input = "<Company>\(sales.joined())</Company>"
        let expected = try await run(input, Self.mappings[1], .whole)
        #expect(expected.outcome?.recordsIn == 8)
        #expect(try await run(input, Self.mappings[1], cut) == expected)
    }

    @Test(arguments: Cut.all)
    func aRecordThatNeverEndsIsHeldByItself(_ cut: Cut) async throws {
        let stylesheet = """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping">
            <c:mapping from="A" to="B" record="orders/order" output="r/o" record-local="true"/>
            <xsl:template match="/orders"><r><xsl:apply-templates select="order"/></r></xsl:template>
            <xsl:template match="order"><xsl:if test="id = 7"><xsl:apply-templates select="."/></xsl:if><o/></xsl:template>
            </xsl:stylesheet>
            """
        let input = "<orders>\((1...12).map { "<order><id>\($0)</id></order>" }.joined())</orders>"
        let limits: [String: SettingValue] = ["limits": .map(["depth": "200"])]
        let expected = try await run(input, "own", .whole, settings: limits, stylesheet: stylesheet)
        #expect(expected.outcome?.recordsOut == 11 && expected.held.map(\.record) == ["7"])
        #expect(expected.held.first?.message.contains("stopped: more than 200") == true)
        #expect(try await run(input, "own", cut, settings: limits, stylesheet: stylesheet) == expected)
    }

    @Test(arguments: Cut.all)
    func progressIsToldRecordByRecord(_ cut: Cut) async throws {
        let reporter = Reporter()
        _ = try await run(BadOrderTests.file, Self.mappings[0], cut, reporter: reporter)
        let count = 2 * BadOrderTests.faults.count
        reporter.calls.withLock { calls in
            #expect(calls.map(\.done) == Array(1...count) + [count])
            #expect(calls.last?.total == count)
        }
    }

    @Test func aStopEndsBetweenTwoPiecesAndLeavesNothing() async throws {
        let reporter = Reporter(stopsAt: 5)
        let trace = try await run(BadOrderTests.file, Self.mappings[0], Cut(chunkBytes: 1, threads: 1), reporter: reporter)
        #expect(trace.failure?.contains("stopped; nothing of out.xml is written") == true)
        #expect(trace.files.isEmpty && trace.held.isEmpty && trace.states == ["demo/1000 seen", "demo/1001 seen"])
        #expect(reporter.calls.withLock { $0.count } < 10)
    }

    /// Would take years, unless it is stopped in its midst.
    private static let endless = """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping">
        <c:mapping from="A" to="B" record="orders/order" output="r/o" record-local="LOCAL"/>
        <xsl:template match="/orders"><r><xsl:apply-templates select="order"/></r></xsl:template>
        <xsl:template match="order"><xsl:for-each select="n/i"><xsl:for-each select="../i"><xsl:for-each select="../i">
        <xsl:for-each select="../i"><xsl:if test=". = 'no'"><o/></xsl:if></xsl:for-each></xsl:for-each></xsl:for-each>
        </xsl:for-each></xsl:template></xsl:stylesheet>
        """

    @Test(arguments: Cut.all + [.whole], ["true", "false"])
    func aStopEndsATransformInItsMidst(_ cut: Cut, _ isLocal: String) async throws {
        let record = "<order><n>\(String(repeating: "<i/>", count: 1000))</n></order>"
        let reporter = Reporter()
        reporter.stop.request()
        let trace = try await run(
            "<orders>\(record)\(record)</orders>", "endless", cut, settings: ["limits": .map(["seconds": "60"])],
            stylesheet: Self.endless.replacing("LOCAL", with: isLocal), reporter: reporter)
        #expect(trace.failure?.contains("stopped; nothing of out.xml is written") == true, "\(trace.failure ?? "")")
        #expect(trace.files.isEmpty && trace.held.isEmpty)
    }

    @Test(arguments: Cut.all)
    func aDryRunWritesTheFilesAndRemembersNothing(_ cut: Cut) async throws {
        let trace = try await run(BadOrderTests.file, Self.mappings[0], cut, mode: .dryRun)
        #expect(Set(trace.files.keys) == ["out.xml", "out.map-fail.xml"] && trace.held.isEmpty)
    }
}
