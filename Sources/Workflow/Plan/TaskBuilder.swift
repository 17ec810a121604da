/// Checks the settings of the tasks and makes them.
struct TaskBuilder {
    let registry: TaskRegistry
    let connections: [Connection]
    /// Settings of the customer: task to setting to value.
    let overrides: [String: [String: LocatedValue]]
    let surroundings: TaskSurroundings
    let findings: FindingList

    /// A phase with the tasks that could be made; what prevents the others has been reported.
    func phase(_ phase: PhaseDefinition, of definition: WorkflowDefinition) -> PlannedPhase {
        let reserves = Set(definition.tasks.compactMap(\.onFailure?.text))
        let tasks = phase.tasks.compactMap { task($0, isReserve: reserves.contains($0.name)) }
        let isClosing = !tasks.isEmpty && tasks.allSatisfy { $0.type.role != .work }
        return PlannedPhase(
            name: phase.name, title: phase.title, isEnabled: phase.isEnabled, needs: phase.needs.map(\.text),
            isAlways: phase.isAlways ?? isClosing, tasks: tasks)
    }

    /// One task; `nil`, with the reason reported, when it cannot be made.
    private func task(_ definition: TaskDefinition, isReserve: Bool) -> PlannedTask? {
        guard let type = registry.taskType(definition.type.text) else {
            findings.error(
                definition.type.place,
                "unknown type '\(definition.type.text)' of task '\(definition.name)'"
                    + NearMiss.hint(for: definition.type.text, among: registry.taskTypes.map(\.name), listing: "types"))
            return nil
        }
        let given = definition.settings.merging(overrides[definition.name] ?? [:]) { $1 }
        let checker = SettingChecker(
            owner: "task '\(definition.name)'", word: "setting", declarations: type.settings,
            connections: Dictionary(connections.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first }))
        let errors = findings.errorCount
        let values = checker.check(given, at: definition.place, findings)
        // A task is not made from settings that are known to be wrong: its own complaint would only repeat ours.
        guard findings.errorCount == errors else { return nil }
        do {
            let task = try type.make(values)
            for problem in task.problems(surroundings) {
                findings.error(definition.place, "task '\(definition.name)': \(problem)")
            }
            return PlannedTask(
                name: definition.name, type: type, isEnabled: definition.isEnabled,
                breaksOnFailure: definition.breaksOnFailure, canResume: definition.canResume,
                onFailure: definition.onFailure?.text, isReserve: isReserve, settings: values,
                task: task)
        } catch {
            findings.error(definition.place, "task '\(definition.name)': \(ErrorText.of(error))")
            return nil
        }
    }
}
