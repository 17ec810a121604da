import Foundation

/// One run of the built command: what it printed and how it ended.
struct CommandRun {
    let exitCode: Int32
    let output: String
    let errors: String

    /// Runs the command with arguments.
    ///
    /// - Parameters:
    ///   - environment: what is set besides PATH; nothing of the caller's environment gets through.
    ///   - input: standard input.
    ///   - hindrance: what the system denies it.
    init(
        _ arguments: [String], environment: [String: String] = [:], input: String = "", hindrance: Hindrance? = nil
    ) throws {
        let process = Process()
        let words = (hindrance?.words ?? []) + [CommandRun.executable.path] + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
        let (outPipe, errorPipe, inPipe) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = outPipe
        process.standardError = errorPipe
        process.standardInput = inPipe
        try process.run()
        try inPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try inPipe.fileHandleForWriting.close()
        output = String(decoding: try outPipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        errors = String(decoding: try errorPipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        exitCode = process.terminationStatus
    }

    /// The command stands beside the test bundle.
    static var executable: URL {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return bundle.appendingPathComponent("crosswalk")
    }
}

/// What the system denies a run of the command.
enum Hindrance {
    /// The most blocks of 512 bytes in a file that it writes; writing more is an error, as on a full disk.
    case fullDisk(blocks: Int)
    /// Root, too, may write only where the folder's permissions say so.
    case permissions

    private static let setpriv = "/usr/bin/setpriv"

    /// Whether permissions hold for this user, or can be made to.
    static var permissionsHold: Bool { getuid() != 0 || FileManager.default.isExecutableFile(atPath: setpriv) }

    /// The words in front of the command, the program first.
    fileprivate var words: [String] {
        switch self {
        case .fullDisk(let blocks): ["/bin/sh", "-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" \"$@\""]
        case .permissions where getuid() != 0: []
        case .permissions: [Hindrance.setpriv, "--bounding-set=-dac_override,-dac_read_search"]
        }
    }
}

/// A folder that is gone when the test ends.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("crosswalk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file and answers with its path.
    func write(_ name: String, _ text: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
