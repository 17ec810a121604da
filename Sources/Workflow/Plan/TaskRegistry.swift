/// The task types and connection types that the rooms of the house offer.
public struct TaskRegistry: Sendable {
    private let tasks: [String: TaskType]
    private let connections: [String: ConnectionType]

    /// - Precondition: no two types of one kind have the same name.
    public init(tasks: [TaskType], connections: [ConnectionType]) {
        self.tasks = Dictionary(uniqueKeysWithValues: tasks.map { ($0.name, $0) })
        self.connections = Dictionary(uniqueKeysWithValues: connections.map { ($0.name, $0) })
    }

    /// In alphabetical order.
    public var taskTypes: [TaskType] { tasks.values.sorted { $0.name < $1.name } }
    /// In alphabetical order.
    public var connectionTypes: [ConnectionType] { connections.values.sorted { $0.name < $1.name } }

    /// The type of that name, `nil` when no room offers it.
    func taskType(_ name: String) -> TaskType? { tasks[name] }
    /// The type of that name, `nil` when no room offers it.
    public func connectionType(_ name: String) -> ConnectionType? { connections[name] }
}
