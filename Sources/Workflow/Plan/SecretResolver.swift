internal import Foundation

/// Fills `${NAME}` and `file:PATH` in connection fields. Values come from the environment that was handed in, never from the
/// process, and no message repeats one.
struct SecretResolver {
    /// Names to values, as handed to the runner.
    let environment: [String: String]
    /// The integration's folder: `file:` of the definition is relative to it.
    let root: URL
    /// The customer's folder and the names granted to it; `nil` without a customer.
    let customer: (folder: URL, granted: Set<String>)?

    /// Everything that a field may not be, as a sentence that follows the name of the field.
    struct Problem: Error {
        let message: String
    }

    /// Replaces every `${NAME}` in a connection field.
    func expand(_ text: String, isCustomers: Bool) throws(Problem) -> String {
        var result = ""
        var rest = Substring(text)
        while let start = rest.range(of: "${") {
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw Problem(message: "has '${' without '}'")
            }
            result += rest[..<start.lowerBound]
            result += try value(of: String(rest[start.upperBound..<end]), isCustomers: isCustomers)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// The value of a secret field: `${NAME}` or `file:PATH`, nothing else.
    func secret(_ text: String, isCustomers: Bool) throws(Problem) -> String {
        if text.hasPrefix("file:") { return try contents(of: String(text.dropFirst(5)), isCustomers: isCustomers) }
        guard text.contains("${") else {
            throw Problem(
                message: "is a secret and must not stand in the file: write ${NAME} for a variable of the environment, "
                    + "or file:PATH for a file of mode 0600")
        }
        return try expand(text, isCustomers: isCustomers)
    }

    /// A variable's value, when it is set and the reader may have it.
    private func value(of name: String, isCustomers: Bool) throws(Problem) -> String {
        if isCustomers, let customer, !customer.granted.contains(name) {
            throw Problem(
                message: "reads \(name), which is not granted to the customer: add it to the customer's 'secrets' in the workflow"
            )
        }
        guard let value = environment[name], !value.isEmpty else {
            throw Problem(message: "needs the environment variable \(name), which is not set: export \(name) before the run")
        }
        return value
    }

    /// The trimmed text of a file that nobody else can read.
    private func contents(of path: String, isCustomers: Bool) throws(Problem) -> String {
        let base = isCustomers ? customer?.folder ?? root : root
        let file = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: base.path, isDirectory: true))
            .standardizedFileURL.resolvingSymlinksInPath()
        if isCustomers, !file.path.hasPrefix(base.standardizedFileURL.resolvingSymlinksInPath().path + "/") {
            throw Problem(message: "names a file outside the customer's folder: \(path)")
        }
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
            attributes[.type] as? FileAttributeType == .typeRegular
        else { throw Problem(message: "names a file that is not there: \(file.path)") }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0 else {
            throw Problem(message: "names a file that others may read (mode 0\(String(mode, radix: 8))): chmod 600 \(file.path)")
        }
        guard let data = try? Data(contentsOf: file), let text = String(data: data, encoding: .utf8) else {
            throw Problem(message: "names a file that cannot be read as text: \(file.path)")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty else { throw Problem(message: "names an empty file: \(file.path)") }
        return secret
    }
}
