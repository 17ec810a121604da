internal import Foundation

/// Tells a command of the user's how a run went: the run's result as JSON on its standard input.
struct NotifyHook {
    let plan: WorkflowPlan
    /// The variables that the command gets, without those that hold secrets.
    let environment: [String: String]
    let log: RunLog
    /// A mail that cannot be sent must not keep the next run waiting.
    var timeLimit: Duration = .seconds(30)

    /// The result stays in `last-result.json` of the data folder, for the command and for anybody who looks later. A command that
    /// fails is a warning in the log: the run itself has ended.
    func tell(_ result: RunResult) async {
        let file = plan.dataFolder.appendingPathComponent("last-result.json")
        do {
            try AtomicFile.write(result.json, to: file)
            guard let command = plan.notify.first else { return }
            let status = try await run(command, Array(plan.notify.dropFirst()), input: file)
            if let problem = status { log.warning("notify: \(command) \(problem). Try it by hand: \(shown) < \(file.path)") }
        } catch {
            log.warning("notify: \(ErrorText.of(error))")
        }
    }

    private var shown: String { plan.notify.joined(separator: " ") }

    /// - Returns: what went wrong, `nil` for nothing.
    private func run(_ command: String, _ arguments: [String], input: URL) async throws -> String? {
        let process = Process()
        // `env` looks the command up in PATH, as a shell would.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: plan.integration.root.path, isDirectory: true)
        process.environment = environment.filter { !plan.secretVariables.contains($0.key) }
        // A file, not a pipe: a command that does not read its input cannot break a file.
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in ended.continuation.finish() }
        try process.run()
        guard await isOver(ended.stream) else {
            kill(process.processIdentifier, SIGKILL)
            return "did not end within \(timeLimit) and was stopped"
        }
        return process.terminationStatus == 0 ? nil : "ended with status \(process.terminationStatus)"
    }

    /// Waits for the end of the stream, at most as long as the time limit.
    private func isOver(_ stream: AsyncStream<Void>) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in stream {}
                return !Task.isCancelled
            }
            group.addTask {
                try? await Task.sleep(for: timeLimit)
                return false
            }
            let first = await group.next() ?? false
            group.cancelAll()
            return first
        }
    }
}
