internal import ArgumentParser
internal import Crosswalk

/// How the engine works, for transforms; nothing of it changes the output.
struct EngineArguments: ParsableArguments {
    @Option(help: "Threads that transform; as many as the machine has processors unless given.")
    var threads: Int?

    @Option(
        name: .customLong("engine-option"),
        help:
            "Switch a step of the engine, NAME=on|off, to find out where a difference comes from; may be repeated: \(EngineArguments.names)."
    )
    var switches: [NamedValue] = []

    @Flag(help: "Allow the input a DOCTYPE with entities of its own; files are still not read.")
    var trust = false

    private static var names: String { EngineOptions.names.joined(separator: ", ") }

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads needs a number from 1 on") }
        var options = EngineOptions()
        for option in switches {
            guard ["on", "off"].contains(option.value), options.set(option.name, option.value == "on") else {
                throw ValidationError(
                    "--engine-option \(option.name)=\(option.value): write NAME=on or NAME=off, with one of \(Self.names)")
            }
        }
    }

    /// The steps that are on.
    var options: EngineOptions {
        var options = EngineOptions()
        for option in switches { _ = options.set(option.name, option.value == "on") }
        return options
    }

    /// Whether memory comes from arenas, which the process has to be told before anything else.
    var usesArena: Bool { options.usesArena }

    var streaming: StreamingOptions {
        StreamingOptions(threads: threads ?? StreamingOptions.processors, trust: trust ? .trusted : .data)
    }
}
