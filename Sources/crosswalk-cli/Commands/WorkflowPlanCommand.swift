internal import ArgumentParser
internal import Crosswalk
internal import Foundation

extension WorkflowCommand {
    /// Works out what a run would write, for approval.
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "Write down what a run would do, for somebody to approve.",
            discussion: """
                Writes nothing to the shop or the ledger. `workflow apply` carries the plan out as it is, or refuses.
                Example:
                  crosswalk workflow plan Samples/bigcommerce-to-sage50/workflow.yaml --customer harbour-books -o plan.json
                """)

        @OptionGroup var workflow: WorkflowArguments

        @Option(name: [.customShort("o"), .long], help: "The plan's file, JSON.", completion: .file(extensions: ["json"]))
        var output: String

        @Option(name: .customLong("param"), help: "A mapping parameter, NAME=VALUE; may be repeated.")
        var parameters: [NamedValue] = []

        func run() async throws {
            let stop = StopSignal()
            let interrupts = Interrupts(stop: stop)
            defer { withExtendedLifetime(interrupts) {} }
            let options = RunOptions(parameters: NamedValue.dictionary(parameters), stop: stop)
            let (plan, result) = try await workflow.runner(events: RunTalk())
                .propose(workflow.url, customer: workflow.customer, options: options)
            try AtomicFile.write(plan.json, to: URL(fileURLWithPath: output))
            Terminal.result(PlannedActionsText(result).text)
            let customer = workflow.customer.map { " --customer \($0)" } ?? ""
            Terminal.say(
                "\(output) holds the plan; carry it out with: crosswalk workflow apply \(workflow.file) \(output)\(customer)")
        }
    }

    /// Carries a plan out.
    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply", abstract: "Carry out an approved plan, exactly as it is.",
            discussion: """
                Refuses, with exit code 5 and before the first write, when a planned record has moved in the shop or the ledger.
                Example:
                  crosswalk workflow apply Samples/bigcommerce-to-sage50/workflow.yaml plan.json --customer harbour-books
                """)

        @OptionGroup var workflow: WorkflowArguments

        @Argument(help: "The plan that `workflow plan` wrote.", completion: .file(extensions: ["json"]))
        var plan: String

        @Flag(help: "Print the result as JSON.")
        var json = false

        func run() async throws {
            let stop = StopSignal()
            let interrupts = Interrupts(stop: stop)
            defer { withExtendedLifetime(interrupts) {} }
            let result = try await workflow.runner(events: RunTalk()).apply(
                try approved(), workflow.url, customer: workflow.customer, options: RunOptions(stop: stop))
            Terminal.result(json ? try result.jsonText : RunResultText(result).text)
            let status = ExitStatus(result.ending)
            if status != .done { throw status.exit }
        }

        private func approved() throws -> RunPlan {
            guard let data = FileManager.default.contents(atPath: plan) else {
                throw TaskFailure(.configuration, "cannot read the plan \(plan). Make one with `crosswalk workflow plan`.")
            }
            return try RunPlan(json: data, name: plan)
        }
    }
}
