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
        // The engine reports what follows from an error too; the cause is the one with a code, else the first.
        let found = error.diagnostics
        let cause =
            found.last { MapMessage.code(in: $0.message)?.first == "E" } ?? found.first { $0.severity == .error } ?? found.last
        let text = cause?.message ?? error.description
        let code = MapMessage.code(in: text)
        self.code = code.map(String.init) ?? "E-MAPPING"
        message = code.map { String(text[$0.endIndex...].dropFirst(2)) } ?? text
        place = cause.flatMap { cause in cause.file.map { file in cause.line.map { "\(file):\($0)" } ?? file } }
    }
}
