import Foundation
import Testing

/// `transform --watch`: a stylesheet is edited, the difference it makes is shown.
@Suite struct WatchTests {
    private static let orders = "<orders><order><id>105</id></order></orders>"

    @Test func aChangedStylesheetShowsWhatItDoesToTheOutput() async throws {
        let watch = try WatchedTransform(stylesheet: Self.stylesheet(element: "id"))
        defer { watch.end() }
        try await watch.waits(for: "<id>105</id>", in: \.output)

        try watch.rewrite(Self.stylesheet(element: "number"))
        try await watch.waits(for: "- <id>105</id>\n+ <number>105</number>", in: \.talk)
    }

    @Test func aBrokenStylesheetIsShownAndTheNextChangeGetsItsChance() async throws {
        let watch = try WatchedTransform(stylesheet: Self.stylesheet(element: "id"))
        defer { watch.end() }
        try await watch.waits(for: "<id>105</id>", in: \.output)

        try watch.rewrite("<xsl:stylesheet")
        try await watch.waits(for: "error:", in: \.talk)
        try watch.rewrite(Self.stylesheet(element: "number"))
        try await watch.waits(for: "+ <number>105</number>", in: \.talk)
    }

    private static func stylesheet(element: String) -> String {
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output omit-xml-declaration="yes"/>
        <xsl:template match="/"><\(element)><xsl:value-of select="//id"/></\(element)></xsl:template></xsl:stylesheet>
        """
    }

    /// A command that runs while its stylesheet is edited; its streams go to files.
    private final class WatchedTransform {
        private let folder: ScratchFolder
        private let process = Process()

        init(stylesheet: String) throws {
            folder = try ScratchFolder()
            process.executableURL = CommandRun.executable
            process.arguments = [
                "transform", try folder.write("orders.xml", WatchTests.orders), "--stylesheet",
                try folder.write("map.xsl", stylesheet), "--watch",
            ]
            process.standardOutput = FileHandle(forWritingAtPath: try folder.write("output", ""))
            process.standardError = FileHandle(forWritingAtPath: try folder.write("talk", ""))
            try process.run()
        }

        var output: String { text("output") }
        var talk: String { text("talk") }

        func rewrite(_ stylesheet: String) throws { _ = try folder.write("map.xsl", stylesheet) }

        /// Patient on a busy machine, quick on an idle one.
        func waits(for text: String, in stream: KeyPath<WatchedTransform, String>) async throws {
            for _ in 0..<300 where !self[keyPath: stream].contains(text) { try await Task.sleep(for: .milliseconds(100)) }
            #expect(self[keyPath: stream].contains(text))
        }

        func end() {
            process.interrupt()
            process.waitUntilExit()
        }

        private func text(_ name: String) -> String {
            (try? String(contentsOfFile: folder.path(name), encoding: .utf8)) ?? ""
        }
    }
}
