public import Foundation

/// For whom a task will run: all that is known of a run before it starts.
public struct TaskSurroundings: Sendable {
    /// The folder that holds `workflow.yaml`.
    public let integration: IntegrationFolder
    /// `nil` for an integration without customers.
    public let customer: Customer?
    /// Mapping parameters: definition < customer < command line.
    public let parameters: [String: String]
    /// The customer's zone, which decides ledger dates.
    public let timeZone: TimeZone

    public init(integration: IntegrationFolder, customer: Customer?, parameters: [String: String], timeZone: TimeZone) {
        self.integration = integration
        self.customer = customer
        self.parameters = parameters
        self.timeZone = timeZone
    }
}

extension TaskContext {
    /// The part of the context that does not depend on the run.
    public var surroundings: TaskSurroundings {
        TaskSurroundings(integration: integration, customer: customer, parameters: parameters, timeZone: timeZone)
    }
}
