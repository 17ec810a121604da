import Foundation
import Testing
import XSLT

/// The output is that of `xsltproc`, byte for byte, and what fails there fails here.
struct ParityTests {
    @Test("same bytes as xsltproc", .enabled(if: ParityCase.isPossible, "xsltproc is not installed"), arguments: ParityCase.all)
    func sameBytesAsXsltproc(_ sample: ParityCase) throws {
        let reference = try sample.runXsltproc()
        if reference.status == 0 {
            let result = try sample.transform(Self.unmended)
            #expect(result == reference.output, "\(String(decoding: result, as: UTF8.self))")
        } else {
            #expect(throws: XSLTError.self) { try sample.transform() }
        }
    }

    /// Without the mends that make another output than xsltproc's; the conformance suite is about those.
    private static let unmended = EngineOptions(mendsSorting: false, mendsInstructions: false)

    @Test func thereAreEnoughCases() {
        #expect(ParityCase.all.count >= 30)
    }

    /// A case named for a failure must fail, or the comparison above proves nothing about it.
    @Test("fails", arguments: ParityCase.all.filter { $0.name.hasPrefix("fails-on-") })
    func casesNamedForAFailureFail(_ sample: ParityCase) {
        #expect(throws: XSLTError.self) { try sample.transform() }
    }
}

/// A folder with `stylesheet.xsl`, `input.xml` and, if wanted, `params` with lines such as `string name any text`.
struct ParityCase: CustomTestStringConvertible, Sendable {
    let name: String
    let folder: URL

    var testDescription: String { name }

    static let isPossible = xsltproc != nil

    private static let xsltproc = ["/usr/bin/xsltproc", "/usr/local/bin/xsltproc", "/opt/homebrew/bin/xsltproc"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    static let all: [ParityCase] = {
        guard let root = Bundle.module.url(forResource: "parity", withExtension: nil, subdirectory: "Fixtures"),
            let names = try? FileManager.default.contentsOfDirectory(atPath: root.path)
        else { return [] }
        return names.sorted().map { ParityCase(name: $0, folder: root.appendingPathComponent($0)) }
    }()

    /// Our own output.
    func transform(_ options: EngineOptions = EngineOptions()) throws -> [UInt8] {
        let stylesheet = Stylesheet(try .file(folder.appendingPathComponent("stylesheet.xsl")), options: options)
        let document = try XMLDocument(file: folder.appendingPathComponent("input.xml"))
        var values: [String: ParameterValue] = [:]
        for parameter in parameters {
            values[parameter.name] = parameter.kind == "string" ? .string(parameter.value) : .xpath(parameter.value)
        }
        return try stylesheet.compile().transform(document, parameters: values).output
    }

    /// What xsltproc writes, and how it ends.
    func runXsltproc() throws -> (status: Int32, output: [UInt8]) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.xsltproc))
        process.currentDirectoryURL = folder
        process.arguments =
            parameters.flatMap { [$0.kind == "string" ? "--stringparam" : "--param", $0.name, $0.value] }
            + ["--nonet", "stylesheet.xsl", "input.xml"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return (process.terminationStatus, bytes)
    }

    private var parameters: [(kind: String, name: String, value: String)] {
        guard let text = try? String(contentsOf: folder.appendingPathComponent("params"), encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            return parts.count == 3 ? (parts[0], parts[1], parts[2]) : nil
        }
    }
}
