internal import Foundation
internal import Workflow
internal import XSLT

/// A record that a mapping refused.
struct MapFailure {
    /// Correlation id.
    let record: String
    /// The record as it came in.
    let element: XMLElement
    /// `E-TAXCODE`, or `E-MAPPING` when the stylesheet gave no code.
    let code: String
    /// A sentence a bookkeeper can act on.
    let message: String
    /// Stylesheet and line.
    let place: String?

    init(record: String, element: XMLElement, error: XSLTError) {
        self.record = record
        self.element = element
        let last = error.diagnostics.last { $0.severity == .error } ?? error.diagnostics.last
        let text = last?.message ?? error.description
        let code = MapMessage.code(in: text)
        self.code = code.map(String.init) ?? "E-MAPPING"
        message = code.map { String(text[$0.endIndex...].dropFirst(2)) } ?? text
        place = last.flatMap { found in found.file.map { file in found.line.map { "\(file):\($0)" } ?? file } }
    }

    /// The record for the state store.
    func held(by context: TaskContext) -> HeldRecord {
        HeldRecord(
            record: record, task: context.taskName, code: code, message: message, place: place, payload: element.xml,
            run: context.run.id, firstSeen: context.now(), lastSeen: context.now())
    }
}
