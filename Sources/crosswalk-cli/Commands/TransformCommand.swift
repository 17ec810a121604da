internal import ArgumentParser
internal import Crosswalk
internal import Foundation

/// `crosswalk transform`: one file through one stylesheet.
struct TransformCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transform", abstract: "Transform a file with a mapping or a stylesheet.",
        discussion: """
            INPUT is XML; for the orders mapping the shop's export (root orders). The output is what the stylesheet's xsl:output asks.
            Example:
              crosswalk transform orders.xml --mapping 'BigCommerce Orders..Zynk Sales Orders' --output sales-orders.xml
            """)

    @Argument(help: "The file to transform, - for standard input.", completion: .file(extensions: ["xml"]))
    var input: String

    @Option(help: "A mapping by name or by its formats, FROM..TO.")
    var mapping: String?

    @Option(help: "An XSLT 1.0 stylesheet.", completion: .file(extensions: ["xsl", "xslt"]))
    var stylesheet: String?

    @OptionGroup var layers: LayerArguments

    @Option(name: .customLong("param"), help: "A stylesheet parameter, NAME=VALUE; may be repeated.")
    var parameters: [NamedValue] = []

    @Option(name: .shortAndLong, help: "The file to write, - for standard output.", completion: .file())
    var output = "-"

    @Flag(help: "Transform again whenever the input, a stylesheet or a lookup changes, and show the difference.")
    var watch = false

    func validate() throws {
        guard (mapping == nil) != (stylesheet == nil) else {
            throw ValidationError("name either a --mapping or a --stylesheet; `crosswalk mappings list` shows the mappings")
        }
        guard !watch || input != "-" else { throw ValidationError("--watch needs a file to watch, not standard input") }
    }

    func run() async throws {
        if watch { return try await watchSources() }
        try deliver(transformed())
    }

    /// The first output, and from then on only what changes; a file given by `--output` is written each time.
    private func watchSources() async throws {
        let stop = StopSignal()
        let interrupts = Interrupts(stop: stop)
        defer { withExtendedLifetime(interrupts) {} }
        let files = [input] + (stylesheet.map { [$0] } ?? [])
        let watch = TransformWatch(
            files: files.map { URL(fileURLWithPath: $0) }, folders: try request().layers.sourceFolders, stop: stop)
        var isFirst = true
        try await watch.run {
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
        let input: TransformRequest.Input =
            self.input == "-"
            ? .bytes(Array(try FileHandle.standardInput.readToEnd() ?? Data()), name: "standard input")
            : .file(URL(fileURLWithPath: self.input))
        let values = NamedValue.dictionary(parameters)
        if let stylesheet {
            let url = URL(fileURLWithPath: stylesheet)
            return TransformRequest(
                input: input, translator: .stylesheet(url), layers: MapperLayers(stylesheet: url), parameters: values)
        }
        let customer = try layers.customerParameters(of: mapping ?? "")
        return TransformRequest(
            input: input, translator: .mapping(mapping ?? ""), layers: try layers.layers(),
            parameters: customer.merging(values) { _, given in given })
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
