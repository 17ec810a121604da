internal import Foundation
internal import XSLT

/// The fail file of a mapping: the records as they came in, each with its reason, in the shape of the input.
///
/// It can be given to the mapping again: the reasons are an element that mappings do not read. Records are written as they come;
/// the file appears at the end, and without records there is none.
final class FailFile {
    private let url: URL
    private let stamp: String
    /// The file, from the first record on, and what stands around its records.
    private var open: (sink: FileSink, frame: (opening: String, closing: String))?

    /// - Parameter date: when the records failed.
    init(_ url: URL, date: Date) {
        self.url = url
        stamp = date.formatted(.iso8601)
    }

    /// Whether a record was written.
    var hasRecords: Bool { open != nil }

    /// - Parameter tree: the elements around the record.
    /// - Throws: `XSLTError.cannotWrite`.
    func add(_ failure: MapFailure, tree: RecordTree) throws(XSLTError) {
        let (sink, frame) = if let open { open } else { try start(tree) }
        // Within its ancestors, so that a namespace they declare is not declared again.
        let text = tree.document(of: [record(failure)]).xml
        try sink.write(String(text.dropFirst(frame.opening.count).dropLast(frame.closing.count)))
    }

    /// Gives the file its name, or removes the one of an earlier attempt when no record failed.
    ///
    /// - Throws: `XSLTError.cannotWrite`; nothing is left behind.
    func finish() throws(XSLTError) {
        guard let open else {
            try? FileManager.default.removeItem(at: url)
            return
        }
        try open.sink.write(open.frame.closing + "\n")
        try open.sink.finish()
    }

    private func start(_ tree: RecordTree) throws(XSLTError) -> (FileSink, (opening: String, closing: String)) {
        let started = (sink: try FileSink(path: url.path, isDurable: true), frame: tree.frame)
        try started.sink.write(#"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + started.frame.opening)
        open = started
        return started
    }

    /// The reasons stand directly after the record's id, as in the import's fail file.
    private func record(_ failure: MapFailure) -> XMLElement {
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
