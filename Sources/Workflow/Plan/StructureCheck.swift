/// Checks what hangs together in a definition: unique names, and names that point at a phase or a task.
struct StructureCheck {
    let definition: WorkflowDefinition
    let findings: FindingList

    /// Reports all that does not hang together.
    func run() {
        reportDoubles(definition.phases.map { LocatedText(text: $0.name, place: $0.place) }, "phase")
        reportDoubles(definition.tasks.map { LocatedText(text: $0.name, place: $0.place) }, "task")
        checkNeeds()
        checkOnFailure()
    }

    /// Reports every name that was used before, with the place of its first use.
    private func reportDoubles(_ names: [LocatedText], _ what: String) {
        var first: [String: SourcePlace] = [:]
        for name in names {
            if let earlier = first[name.text] {
                findings.error(name.place, "\(what) '\(name.text)' exists already (\(earlier)); names must be unique")
            } else {
                first[name.text] = name.place
            }
        }
    }

    /// A phase can need only phases that stand before it, so there is no cycle.
    private func checkNeeds() {
        var earlier: [String] = []
        for phase in definition.phases {
            for need in phase.needs where !earlier.contains(need.text) {
                findings.error(
                    need.place,
                    "phase '\(phase.name)' needs '\(need.text)', which is no phase before it"
                        + NearMiss.hint(for: need.text, among: earlier, listing: "phases before it"))
            }
            earlier.append(phase.name)
        }
    }

    /// The task that runs after a failure must be there, and must not need such a task itself.
    private func checkOnFailure() {
        for task in definition.tasks {
            guard let name = task.onFailure else { continue }
            guard let reserve = definition.tasks.first(where: { $0.name == name.text }) else {
                findings.error(
                    name.place,
                    "'on_failure' of task '\(task.name)' names the unknown task '\(name.text)'"
                        + NearMiss.hint(for: name.text, among: definition.tasks.map(\.name), listing: "tasks"))
                continue
            }
            if reserve.name == task.name || reserve.onFailure != nil {
                findings.error(
                    name.place,
                    "'on_failure' of task '\(task.name)': '\(reserve.name)' cannot be a task "
                        + "that has an on_failure of its own")
            }
        }
    }
}
