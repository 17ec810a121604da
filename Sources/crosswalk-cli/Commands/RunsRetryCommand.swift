internal import ArgumentParser
internal import Crosswalk
internal import Foundation

extension RunsCommand {
    /// Gives held records to the workflow again.
    struct Retry: AsyncParsableCommand {
        /// Which mapping translates the records.
        enum MappingOf: String, ExpressibleByArgument, CaseIterable {
            case then, now

            var choice: HeldReplay.Choice { self == .then ? .then : .now }
        }

        static let configuration = CommandConfiguration(
            commandName: "retry", abstract: "Try held records again, with the mapping of then or of now.",
            discussion: """
                The records are those that were downloaded; one that the shop no longer offers is left out. What both mappings make of
                each record is shown as a difference before the run.
                Examples:
                  crosswalk runs retry Samples/bigcommerce-to-sage50/workflow.yaml --customer harbour-books
                  crosswalk runs retry Samples/bigcommerce-to-sage50/workflow.yaml harbour/1042 --customer harbour-books --mapping then
                """)

        @OptionGroup var workflow: WorkflowArguments

        @Argument(help: "Correlation ids, for instance harbour/1042; without one all that are held.")
        var records: [String] = []

        @Option(help: "Which mapping: the one of the run that held the record (then), or today's (now).")
        var mapping = MappingOf.now

        @Flag(help: "Show the difference and what would be written; write nothing.")
        var dryRun = false

        func run() async throws {
            let stop = StopSignal()
            let interrupts = Interrupts(stop: stop)
            defer { withExtendedLifetime(interrupts) {} }
            let replay = try HeldReplay(
                workflow.url, customer: workflow.customer, records: records, runner: workflow.runner(events: RunTalk()))
            for (record, reason) in replay.left.sorted(by: { $0.key < $1.key }) {
                Terminal.say("\(record) is left out: \(reason)")
            }
            guard !replay.records.isEmpty else {
                return Terminal.result(replay.left.isEmpty ? "nothing is held" : "nothing can be retried from stored files")
            }
            try show(replay)
            let options = RunOptions(mode: dryRun ? .dryRun : .live, stop: stop)
            let outcome = try await replay.run(mapping.choice, options: options)
            for (record, reason) in outcome.withdrawn.sorted(by: { $0.key < $1.key }) {
                Terminal.say("\(record) is left out: \(reason). Close it with `crosswalk runs settle`.")
            }
            for result in outcome.results { Terminal.result(RunResultText(result).text) }
            let worst = outcome.results.map { ExitStatus($0.ending) }.max { $0.severity < $1.severity } ?? .someRecordsFailed
            if worst != .done { throw worst.exit }
        }

        private func show(_ replay: HeldReplay) throws {
            let word = mapping == .then ? "of the run that held them" : "of today"
            Terminal.result(
                "retrying \(replay.records.count) held record\(replay.records.count == 1 ? "" : "s") with the mapping \(word)")
            for comparison in try replay.comparisons() {
                guard let then = comparison.then else {
                    Terminal.result("\(comparison.record): the mapping of then is no longer kept")
                    continue
                }
                let difference = LineDifference(from: then, to: comparison.now)
                Terminal.result(
                    "\(comparison.record): "
                        + (difference.isEmpty
                            ? "both mappings make the same of it" : "from then (-) to now (+)\n\(difference.text)"))
            }
        }
    }

    /// Marks what the ledger holds already.
    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "adopt", abstract: "Mark the shop's orders that the ledger already holds, before the first run.",
            discussion: """
                Orders are found by their customer order number and total. Marked orders are never posted.
                Example:
                  crosswalk runs adopt Samples/bigcommerce-to-sage50/workflow.yaml --customer harbour-books --dry-run
                """)

        @OptionGroup var workflow: WorkflowArguments

        @Flag(help: "Only say what would be marked.")
        var dryRun = false

        func run() async throws {
            let stop = StopSignal()
            let interrupts = Interrupts(stop: stop)
            defer { withExtendedLifetime(interrupts) {} }
            let adoption = try await workflow.runner().adopt(
                workflow.url, customer: workflow.customer, onlyLooks: dryRun, options: RunOptions(stop: stop))
            for order in adoption.adopted { Terminal.result("\(order.record)  sales order \(order.number)") }
            Terminal.result(
                "\(adoption.adopted.count) \(dryRun ? "would be marked" : "marked") as posted, \(adoption.known) known already, "
                    + "\(adoption.fresh) not in the ledger, \(adoption.held.count) that a run would hold")
            for action in adoption.held { Terminal.say("\(action.record): \(action.reason)") }
        }
    }
}
