internal import ArgumentParser
internal import Crosswalk
internal import Foundation

extension WorkflowCommand {
    /// Runs it.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Run a workflow for a customer, or for all of them.",
            discussion: """
                Examples:
                  crosswalk workflow run Samples/bigcommerce-to-sage50/workflow.yaml --customer harbour-books --dry-run
                  crosswalk workflow run Samples/bigcommerce-to-sage50/workflow.yaml --all-customers --jobs 4
                """)

        @OptionGroup var workflow: WorkflowArguments

        @Flag(help: "Say per record what would be written; write nothing outside the run's own folder.")
        var dryRun = false

        @Flag(help: "Go on from the task at which the last run stopped.")
        var resume = false

        @Option(name: .customLong("param"), help: "A mapping parameter, NAME=VALUE; may be repeated.")
        var parameters: [NamedValue] = []

        @Flag(help: "Print the result as JSON.")
        var json = false

        @Flag(help: "Run for every enabled customer; the exit code is the worst.")
        var allCustomers = false

        @Option(help: "With --all-customers: how many customers at a time.")
        var jobs = 1

        func validate() throws {
            guard !(allCustomers && workflow.customer != nil) else {
                throw ValidationError("use --customer or --all-customers, not both")
            }
            guard jobs > 0 else { throw ValidationError("--jobs must be 1 or more") }
            guard jobs == 1 || allCustomers else { throw ValidationError("--jobs goes with --all-customers") }
        }

        func run() async throws {
            let stop = StopSignal()
            let interrupts = Interrupts(stop: stop)
            defer { withExtendedLifetime(interrupts) {} }
            let status = allCustomers ? try await runAll(stop) : try await runOne(stop)
            if status != .done { throw status.exit }
        }

        private func runOne(_ stop: StopSignal) async throws -> ExitStatus {
            let result = try await result(of: workflow.customer, RunTalk(), stop)
            Terminal.result(json ? try result.jsonText : RunResultText(result).text)
            return ExitStatus(result.ending)
        }

        private func result(of customer: String?, _ talk: RunTalk, _ stop: StopSignal) async throws -> RunResult {
            let options = RunOptions(
                mode: dryRun ? .dryRun : .live, resumes: resume, parameters: NamedValue.dictionary(parameters), stop: stop)
            return try await workflow.runner(events: talk).run(workflow.url, customer: customer, options: options)
        }

        /// One customer's trouble does not keep the others from their turn.
        private func runAll(_ stop: StopSignal) async throws -> ExitStatus {
            let directory = try CustomerDirectory(IntegrationFolder(existingAt: workflow.file))
            let customers = directory.all().filter { $0.customer?.isEnabled != false }.map(\.id)
            guard !customers.isEmpty else {
                throw TaskFailure(
                    .configuration, "there are no enabled customers below \(workflow.file); run without --all-customers")
            }
            let ended = await CustomerQueue(customers, jobs: jobs, stop: stop).run { await run(for: $0, stop) }
            if json { Terminal.result("[\n" + ended.compactMap(\.json).joined(separator: ",\n") + "\n]") }
            let worst = ended.map(\.status).max { $0.severity < $1.severity } ?? .done
            return stop.isRequested && ended.count < customers.count ? .interrupted : worst
        }

        /// One customer of many: what it says and its result come in pieces that are not torn by those of others.
        private func run(for customer: String, _ stop: StopSignal) async -> (status: ExitStatus, json: String?) {
            let talk = RunTalk(prefix: "[\(customer)] ", showsProgress: jobs == 1)
            do {
                let result = try await result(of: customer, talk, stop)
                if !json { Terminal.result("\(customer)\n\(RunResultText(result).text)\n") }
                return (ExitStatus(result.ending), json ? try result.jsonText : nil)
            } catch {
                Terminal.say("error: \(customer): \(error)")
                return (FailureClass(of: error).map(ExitStatus.init) ?? .bug, nil)
            }
        }
    }
}

extension RunResult {
    /// The result as JSON text.
    var jsonText: String {
        get throws { String(decoding: try json, as: UTF8.self) }
    }
}
