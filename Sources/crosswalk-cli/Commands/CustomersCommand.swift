internal import ArgumentParser
internal import Crosswalk

/// `crosswalk customers list|check`.
struct CustomersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers", abstract: "The customers of an integration.", subcommands: [List.self, Check.self])
}

extension CustomersCommand {
    /// One line per customer.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the customers of an integration.",
            discussion: "Example:\n  crosswalk customers list Samples/bigcommerce-to-sage50")

        @Argument(help: "The integration's folder or its workflow file.", completion: .file()) var integration: String

        func run() throws {
            var table = TextTable([.init("Customer"), .init("State"), .init("Parameters", .right)])
            for entry in try CustomerDirectory(IntegrationFolder(existingAt: integration)).all() {
                let state = entry.customer.map { $0.isEnabled ? "enabled" : "disabled" } ?? "has errors"
                table.add(entry.id, state, String(entry.customer?.parameters.count ?? 0))
            }
            Terminal.result(table.text)
        }
    }

    /// Everything that is wrong with each customer's file.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Find mistakes in the customers' files.",
            discussion: "Example:\n  crosswalk customers check Samples/bigcommerce-to-sage50")

        @Argument(help: "The integration's folder or its workflow file.", completion: .file()) var integration: String

        func run() throws {
            let findings = try CustomerDirectory(IntegrationFolder(existingAt: integration)).all().flatMap(\.findings)
            for finding in findings { Terminal.result(finding.description) }
            guard !findings.contains(where: { $0.severity == .error }) else { throw ExitStatus.usageOrConfiguration.exit }
            Terminal.result("no errors")
        }
    }
}
