internal import Foundation
internal import XSLT

/// Runs the cases of mappings: what `crosswalk mappings test` does.
public struct MappingCases: Sendable {
    private let layers: MapperLayers

    public init(_ layers: MapperLayers) {
        self.layers = layers
    }

    /// The cases of all layers, or of one mapping, by layer, mapping and name.
    public func all(of mapping: String? = nil) -> [MappingCase] {
        layers.folders.indices.flatMap { index in
            guard let tests = layers.folders[index]?.appendingPathComponent("tests") else { return [MappingCase]() }
            return folders(in: tests).filter { mapping == nil || $0.lastPathComponent == mapping }.flatMap { folder in
                folders(in: folder).map {
                    MappingCase(mapping: folder.lastPathComponent, name: $0.lastPathComponent, folder: $0, layer: index)
                }
            }
        }
    }

    /// Whether a mapping has cases in its own layer or a nearer one; those of a layer below prove the mapping of that layer. The
    /// cases of a mapping that is part of this program are among the program's own tests, which are not installed with it.
    func hasCases(for mapping: Mapping) -> Bool {
        guard let own = layers.layers.firstIndex(where: { $0.name == mapping.layer }) else { return false }
        let isBuiltIn = own == layers.layers.count - 1 && EmbeddedStylesheets.files[mapping.source.name] != nil
        return isBuiltIn || all(of: mapping.name).contains { $0.layer <= own }
    }

    /// Runs a case and compares.
    public func run(_ mappingCase: MappingCase) -> MappingCaseResult {
        MappingCaseResult(mappingCase: mappingCase, difference: difference(mappingCase))
    }

    /// Writes what comes of a case as what is expected; the change is reviewed like code.
    ///
    /// - Throws: errors of the transform and of the file system.
    public func accept(_ mappingCase: MappingCase) throws {
        let result = try transform(mappingCase)
        try Data(result.output).write(to: mappingCase.folder.appendingPathComponent("expected.xml"), options: .atomic)
    }

    private func folders(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appendingPathComponent($0) }.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: $0.path, isDirectory: &isFolder) && isFolder.boolValue
        }
    }

    private func transform(_ mappingCase: MappingCase) throws -> TransformResult {
        try TransformRequest(
            input: .file(mappingCase.folder.appendingPathComponent("input.xml")), translator: .mapping(mappingCase.mapping),
            layers: layers.below(mappingCase.layer, lookups: mappingCase.folder.appendingPathComponent("lookups")),
            parameters: mappingCase.parameters()
        ).run()
    }

    private func difference(_ mappingCase: MappingCase) -> String? {
        do {
            if let error = try mappingCase.text("expected-error.txt") {
                return try errorDifference(mappingCase, expected: error.trimmedBlanks)
            }
            guard let expected = try mappingCase.text("expected.xml") else {
                return "the case has neither expected.xml nor expected-error.txt"
            }
            return try outputDifference(transform(mappingCase), expected, mappingCase)
        } catch {
            return String(describing: error)
        }
    }

    private func errorDifference(_ mappingCase: MappingCase, expected: String) throws -> String? {
        do {
            _ = try transform(mappingCase)
            return "expected the error '\(expected)', but the transform succeeded"
        } catch {
            let text = String(describing: error)
            return text.contains(expected) ? nil : "expected the error '\(expected)', got: \(text)"
        }
    }

    private func outputDifference(_ result: TransformResult, _ expected: String, _ mappingCase: MappingCase) throws -> String? {
        let messages = result.diagnostics.map(\.message)
        if let missing = try mappingCase.lines("expected-messages.txt").first(where: { line in
            !messages.contains { $0.contains(line) }
        }) {
            return "no message holds '\(missing)'; there were: \(messages.isEmpty ? "none" : messages.joined(separator: " | "))"
        }
        return try XMLDocument.firstDifference(
            XMLDocument(bytes: Array(expected.utf8), name: "expected.xml"), XMLDocument(bytes: result.output, name: "output"))
    }
}
