internal import Workflow
internal import XSLT

/// The setting `limits` of the `map` task: what one transform may use. A customer sets it where the workflow names it overridable.
enum MapLimits {
    /// What can be set, with the largest value that makes sense.
    private static let names = ["depth", "variables", "operations", "seconds", "output-megabytes", "memory-megabytes"]
    /// The stack of the engine's threads holds no more.
    private static let deepest = TransformLimits.default.depth

    /// The limits with the given values in place of the defaults.
    ///
    /// - Throws: `TaskFailure` of class configuration for an unknown name or a value that is no whole number above 0.
    static func limits(_ settings: [String: String]) throws -> TransformLimits {
        var limits = TransformLimits.default
        for (name, text) in settings.sorted(by: { $0.key < $1.key }) {
            guard names.contains(name) else {
                throw TaskFailure(
                    .configuration,
                    "setting 'limits': there is no limit '\(name)'\(NearMiss.hint(for: name, among: names, listing: "limits"))")
            }
            guard let value = Int(text), value > 0, value <= 1_000_000_000_000 else {
                throw TaskFailure(.configuration, "setting 'limits': \(name) cannot be '\(text)'; write a whole number above 0")
            }
            try set(name, value, in: &limits)
        }
        return limits
    }

    private static func set(_ name: String, _ value: Int, in limits: inout TransformLimits) throws {
        switch name {
        case "depth":
            guard value <= deepest else {
                throw TaskFailure(.configuration, "setting 'limits': depth cannot be more than \(deepest)")
            }
            limits.depth = value
        case "variables": limits.variables = value
        case "operations": limits.operations = UInt(value)
        case "seconds": limits.seconds = value
        case "output-megabytes": limits.outputBytes = value * 1_000_000
        default: limits.memoryBytes = value * 1_000_000
        }
    }
}
