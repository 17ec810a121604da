public import Foundation

/// A checked definition with a customer's changes merged in and every task made: ready to run.
public struct WorkflowPlan: Sendable {
    public let file: URL
    public let name: String
    public let integration: IntegrationFolder
    /// `nil` for an integration without customers.
    public let customer: Customer?
    /// Start of the day before which no order is taken.
    public let startDate: Date
    public let timeZone: TimeZone
    /// Definition < customer < command line.
    public let parameters: [String: String]
    public let connections: ConnectionSet
    public let phases: [PlannedPhase]
    /// What a check found that does not prevent a run.
    public let warnings: [Finding]
    let notify: [String]
    let redactor: Redactor
    /// Names of the environment variables in connection fields; the notify command does not get them.
    let secretVariables: Set<String>

    /// Where the customer's state, runs and archive live.
    public var dataFolder: URL { integration.data(customer: customer?.id) }

    /// A task by its name.
    func task(_ name: String) -> PlannedTask? { phases.flatMap(\.tasks).first { $0.name == name } }
}

/// One phase of a plan.
public struct PlannedPhase: Sendable {
    public let name: String
    public let title: String
    public let isEnabled: Bool
    /// Phases that must have gone through before this one starts.
    public let needs: [String]
    /// Runs whatever happened before it.
    public let isAlways: Bool
    public let tasks: [PlannedTask]
}

/// One task of a plan.
public struct PlannedTask: Sendable {
    public let name: String
    public let type: TaskType
    public let isEnabled: Bool
    /// A failure stops the phase.
    public let breaksOnFailure: Bool
    public let canResume: Bool
    /// The task that runs when this one fails.
    public let onFailure: String?
    /// It runs only when a task fails that names it.
    public let isReserve: Bool
    /// Checked, defaults filled in.
    public let settings: SettingValues
    let task: any WorkflowTask
}
