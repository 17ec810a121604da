import Dispatch
import Foundation

/// A run of the built command that is killed, or ends by itself.
struct Victim {
    /// How it ended.
    enum Ending: Equatable {
        case killed
        case ended(Int32)
    }

    /// What it said last.
    let ending: Ending
    let errors: String

    /// Runs the command and kills it after a while; `nil` lets it end.
    ///
    /// - Parameter crashAt: the named place at which it kills itself.
    init(_ arguments: [String], killAfter delay: Duration? = nil, crashAt: String? = nil, errorFile: URL) async throws {
        let process = Process()
        process.executableURL = CommandRun.executable
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "TOKEN": "sandbox-token", "CROSSWALK_CRASH_AT": crashAt ?? ""]
        try Data().write(to: errorFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        if let delay {
            let identifier = process.processIdentifier
            // A process that has ended stays a zombie until it is waited for, so its number cannot be another's yet.
            DispatchQueue.global().asyncAfter(deadline: .now() + delay.timeInterval) { [process] in
                if process.isRunning { kill(identifier, SIGKILL) }
            }
        }
        // Off the threads of Swift's concurrency: the store needs them to answer.
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                process.waitUntilExit()
                continuation.resume()
            }
        }
        ending = process.terminationReason == .uncaughtSignal ? .killed : .ended(process.terminationStatus)
        errors = (try? String(contentsOf: errorFile, encoding: .utf8)) ?? ""
    }
}

extension Duration {
    /// In seconds.
    var timeInterval: TimeInterval { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
