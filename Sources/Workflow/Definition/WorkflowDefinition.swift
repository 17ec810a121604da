public import Foundation

/// What `workflow.yaml` says, in its own structure; names are not yet matched with task types.
public struct WorkflowDefinition: Sendable {
    /// The newest version of the file format that this program reads.
    public static let version = 1

    public let file: URL
    public let name: String
    /// Orders before this day are never taken. `nil` only in a definition that has errors.
    let startDay: CalendarDay?
    /// Decides ledger dates and "today", unless the customer says otherwise.
    let timeZone: TimeZone
    let connections: [ConnectionDefinition]
    let parameters: [String: String]
    /// The settings a customer may change, `task.setting`.
    let overridable: [LocatedText]
    /// Customer to the names of the environment that its connection fields may read. It stands here and not in the customer's
    /// file: who asks must not be who grants.
    let grantedSecrets: [String: Set<String>]
    /// Command that gets the run's result; empty for none.
    let notify: [String]
    let phases: [PhaseDefinition]

    /// All tasks of all phases in order.
    var tasks: [TaskDefinition] { phases.flatMap(\.tasks) }
}

/// A connection as written.
struct ConnectionDefinition: Sendable {
    let name: String
    let type: LocatedText?
    let fields: [String: LocatedValue]
    let place: SourcePlace
}

/// A phase as written.
struct PhaseDefinition: Sendable {
    let name: String
    let title: String
    let isEnabled: Bool
    /// Phases that must have gone through before this one starts.
    let needs: [LocatedText]
    /// Runs whatever happened before; `nil` when the file does not say.
    let isAlways: Bool?
    let tasks: [TaskDefinition]
    let place: SourcePlace
}

/// A task as written.
struct TaskDefinition: Sendable {
    let name: String
    let type: LocatedText
    let isEnabled: Bool
    /// A failure stops the phase.
    let breaksOnFailure: Bool
    /// A later run may go on from this task after it failed.
    let canResume: Bool
    /// The task to run when this one fails.
    let onFailure: LocatedText?
    let settings: [String: LocatedValue]
    let place: SourcePlace
}
