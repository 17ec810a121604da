internal import AutoMapper
internal import Foundation
internal import Workflow
internal import XSLT

/// Writes the run report: a summary of the run as XML through a stylesheet that a customer can replace like any mapping.
struct ReportTask: WorkflowTask {
    static let taskTypes = [
        TaskType(
            name: "report",
            summary: "writes one HTML page on the run: what came, what went, what is held and why, money by tax code",
            settings: [
                SettingDeclaration("output", .outputFile, default: "report.html", "the page"),
                SettingDeclaration("mapping", .text, default: "Crosswalk Run..HTML Report", "the mapping that makes the page"),
            ], role: .report
        ) { settings in
            ReportTask(output: try settings.requiredText("output"), mapping: try settings.requiredText("mapping"))
        }
    ]

    let output: String
    let mapping: String

    func run(_ context: TaskContext) async throws -> TaskOutcome {
        let summary = try RunSummary(context: context, tasks: context.state.taskResults(context.run.id))
        let page = try TransformRequest(
            input: .bytes(summary.bytes, name: "run summary"), translator: .mapping(mapping),
            layers: MapperLayers(customer: context.customer, integration: context.integration)
        ).run()
        try AtomicFile.write(Data(page.output), to: context.file(output))
        return TaskOutcome(recordsIn: 1, recordsOut: 1, files: [output])
    }
}
