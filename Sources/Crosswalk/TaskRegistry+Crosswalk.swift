internal import AutoMapper
internal import BigCommerce
internal import Sage50
public import Workflow

extension TaskRegistry {
    /// Every task and connection type of this house.
    public static let crosswalk = TaskRegistry(
        tasks: WorkflowTasks.taskTypes + AutoMapperTasks.taskTypes + BigCommerceTasks.taskTypes + Sage50Tasks.taskTypes
            + ReportTask.taskTypes,
        connections: BigCommerceTasks.connectionTypes + Sage50Tasks.connectionTypes)
}
