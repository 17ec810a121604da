internal import Foundation
internal import Workflow
internal import XSLT

/// Translates one file of a run by a mapping. A record that the stylesheet refuses goes to the fail file, the rest goes on.
///
/// A repeat writes the same files again.
struct MapTask: WorkflowTask {
    private let mappingName: String
    private let input: String
    private let output: String
    private let fail: String
    private let parameters: [String: String]
    private let limits: TransformLimits
    private let base: BaseStylesheets
    private let streaming: StreamingOptions

    /// - Parameter streaming: how a file is translated record by record.
    /// - Throws: `TaskFailure` of class configuration for a missing setting.
    init(_ settings: SettingValues, base: BaseStylesheets, streaming: StreamingOptions = StreamingOptions()) throws {
        mappingName = try settings.requiredText("mapping")
        input = try settings.requiredText("input")
        output = try settings.requiredText("output")
        fail = settings.text("fail") ?? output.replacing(#/\.xml$/#, with: "") + ".map-fail.xml"
        parameters = settings.map("parameters")
        limits = try MapLimits.limits(settings.map("limits"))
        self.base = base
        self.streaming = streaming
    }

    func run(_ context: TaskContext) async throws -> TaskOutcome {
        let prepared = try prepared(for: context)
        let stop = StopSignal()
        var streaming = streaming
        streaming.isStopped = { stop.isRequested || context.isStopRequested }
        let work = MapWork(
            prepared: prepared, file: try context.existingFile(input), files: (output, fail), context: context,
            streaming: streaming)
        return try await withTaskCancellationHandler {
            try EngineThread.run { try work.run() }
        } onCancel: {
            stop.request()
        }
    }

    func problems(_ surroundings: TaskSurroundings) -> [String] {
        do {
            _ = try prepare(surroundings)
            return []
        } catch {
            return ["\(error)"]
        }
    }

    /// The mapping of today, kept for a replay; or that of then, when this run is such a replay.
    private func prepared(for context: TaskContext) throws -> PreparedMapping {
        if let then = context.mappings?.use(by: context.taskName) {
            let layers = MapperLayers(then, customer: context.customer)
            let prepared = try PreparedMapping(.mapping(mappingName), layers: layers, parameters: then.parameters, limits: limits)
            try context.keepMapping(then)
            return prepared
        }
        let prepared = try prepare(context.surroundings)
        try context.keepMapping(
            MapperLayers.sources(context.surroundings, base: base), parameters: merged(context.surroundings).values)
        return prepared
    }

    /// The mapping of the customer with its parameters. Nothing has been read or written yet when this fails.
    private func prepare(_ surroundings: TaskSurroundings) throws -> PreparedMapping {
        let (mapping, values) = try merged(surroundings)
        return try PreparedMapping(.mapping(mapping.name), layers: layers(surroundings), parameters: values, limits: limits)
    }

    private func merged(_ surroundings: TaskSurroundings) throws -> (mapping: Mapping, values: [String: String]) {
        let catalogue = MappingCatalogue(layers(surroundings))
        let mapping = try catalogue.find(mappingName)
        return (mapping, try MapParameters(own: parameters, surroundings: surroundings).merged(for: mapping, in: catalogue))
    }

    private func layers(_ surroundings: TaskSurroundings) -> MapperLayers {
        MapperLayers(customer: surroundings.customer, integration: surroundings.integration, base: base)
    }
}
