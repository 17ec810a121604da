internal import AutoMapper
internal import Foundation
internal import Workflow

/// A held record and what it was made from.
struct HeldSource {
    let held: HeldRecord
    /// The record as the map task read it.
    let record: SourceRecord
    /// The map task from which it is replayed, and the file that the task reads.
    let task: String
    let input: String
    let replay: MappingReplay
    /// The mappings of the run that held it; `nil` when they are no longer kept.
    let then: MappingsOfThen?

    /// What the map task used then.
    var used: MappingsOfThen.Use? { then?.use(by: task) }
}

/// Looks for the sources of held records in the files of their runs.
struct HeldSourceFinder {
    let plan: WorkflowPlan
    let history: RunHistory

    /// What became of the search.
    enum Answer {
        case found(HeldSource)
        case missing(String)
    }

    /// The record as the last map task before the one that held it has read it.
    func source(of held: HeldRecord) throws -> Answer {
        guard let task = mapTask(for: held.task), let input = task.settings.text("input") else {
            return .missing("it was held by '\(held.task)', before any mapping: the next run reads it from its source again")
        }
        guard let folder = try history.folder(ofRun: held.run) else {
            return .missing("the files of run \(held.run) are gone: the next run reads it from its source again")
        }
        let replay = try MappingReplay(
            task,
            surroundings: TaskSurroundings(
                integration: plan.integration, customer: plan.customer, parameters: plan.parameters, timeZone: plan.timeZone))
        let order = held.record.split(separator: "/").prefix(2).joined(separator: "/")
        let file = folder.appendingPathComponent(input)
        guard FileManager.default.fileExists(atPath: file.path), let record = try replay.records([order], in: file)[order] else {
            return .missing("\(input) of run \(held.run) does not hold it: the next run reads it from its source again")
        }
        let then = StoredMappings(of: folder).map { MappingsOfThen($0, in: plan.dataFolder) }
        return .found(
            HeldSource(
                held: held, record: record, task: task.name, input: input, replay: replay,
                then: then?.use(by: task.name) == nil ? nil : then))
    }

    /// The task itself when it maps, else the nearest one before it in its phase that does.
    private func mapTask(for name: String) -> PlannedTask? {
        for phase in plan.phases {
            guard let index = phase.tasks.firstIndex(where: { $0.name == name }) else { continue }
            return phase.tasks[...index].last { $0.type.name == "map" }
        }
        return nil
    }
}
