public import Foundation
public import Workflow
internal import XSLT

/// One task's mapping, as it was in an earlier run and as it is today, for records that are translated again.
public struct MappingReplay: Sendable {
    private let task: String
    private let mapping: String
    private let own: [String: String]
    private let surroundings: TaskSurroundings
    private let base: BaseStylesheets

    /// - Parameter task: a task of type `map`.
    /// - Throws: `TaskFailure` of class configuration for a task of another type.
    public init(_ task: PlannedTask, surroundings: TaskSurroundings, base: BaseStylesheets = .installed) throws {
        self.task = task.name
        mapping = try task.settings.requiredText("mapping")
        own = task.settings.map("parameters")
        self.surroundings = surroundings
        self.base = base
    }

    /// Looks records up in a file that the mapping has read.
    ///
    /// - Parameter ids: correlation ids of the mapping's input, `<store>/<order id>`.
    /// - Returns: those that are there, by id.
    public func records(_ ids: Set<String>, in file: URL) throws -> [String: SourceRecord] {
        let tree = RecordTree(try XMLDocument(file: file).root, path: try prepared(nil).mapping.recordPath)
        var found: [String: SourceRecord] = [:]
        for index in tree.records.indices {
            let key = tree.key(of: index)
            if ids.contains(key) { found[key] = SourceRecord(id: key, element: tree.records[index], tree: tree) }
        }
        return found
    }

    /// What the mapping makes of a record: the output, or why it refuses it.
    ///
    /// - Parameter then: what the task used in an earlier run; `nil` for the mapping of today.
    /// - Throws: ``MappingError`` when the mapping itself cannot be used.
    public func translated(_ record: SourceRecord, with then: MappingsOfThen.Use?) throws -> String {
        let prepared = try prepared(then)
        return try EngineThread.run {
            let document = try XMLDocument(bytes: Array(MappingReplay.file(of: [record])), name: record.id)
            do {
                let result = try prepared.compile().transform(document, parameters: prepared.parameters)
                return String(decoding: result.output, as: UTF8.self)
            } catch let error as XSLTError where error.isOfRecord {
                let failure = MapFailure(record: record.id, element: record.element, error: error)
                return "refused: \(failure.code): \(failure.message)\n"
            }
        }
    }

    /// A file of the mapping's input format with these records, in the shape of the file that the first came from.
    public static func file(of records: [SourceRecord]) -> Data {
        guard let first = records.first else { return Data() }
        let root = first.tree.document(of: records.map(\.element))
        return Data((#"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + root.xml + "\n").utf8)
    }

    private func prepared(_ then: MappingsOfThen.Use?) throws -> PreparedMapping {
        if let then {
            return try PreparedMapping(
                .mapping(mapping), layers: MapperLayers(then, customer: surroundings.customer),
                parameters: then.parameters, limits: .default)
        }
        let layers = MapperLayers(customer: surroundings.customer, integration: surroundings.integration, base: base)
        let catalogue = MappingCatalogue(layers)
        let found = try catalogue.find(mapping)
        let values = try MapParameters(own: own, surroundings: surroundings).merged(for: found, in: catalogue)
        return try PreparedMapping(.mapping(found.name), layers: layers, parameters: values, limits: .default)
    }
}

/// A record as a mapping read it in an earlier run.
public struct SourceRecord: Sendable {
    /// Correlation id, `<store>/<order id>`.
    public let id: String
    let element: XMLElement
    let tree: RecordTree
}
