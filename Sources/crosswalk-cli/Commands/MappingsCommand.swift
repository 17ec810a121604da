internal import ArgumentParser
internal import Crosswalk

/// `crosswalk mappings list|show|check|test`.
struct MappingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mappings", abstract: "The stylesheets that translate: list, show, check, test.",
        subcommands: [List.self, Show.self, Check.self, Test.self])
}

extension MappingsCommand {
    /// One line per mapping.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the mappings and the layer each comes from.",
            discussion: "Example:\n  crosswalk mappings list --integration Samples/bigcommerce-to-sage50 --customer mill-lane")

        @OptionGroup var layers: LayerArguments

        func run() throws {
            var table = TextTable([.init("Name"), .init("From"), .init("To"), .init("Layer")])
            for mapping in try MappingCatalogue(layers.layers()).all() {
                table.add(mapping.name, mapping.from ?? "", mapping.to ?? "", mapping.layer)
            }
            Terminal.result(table.text)
            Terminal.say("base stylesheets: \(BaseStylesheets.installed.location)")
        }
    }

    /// Formats, record path and parameters of one.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a mapping's formats, parameters and where it comes from.",
            discussion: "Example:\n  crosswalk mappings show bigcommerce-orders-to-zynk-sales-orders")

        @Argument(help: "The mapping's name or its formats, FROM..TO.") var mapping: String
        @OptionGroup var layers: LayerArguments

        func run() throws {
            let mapping = try MappingCatalogue(layers.layers()).find(mapping)
            Terminal.result(
                "\(mapping.title)\n  name: \(mapping.name)\n  stylesheet: \(mapping.source.location) (\(mapping.layer))")
            Terminal.result("  record: \(mapping.recordPath.joined(separator: "/"))\n")
            var table = TextTable([.init("Parameter"), .init("Type"), .init("Default"), .init("Meaning")])
            for parameter in mapping.parameters {
                let value = parameter.isRequired ? "required" : parameter.defaultValue ?? ""
                table.add(parameter.name, parameter.kind.description, value, parameter.description)
            }
            Terminal.result(table.text)
        }
    }

    /// Mistakes that can be found without running.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Find mistakes in the mappings without running them.",
            discussion: "Example:\n  crosswalk mappings check --integration Samples/bigcommerce-to-sage50 --customer mill-lane")

        @OptionGroup var layers: LayerArguments

        func run() throws {
            let findings = try MappingCheck(layers.layers()).findings()
            for finding in findings { Terminal.result(finding.description) }
            guard !findings.contains(where: { $0.severity == .error }) else { throw ExitStatus.usageOrConfiguration.exit }
            Terminal.result("no errors")
        }
    }

    /// The cases beside the stylesheets.
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Run the cases that lie beside the stylesheets.",
            discussion: """
                A case is a folder tests/<mapping>/<case>/ beside the stylesheets with input.xml and expected.xml or expected-error.txt.
                Example:
                  crosswalk mappings test --integration Samples/bigcommerce-to-sage50 --customer mill-lane
                """)

        @OptionGroup var layers: LayerArguments
        @Option(help: "Only the cases of this mapping.") var mapping: String?
        @Flag(help: "Write what comes out as what is expected, to be reviewed like code.") var accept = false

        func run() throws {
            let cases = MappingCases(try layers.layers())
            let all = cases.all(of: mapping)
            if all.isEmpty { Terminal.say("no cases: put them into tests/<mapping>/<case>/ beside the stylesheets of the layer") }
            var failures = 0
            for mappingCase in all {
                if accept { try cases.accept(mappingCase) }
                let result = cases.run(mappingCase)
                Terminal.result("\(result.passed ? "passed" : "FAILED")  \(mappingCase.mapping)/\(mappingCase.name)")
                guard let difference = result.difference else { continue }
                failures += 1
                Terminal.result("  " + difference)
            }
            guard failures == 0 else { throw ExitStatus.someRecordsFailed.exit }
        }
    }
}
