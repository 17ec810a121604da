import Foundation

/// A test that runs alone in a process of its own: what a process does when it starts, and what it holds, is seen only there.
enum ChildTest {
    /// Whether this process is such a one; tests for it are enabled by this, all others are not asked for in it.
    static var isRunning: Bool { ProcessInfo.processInfo.environment[flag] != nil }

    private static let flag = "CROSSWALK_CHILD_TEST"

    /// Runs one test without arguments.
    ///
    /// - Parameter environment: variables that are added.
    /// - Returns: whether it ran and passed, and what the process printed.
    static func run(_ name: String, environment: [String: String]) throws -> (hasPassed: Bool, text: String) {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        child.arguments = ["--testing-library", "swift-testing", "--filter", name]
        child.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
            .merging([flag: "1"]) { _, new in new }
        let output = Pipe()
        child.standardOutput = output
        child.standardError = output
        try child.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        child.waitUntilExit()
        return (child.terminationStatus == 0 && text.contains("\(name)() passed"), text)
    }
}
