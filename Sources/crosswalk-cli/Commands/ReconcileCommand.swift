internal import ArgumentParser
internal import Crosswalk
internal import Foundation

/// `crosswalk reconcile`.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile", abstract: "Compare shop, ledger and what the runs remember, order by order.",
        discussion: """
            Each order of the shop is in exactly one class: posted, held, ignored by rule, due with the next run, missing, doubled, \
            amount differs, shop not told, or changed after posting. Those that are not right are listed with the command that \
            repairs them, and the exit code is 1. It reads only.
            Example:
              crosswalk reconcile Samples/bigcommerce-to-sage50/workflow.yaml --customer harbour-books --since 2026-03-01
            """)

    @OptionGroup var workflow: WorkflowArguments
    @Option(help: "Compare orders created from this day on, YYYY-MM-DD; without it from the workflow's start_date.")
    var since: CalendarDate?
    @Flag(help: "Print the result as JSON.") var json = false

    func run() async throws {
        let log = RunLog { level, message in
            if level == .warning || level == .error { Terminal.say("\(level.rawValue): \(message)") }
        }
        let reconciler = try Reconciler(at: workflow.file, customer: workflow.customer, runner: workflow.runner(), log: log)
        let result = try await reconciler.reconcile(since: since?.start)
        Terminal.result(json ? String(decoding: try result.json, as: UTF8.self) : ReconciliationText(result).text)
        guard result.isRight else { throw ExitStatus.someRecordsFailed.exit }
    }
}

/// A day on the command line.
struct CalendarDate: ExpressibleByArgument {
    /// Its first instant in UTC.
    let start: Date

    init?(argument: String) {
        guard argument.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil,
            let date = try? Date("\(argument)T00:00:00Z", strategy: .iso8601)
        else { return nil }
        start = date
    }
}
