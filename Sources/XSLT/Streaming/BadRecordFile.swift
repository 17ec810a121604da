/// A file of the records that could not be transformed, in the shape of the input, each with its reason in a comment before it. Put
/// right, it can be transformed like any other input. Without bad records there is no file.
public final class BadRecordFile {
    /// The path of the file.
    private let path: String
    /// The file, from the first bad record on.
    private var sink: FileSink?
    /// What ends the file.
    private var closing: [UInt8] = []

    /// Nothing is written before the first record.
    public init(path: String) {
        self.path = path
    }

    /// Appends a record.
    ///
    /// - Throws: `cannotWrite`.
    public func add(_ record: BadRecord) throws(XSLTError) {
        let sink = if let sink { sink } else { try start(record) }
        try sink.write("  <!-- \(Self.inComment("\(record.place): \(record.error)")) -->\n  ")
        try sink.write(record.xml)
        try sink.write("\n")
    }

    /// Opens the file.
    private func start(_ record: BadRecord) throws(XSLTError) -> FileSink {
        let sink = try FileSink(path: path)
        try sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        try sink.write(record.opening)
        try sink.write("\n")
        self.sink = sink
        closing = record.closing
        return sink
    }

    /// Closes what is open and gives the file its name.
    ///
    /// - Throws: `cannotWrite`.
    public func finish() throws(XSLTError) {
        guard let sink else { return }
        try sink.write(closing)
        try sink.write("\n")
        try sink.finish()
    }

    /// A comment holds no two hyphens in a row, nor a character that XML has not. Scalars are looked at, because a hyphen with a mark
    /// above it is still a hyphen for a parser.
    private static func inComment(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where isXML(scalar) {
            if scalar == "-", result.last == "-" { result.append(" ") }
            result.append(scalar)
        }
        return String(result)
    }

    private static func isXML(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case ..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
