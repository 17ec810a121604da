internal import ArgumentParser
internal import Crosswalk
internal import Foundation

/// `crosswalk transform`: one file through one stylesheet.
///
/// It waits for nothing but its files, so it stays on the main thread: the threads of concurrent tasks take time to start.
struct TransformCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transform", abstract: "Transform a file with a mapping or a stylesheet.",
        discussion: """
            INPUT is XML; for the orders mapping the shop's export (root orders). The output is what the stylesheet's xsl:output asks.
            Example:
              crosswalk transform orders.xml --mapping 'BigCommerce Orders..Zynk Sales Orders' --output sales-orders.xml
            A stylesheet that treats each record alone is run record by record: memory does not depend on the length of the file, and
            output begins before the input ends. --explain-plan says whether, and why not.
            """)

    @Argument(help: "The file to transform, - for standard input.", completion: .file(extensions: ["xml"]))
    var input: String

    @Option(help: "A mapping by name or by its formats, FROM..TO.")
    var mapping: String?

    @Option(help: "An XSLT 1.0 stylesheet.", completion: .file(extensions: ["xsl", "xslt"]))
    var stylesheet: String?

    @Option(
        help: "A folder above the stylesheet that it may read stylesheets and documents from; its own folder unless given.",
        completion: .directory)
    var stylesheetRoot: String?

    @OptionGroup var layers: LayerArguments

    @Option(name: .customLong("param"), help: "A stylesheet parameter, NAME=VALUE; may be repeated.")
    var parameters: [NamedValue] = []

    @Option(name: .shortAndLong, help: "The file to write, - for standard output.", completion: .file())
    var output = "-"

    @OptionGroup var engine: EngineArguments

    @Option(help: "Put records that cannot be transformed into this file and go on with the rest.", completion: .file())
    var skipBadRecords: String?

    @Flag(help: "Say how the transform would run, and why; nothing is transformed.")
    var explainPlan = false

    @Flag(help: "Say on standard error how often every template and instruction ran and how long it took.")
    var profile = false

    @Option(help: "Write the same as JSON into this file.", completion: .file())
    var profileJson: String?

    @Flag(help: "Transform again whenever the input, a stylesheet or a lookup changes, and show the difference.")
    var watch = false

    func validate() throws {
        guard (mapping == nil) != (stylesheet == nil) else {
            throw ValidationError("name either a --mapping or a --stylesheet; `crosswalk mappings list` shows the mappings")
        }
        guard stylesheetRoot == nil || stylesheet != nil else {
            throw ValidationError("--stylesheet-root goes with --stylesheet")
        }
        guard !watch || input != "-" else { throw ValidationError("--watch needs a file to watch, not standard input") }
        guard !takesTimes || (!watch && skipBadRecords == nil) else {
            throw ValidationError("a profile is of one whole transform; leave out --watch and --skip-bad-records")
        }
        guard !watch || skipBadRecords == nil else {
            throw ValidationError("--watch shows the whole output; leave out --skip-bad-records")
        }
    }

    func run() throws {
        if engine.usesArena { Arena.install() }
        if explainPlan { return try explain() }
        if takesTimes { return try transformTakingTimes() }
        if watch { return try watchSources() }
        try transform()
    }

    /// The transform itself. The output file appears when all went well.
    private func transform() throws {
        let stop = StopSignal()
        let interrupts = Interrupts(stop: stop)
        defer { withExtendedLifetime(interrupts) {} }
        var request = try request()
        request.streaming.isStopped = { stop.isRequested }
        let bad = skipBadRecords.map { BadRecordFile(path: URL(fileURLWithPath: $0).path) }
        let sink: any ByteSink =
            output == "-"
            ? DescriptorSink(descriptor: FileHandle.standardOutput.fileDescriptor, name: "standard output")
            : try FileSink(path: URL(fileURLWithPath: output).path)
        let outcome = try request.run(to: sink, events: events(bad))
        try sink.finish()
        try bad?.finish()
        try tell(outcome)
    }

    /// Whether a profile is wanted.
    private var takesTimes: Bool { profile || profileJson != nil }

    /// Transforms the whole document at once, so that the times are of one transform.
    private func transformTakingTimes() throws {
        let found = try request().profile()
        for diagnostic in found.result.diagnostics { Terminal.say(diagnostic.description) }
        try deliver(Data(found.result.output))
        if profile { Terminal.say(found.profile.table()) }
        guard let profileJson else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try AtomicFile.write(encoder.encode(found.profile), to: URL(fileURLWithPath: profileJson))
    }

    /// What is said is shown at once; a bad record is named as it is put aside.
    private func events(_ bad: BadRecordFile?) -> StreamingEvents {
        var events = StreamingEvents(message: { Terminal.say($0.description) })
        if let bad {
            events.badRecord = { (record) throws(XSLTError) in
                Terminal.say("\(record.place): \(record.error)")
                try bad.add(record)
            }
        }
        return events
    }

    /// Says how many records were put aside; then the command has not done all that it was asked to do.
    private func tell(_ outcome: StreamingOutcome) throws {
        guard outcome.badRecords > 0, let skipBadRecords else { return }
        Terminal.say("\(outcome.badRecords) of \((outcome.records ?? 0) + outcome.badRecords) records are in \(skipBadRecords)")
        throw ExitStatus.someRecordsFailed.exit
    }

    private func explain() throws {
        let plan = try request().plan()
        if let path = plan.recordPath {
            Terminal.result("record by record: each \(path.joined(separator: "/")) is transformed alone")
        } else {
            Terminal.result("as a whole document, because:")
            for reason in plan.reasons {
                let place = [reason.file, reason.line.map(String.init)].compactMap { $0 }.joined(separator: ":")
                Terminal.result("  \(place): \(reason.message)")
            }
        }
        Terminal.result(
            plan.projection == nil
                ? "every element is read"
                : "elements that the stylesheet never reads are left out while parsing")
    }

    /// The first output, and from then on only what changes; a file given by `--output` is written each time.
    private func watchSources() throws {
        let stop = StopSignal()
        let interrupts = Interrupts(stop: stop)
        defer { withExtendedLifetime(interrupts) {} }
        let files = [input] + (stylesheet.map { [$0] } ?? [])
        let watch = TransformWatch(
            files: files.map { URL(fileURLWithPath: $0) }, folders: try request().layers.sourceFolders, stop: stop)
        var isFirst = true
        watch.run {
            let output = try transformed()
            if isFirst || self.output != "-" { try deliver(output) }
            isFirst = false
            return output
        }
    }

    private func transformed() throws -> Data {
        let result = try request().run()
        for diagnostic in result.diagnostics { Terminal.say(diagnostic.description) }
        return Data(result.output)
    }

    private func deliver(_ result: Data) throws {
        if output == "-" {
            try FileHandle.standardOutput.write(contentsOf: result)
        } else {
            try AtomicFile.write(result, to: URL(fileURLWithPath: output))
        }
    }

    private func request() throws -> TransformRequest {
        let input: TransformRequest.Input = self.input == "-" ? .standardInput : .file(URL(fileURLWithPath: self.input))
        let values = NamedValue.dictionary(parameters)
        if let stylesheet {
            let url = URL(fileURLWithPath: stylesheet)
            let root = stylesheetRoot.map { URL(fileURLWithPath: $0, isDirectory: true) }
            return TransformRequest(
                input: input, translator: .stylesheet(url), layers: MapperLayers(stylesheet: url, root: root), parameters: values,
                engine: engine.options, streaming: engine.streaming)
        }
        let customer = try layers.customerParameters(of: mapping ?? "")
        return TransformRequest(
            input: input, translator: .mapping(mapping ?? ""), layers: try layers.layers(),
            parameters: customer.merging(values) { _, given in given }, engine: engine.options, streaming: engine.streaming)
    }
}

/// Which layers of stylesheets count: a customer's, the integration's, the base.
struct LayerArguments: ParsableArguments {
    @Option(help: "The customer whose stylesheets, lookups and parameters count.")
    var customer: String?

    @Option(help: "The integration's folder.", completion: .directory)
    var integration = "."

    private var folder: IntegrationFolder { get throws { try IntegrationFolder(existingAt: integration) } }

    func layers() throws -> MapperLayers {
        MapperLayers(customer: try chosenCustomer(), integration: try folder)
    }

    /// The customer's parameters that the mapping declares; others are for other mappings.
    func customerParameters(of mapping: String) throws -> [String: String] {
        guard let customer = try chosenCustomer() else { return [:] }
        let declared = Set(try MappingCatalogue(layers()).find(mapping).parameters.map(\.name))
        return customer.parameters.filter { declared.contains($0.key) }
    }

    /// Without `--customer` the integration's and the base stylesheets count, whether there are customers or not.
    private func chosenCustomer() throws -> Customer? {
        try customer.flatMap { try CustomerDirectory(folder).customer($0) }
    }
}
