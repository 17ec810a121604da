internal import ArgumentParser
internal import Crosswalk
internal import Foundation

/// `crosswalk`: arguments in, one library call, result out.
///
/// Every command states its name: to make one of the type's, the parser looks each type up among all conformances of the program,
/// which was a quarter of the time to start.
@main
struct CrosswalkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crosswalk",
        abstract: "Carries web orders into a ledger and stock levels back, through XSLT stylesheets you can replace.",
        discussion: """
            Exit codes: 0 done, 1 some records failed or are held, 2 usage or configuration, 3 a system could not be reached,
            4 another run holds the lock, 5 plan refused, 6 nothing moved though the shop has orders, 70 a bug, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            TransformCommand.self, WorkflowCommand.self, MappingsCommand.self, RunsCommand.self, ReconcileCommand.self,
            CustomersCommand.self, SandboxCommand.self,
        ])

    static func main() async {
        EngineThread.shareOneHeap()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Foundation.exit(report(error))
        }
    }

    /// Says what went wrong on stderr (help and version go to stdout) and answers with the exit code.
    private static func report(_ error: any Error) -> Int32 {
        if let code = error as? ExitCode { return code.rawValue }
        if let failure = FailureClass(of: error) {
            Terminal.clearProgress()
            // The findings of a definition carry file, line and severity themselves.
            Terminal.say(error is DefinitionError ? "\(error)" : "error: \(text(of: error))")
            return ExitStatus(failure).rawValue
        }
        let code = exitCode(for: error)
        if code.isSuccess {
            Terminal.result(fullMessage(for: error))
            return code.rawValue
        }
        guard code == .validationFailure else {
            Terminal.say("error: \(error)\nThis is a bug of crosswalk; please report it with the command you typed.")
            return ExitStatus.bug.rawValue
        }
        Terminal.say(fullMessage(for: error))
        return ExitStatus.usageOrConfiguration.rawValue
    }

    /// Mistakes of a stylesheet are shown with their lines.
    private static func text(of error: any Error) -> String {
        switch error {
        case let error as XSLTError: error.report
        case MappingError.stylesheet(let error): error.report
        default: "\(error)"
        }
    }
}
