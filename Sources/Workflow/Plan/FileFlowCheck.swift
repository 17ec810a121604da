/// Warns about an input file that no earlier task writes: nearly always a typo.
///
/// A warning, because some tasks write files beside those that they declare.
struct FileFlowCheck {
    let definition: WorkflowDefinition
    let phases: [PlannedPhase]
    let findings: FindingList

    /// Reports every input file without a writer, in the order of the tasks.
    func run() {
        var written: Set<String> = []
        for task in phases.flatMap(\.tasks) where task.isEnabled {
            for name in files(of: task, .inputFile) where !written.contains(name) {
                findings.warning(
                    place(of: task),
                    "task '\(task.name)' reads '\(name)', which no task before it writes"
                        + NearMiss.hint(for: name, among: written, listing: "files written before it"))
            }
            written.formUnion(files(of: task, .outputFile))
        }
    }

    /// The names that a task's settings of one kind hold.
    private func files(of task: PlannedTask, _ kind: SettingDeclaration.Kind) -> [String] {
        task.type.settings.filter { $0.kind == kind }.compactMap { task.settings.text($0.name) }
    }

    /// Where the task stands.
    private func place(of task: PlannedTask) -> SourcePlace? { definition.tasks.first { $0.name == task.name }?.place }
}
