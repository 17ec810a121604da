public import Foundation

/// A case that proves a mapping: an input and what must come of it, in a folder beside the stylesheet.
///
/// `tests/<mapping>/<case>/` holds `input.xml`, and either `expected.xml` or `expected-error.txt` (a text that the error must hold);
/// `parameters.txt` (lines `NAME=VALUE`), `lookups/` (tables that come before those of the customer) and `expected-messages.txt`
/// (lines that messages must hold) if needed.
public struct MappingCase: Sendable, Equatable, CustomStringConvertible {
    /// Name of the mapping it proves.
    public let mapping: String
    /// Name of its folder, which says what makes it special.
    public let name: String
    public let folder: URL
    /// Index of the layer it belongs to; it is run with that layer and those below.
    let layer: Int

    /// `mapping/case`.
    public var description: String { "\(mapping)/\(name)" }

    /// A file of the case; `nil` when it has none.
    func text(_ file: String) throws -> String? {
        let url = folder.appendingPathComponent(file)
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        return try String(contentsOf: url, encoding: .utf8)
    }

    /// - Throws: ``CaseError`` for a line without an equals sign.
    func parameters() throws -> [String: String] {
        var parameters: [String: String] = [:]
        for line in try lines("parameters.txt") {
            guard let equals = line.firstIndex(of: "=") else {
                throw CaseError(text: "parameters.txt: '\(line)' is not NAME=VALUE")
            }
            parameters[line[..<equals].trimmedBlanks] = line[line.index(after: equals)...].trimmedBlanks
        }
        return parameters
    }

    /// The lines of a file that are not empty.
    func lines(_ file: String) throws -> [String] {
        try text(file)?.split(whereSeparator: \.isNewline).map { $0.trimmedBlanks }.filter { !$0.isEmpty } ?? []
    }
}

/// How a case ended.
public struct MappingCaseResult: Sendable {
    public let mappingCase: MappingCase
    /// The first difference, `nil` when the case passed.
    public let difference: String?

    public var passed: Bool { difference == nil }
}

/// What is wrong with a case itself.
struct CaseError: Error, CustomStringConvertible {
    let text: String

    var description: String { text }
}
