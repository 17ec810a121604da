internal import Foundation
internal import Workflow
internal import XSLT

/// The fail file of a mapping: the records as they came in, each with its reason, in the shape of the input.
///
/// It can be given to the mapping again: the reasons are an element that mappings do not read.
struct FailFile {
    private let root: XMLElement

    init(_ failures: [MapFailure], tree: RecordTree, date: Date) {
        let stamp = date.formatted(.iso8601)
        root = tree.document(of: failures.map { FailFile.record($0, stamp: stamp) })
    }

    /// - Throws: errors of the file system; nothing is left behind.
    func write(to url: URL) throws {
        let text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + root.xml + "\n"
        try AtomicFile.write(Data(text.utf8), to: url)
    }

    /// The reasons stand directly after the record's id, as in the import's fail file.
    private static func record(_ failure: MapFailure, stamp: String) -> XMLElement {
        var error = XMLElement("Error")
        error.append(XMLElement("Date", text: stamp))
        error.append(XMLElement("Name", text: failure.code))
        error.append(XMLElement("Description", text: failure.message))
        if let place = failure.place { error.append(XMLElement("Place", text: place)) }
        var record = failure.element
        record.children.removeAll { if case .element(let child) = $0 { child.name == "Errors" } else { false } }
        let position = record.children.firstIndex {
            if case .element(let child) = $0 { child.name.lowercased() == "id" } else { false }
        }
        let errors = XMLNode.element(XMLElement("Errors", children: [.element(error)]))
        record.children.insert(errors, at: position.map { $0 + 1 } ?? 0)
        return record
    }
}
