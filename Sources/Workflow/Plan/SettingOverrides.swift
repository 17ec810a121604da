/// The settings that a customer changes, which must be among those that the definition lets it change.
struct SettingOverrides {
    let definition: WorkflowDefinition
    let registry: TaskRegistry
    let customer: CustomerDefinition?
    let findings: FindingList

    /// Task to setting to value. What the customer may not set is reported and left out.
    func byTask() -> [String: [String: LocatedValue]] {
        for entry in definition.overridable { check(entry.text, at: entry.place, "'overridable'") }
        let allowed = definition.overridable.map(\.text)
        var result: [String: [String: LocatedValue]] = [:]
        for (name, value) in (customer?.settings ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let (task, setting) = check(name, at: value.place, "'settings'") else { continue }
            guard allowed.contains(name) else {
                findings.error(
                    value.place,
                    "a customer may not change '\(name)': the workflow's 'overridable' does not name it"
                        + NearMiss.hint(for: name, among: allowed, listing: "overridable settings"))
                continue
            }
            result[task, default: [:]][setting] = value
        }
        return result
    }

    /// Splits `task.setting` and checks that both exist.
    @discardableResult
    private func check(_ name: String, at place: SourcePlace, _ list: String) -> (task: String, setting: String)? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            findings.error(place, "'\(name)' in \(list) must be a task and a setting, for instance import.tax_code")
            return nil
        }
        guard let task = definition.tasks.first(where: { $0.name == parts[0] }) else {
            findings.error(
                place,
                "'\(name)' in \(list): there is no task '\(parts[0])'"
                    + NearMiss.hint(for: parts[0], among: definition.tasks.map(\.name), listing: "tasks"))
            return nil
        }
        // An unknown type is reported where the task is made.
        if let type = registry.taskType(task.type.text), !type.settings.contains(where: { $0.name == parts[1] }) {
            findings.error(
                place,
                "'\(name)' in \(list): task '\(parts[0])' has no setting '\(parts[1])'"
                    + NearMiss.hint(for: parts[1], among: type.settings.map(\.name), listing: "settings"))
            return nil
        }
        return (parts[0], parts[1])
    }
}
