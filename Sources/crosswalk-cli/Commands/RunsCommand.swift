internal import ArgumentParser
internal import Crosswalk
internal import Foundation

/// `crosswalk runs list|show|held|retry|settle|adopt`.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "History of runs, held records, and what to do with them.",
        subcommands: [List.self, Show.self, Held.self, Retry.self, Settle.self, Adopt.self])
}

/// The integration and the customer, as every subcommand of `runs` takes them.
struct HistoryArguments: ParsableArguments {
    @Argument(help: "The integration's folder or its workflow file.", completion: .file())
    var integration: String

    @Option(help: "The customer: a folder name under customers/.")
    var customer: String?

    func history() throws -> RunHistory { try RunHistory(at: integration, customer: customer) }
}

extension RunsCommand {
    /// One line per run.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the newest runs.",
            discussion: "Example:\n  crosswalk runs list Samples/bigcommerce-to-sage50 --customer harbour-books")

        @OptionGroup var arguments: HistoryArguments
        @Option(help: "How many runs.") var limit = 20

        func run() throws {
            var table = TextTable([.init("Run"), .init("Started"), .init("Result"), .init("Files")])
            for run in try arguments.history().runs(limit: limit) {
                table.add(run.identity.id, run.started.formatted(.iso8601), run.ending?.word ?? "running", run.folder)
            }
            Terminal.result(table.text)
        }
    }

    /// The tasks and the log of a run.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show the tasks and the log of a run; without an id the last one.",
            discussion: "Example:\n  crosswalk runs show Samples/bigcommerce-to-sage50 --customer harbour-books")

        @OptionGroup var arguments: HistoryArguments
        @Argument(help: "The run's id.") var id: String?

        func run() throws {
            let history = try arguments.history()
            let run = try history.run(id)
            var table = TextTable([
                .init("Task"), .init("In", .right), .init("Out", .right), .init("Failed", .right), .init("Result"),
                .init("Remark"),
            ])
            for task in try history.tasks(of: run) {
                let outcome = task.outcome
                table.add(
                    task.task, String(outcome.recordsIn), String(outcome.recordsOut), String(outcome.failed), task.state.rawValue,
                    task.message ?? outcome.notes.first ?? "")
            }
            Terminal.result("Run \(run.identity.id): \(run.ending?.word ?? "running")\n\n" + table.text)
            let lines = try history.log(of: run).map { line in
                let task = line.task.map { "\($0): " } ?? ""
                return "\(line.at.formatted(.iso8601)) \(line.level.rawValue): \(task)\(line.message)"
            }
            if !lines.isEmpty { Terminal.result("\nLog\n" + lines.joined(separator: "\n")) }
        }
    }

    /// What waits.
    struct Held: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "held", abstract: "List the records that wait for a person or the next run.",
            discussion: "Example:\n  crosswalk runs held Samples/bigcommerce-to-sage50 --customer harbour-books")

        @OptionGroup var arguments: HistoryArguments

        func run() throws {
            let held = try arguments.history().held()
            for record in held {
                let place = record.place.map { " (\($0))" } ?? ""
                Terminal.result("\(record.record)  \(record.code)  tried \(record.attempts) ×\n  \(record.message)\(place)")
            }
            guard !held.isEmpty else { return Terminal.result("nothing is held") }
            Terminal.say(
                "the next run tries them again, `crosswalk runs retry` does so now; `crosswalk runs settle` closes one that was dealt with by hand"
            )
        }
    }

    /// Closes a held record by hand.
    struct Settle: AsyncParsableCommand {
        /// How a person dealt with the record.
        enum Way: String, ExpressibleByArgument, CaseIterable {
            case enteredByHand = "entered-by-hand"
            case ignored
        }

        static let configuration = CommandConfiguration(
            commandName: "settle", abstract: "Close a held record that a person dealt with.",
            discussion: """
                Example:
                  crosswalk runs settle Samples/bigcommerce-to-sage50 harbour/1042 --customer harbour-books \\
                    --as entered-by-hand --reason 'invoice 1204'
                """)

        @OptionGroup var arguments: HistoryArguments
        @Argument(help: "The record's correlation id, for instance harbour/1042.") var record: String
        @Option(name: .customLong("as"), help: "How it was dealt with: entered-by-hand or ignored.") var way: Way
        @Option(help: "Why, for the next person who asks.") var reason: String

        func run() throws {
            try arguments.history().settle(record, reason: "\(way.rawValue): \(reason)")
            Terminal.result("\(record) is settled: later runs leave it out")
        }
    }
}
