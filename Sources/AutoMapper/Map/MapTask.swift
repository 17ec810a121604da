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

    /// - Throws: `TaskFailure` of class configuration for a missing setting.
    init(_ settings: SettingValues, base: BaseStylesheets) throws {
        mappingName = try settings.requiredText("mapping")
        input = try settings.requiredText("input")
        output = try settings.requiredText("output")
        fail = settings.text("fail") ?? output.replacing(#/\.xml$/#, with: "") + ".map-fail.xml"
        parameters = settings.map("parameters")
        limits = try MapLimits.limits(settings.map("limits"))
        self.base = base
    }

    func run(_ context: TaskContext) async throws -> TaskOutcome {
        let prepared = try prepared(for: context)
        let file = try context.existingFile(input)
        let result = try EngineThread.run { try Isolation(prepared: prepared, file: file).run() }
        try write(result, prepared.mapping, context)
        CrashPoint.reached("map.file-written")
        try remember(result.failures, carried: result.carried, context)
        report(result, context)
        context.progress.advanced(task: context.taskName, done: result.recordsIn, total: result.recordsIn)
        return outcome(of: result)
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

    private func write(_ result: Isolation.Result, _ mapping: Mapping, _ context: TaskContext) throws {
        do {
            try AtomicFile.write(Data(result.output.output), to: context.file(output))
            if result.failures.isEmpty {
                try? FileManager.default.removeItem(at: context.file(fail))
            } else {
                try FailFile(result.failures, tree: result.tree, date: context.now()).write(to: context.file(fail))
            }
        } catch {
            throw TaskFailure(
                .configuration,
                "task '\(context.taskName)': the files of the run in \(context.workingFolder.path) cannot be "
                    + "written: \(error). Check the disk and the folder's permissions.")
        }
    }

    /// Failed records wait in the state store until a run carries them. A dry run remembers nothing.
    private func remember(_ failures: [MapFailure], carried: [String], _ context: TaskContext) throws {
        guard context.mode == .live else { return }
        for failure in failures {
            try context.hold(
                failure.record, code: failure.code, message: failure.message, place: failure.place, payload: failure.element.xml)
        }
        let waiting = Set(try context.state.held().filter { $0.task == context.taskName }.map(\.record))
        for record in carried where waiting.contains(record) { try context.state.release(record: record) }
        try context.records.advance(carried, to: .mapped)
        CrashPoint.reached("map.records-stored")
    }

    private func report(_ result: Isolation.Result, _ context: TaskContext) {
        for diagnostic in result.output.diagnostics {
            let talk = MapMessage(diagnostic)
            switch talk.weight {
            case .notice: context.log.debug(talk.text)
            case .warning: context.log.warning(talk.text)
            case .talk: context.log.info(talk.text)
            }
        }
        for question in MapQuestion.all(of: result.failures) { context.log.error("\(question) (\(fail))") }
    }

    private func outcome(of result: Isolation.Result) -> TaskOutcome {
        var notes: [String] = []
        let leftOut = result.output.diagnostics.count { MapMessage($0).code == "N-SKIPPED" }
        if leftOut > 0 { notes.append("\(leftOut) left out by the mapping's filter") }
        let warnings = result.output.diagnostics.count { MapMessage($0).weight == .warning }
        if warnings > 0 { notes.append("\(warnings) warnings, see the log") }
        return TaskOutcome(
            recordsIn: result.recordsIn, recordsOut: result.recordsOut, failed: result.failures.count,
            files: [output] + (result.failures.isEmpty ? [] : [fail]), notes: notes)
    }
}
