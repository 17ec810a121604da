internal import ArgumentParser
internal import Crosswalk
internal import Foundation

/// `crosswalk workflow run|plan|apply|check|show|tasks`.
struct WorkflowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Run a whole workflow, plan and apply it, check it, show it, or list the tasks there are.",
        subcommands: [Run.self, Plan.self, Apply.self, Check.self, Show.self, Tasks.self])
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
    /// Finds mistakes.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Find everything that is wrong with a workflow before it runs.",
            discussion: """
                Before the first run the shop is asked how many orders that would take.
                Example:
                  crosswalk workflow check Samples/bigcommerce-to-sage50/workflow.yaml --customer harbour-books
                """)

        @OptionGroup var workflow: WorkflowArguments

        @Flag(help: "Do not ask the shop.")
        var offline = false

        func run() async throws {
            let findings = workflow.runner().check(workflow.url, customer: workflow.customer)
            for finding in findings { Terminal.result(finding.description) }
            guard !findings.contains(where: { $0.severity == .error }) else { throw ExitStatus.usageOrConfiguration.exit }
            Terminal.result("\(workflow.file): no errors")
            guard !offline else { return }
            for line in try await workflow.runner().preview(workflow.url, customer: workflow.customer) { Terminal.result(line) }
        }
    }

    /// Lists phases and tasks.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "List the phases and tasks of a workflow as they would run.",
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
