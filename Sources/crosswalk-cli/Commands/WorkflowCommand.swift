internal import ArgumentParser
internal import Crosswalk
internal import Foundation

/// `crosswalk workflow run|check|show|tasks`.
struct WorkflowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "Run a whole workflow, check it, show it, or list the tasks there are.",
        subcommands: [Run.self, Check.self, Show.self, Tasks.self])
}

/// The workflow file and the customer, as every subcommand of `workflow` takes them.
struct WorkflowArguments: ParsableArguments {
    @Argument(help: "The workflow file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: "The customer to run for: a folder name under customers/.")
    var customer: String?

    var url: URL { URL(fileURLWithPath: file) }

    func runner(events: any RunEvents = SilentEvents()) -> WorkflowRunner {
        WorkflowRunner(registry: .crosswalk, environment: ProcessInfo.processInfo.environment, events: events)
    }
}

extension WorkflowCommand {
    /// Runs it.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a workflow for a customer.",
            discussion: """
                Example:
                  crosswalk workflow run Samples/bigcommerce-to-sage50/workflow.yaml --customer harbour-books --dry-run
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

        @Flag(help: "Run for every enabled customer, one after the other; the exit code is the worst.")
        var allCustomers = false

        func validate() throws {
            guard !(allCustomers && workflow.customer != nil) else {
                throw ValidationError("use --customer or --all-customers, not both")
            }
        }

        func run() async throws {
            let stop = StopSignal()
            let interrupts = Interrupts(stop: stop)
            defer { withExtendedLifetime(interrupts) {} }
            let status = allCustomers ? await runAll(stop) : try await run(workflow.customer, stop)
            if status != .done { throw status.exit }
        }

        /// One customer's trouble does not keep the others from their turn.
        private func runAll(_ stop: StopSignal) async -> ExitStatus {
            var worst = ExitStatus.done
            for entry in CustomerDirectory(IntegrationFolder(containing: workflow.file)).all() where !stop.isRequested {
                guard entry.customer?.isEnabled != false else { continue }
                let status: ExitStatus
                do {
                    status = try await run(entry.id, stop)
                } catch {
                    Terminal.say("error: \(entry.id): \(error)")
                    status = FailureClass(of: error).map(ExitStatus.init) ?? .bug
                }
                if status.rawValue > worst.rawValue { worst = status }
            }
            return worst
        }

        private func run(_ customer: String?, _ stop: StopSignal) async throws -> ExitStatus {
            let options = RunOptions(
                mode: dryRun ? .dryRun : .live, resumes: resume, parameters: NamedValue.dictionary(parameters), stop: stop)
            let result = try await workflow.runner(events: RunTalk()).run(workflow.url, customer: customer, options: options)
            Terminal.result(json ? String(decoding: try result.json, as: UTF8.self) : RunSummaryText(result).text)
            return ExitStatus(result.ending)
        }
    }

    /// Finds mistakes.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find everything that is wrong with a workflow before it runs.",
            discussion: """
                Example:
                  crosswalk workflow check Samples/bigcommerce-to-sage50/workflow.yaml --customer harbour-books
                """)

        @OptionGroup var workflow: WorkflowArguments

        func run() throws {
            let findings = workflow.runner().check(workflow.url, customer: workflow.customer)
            for finding in findings { Terminal.result(finding.description) }
            guard !findings.contains(where: { $0.severity == .error }) else { throw ExitStatus.usageOrConfiguration.exit }
            Terminal.result("\(workflow.file): no errors")
        }
    }

    /// Lists phases and tasks.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the phases and tasks of a workflow as they would run.",
            discussion: "Example:\n  crosswalk workflow show Samples/bigcommerce-to-sage50/workflow.yaml --customer mill-lane")

        @OptionGroup var workflow: WorkflowArguments

        func run() throws {
            let plan = try workflow.runner().plan(workflow.url, customer: workflow.customer)
            var table = TextTable([.init("Phase"), .init("Task"), .init("Type"), .init("What it does")])
            for phase in plan.phases where phase.isEnabled {
                for task in phase.tasks where task.isEnabled {
                    table.add(phase.title, task.name, task.type.name, task.type.summary)
                }
            }
            Terminal.result(table.text)
        }
    }
}
