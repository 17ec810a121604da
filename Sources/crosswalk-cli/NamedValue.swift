internal import ArgumentParser

/// An argument of the form `NAME=VALUE`; the value may be empty and may hold `=`.
struct NamedValue: ExpressibleByArgument {
    let name: String
    let value: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        name = String(parts[0])
        value = String(parts[1])
    }

    /// The last value of a name wins.
    static func dictionary(_ values: [NamedValue]) -> [String: String] {
        Dictionary(values.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    }
}
