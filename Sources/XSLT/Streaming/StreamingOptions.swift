import Glibc

/// How a transform runs, as far as it does not change the output.
public struct StreamingOptions: Sendable {
    /// Threads that transform, at least 1.
    public var threads: Int
    /// Bytes of records that are transformed at once. From 16 to 256 kB makes no difference; one record at a time takes half as long again.
    public var chunkBytes: Int
    /// The most bytes of one record, or of what stands between two.
    public var recordBytes: Int
    /// The way from a record to what people call it by, such as `id`; it appears in errors.
    public var idPath: String?
    /// How much of XML the input may use. A document with a DOCTYPE is transformed as a whole, if it may have one.
    public var trust: DocumentTrust
    /// Names of the child elements (`id`, `{urn:x}Store`) that ``StreamingEvents/passed`` shows of a record.
    public var outline: [String] = []
    /// The way to the elements of the output that are counted, such as `["sales", "sale"]`; empty counts nothing.
    public var countedPath: [String] = []
    /// Asked between chunks whether to stop.
    public var isStopped: @Sendable () -> Bool

    /// Makes options; see each property.
    public init(
        threads: Int = StreamingOptions.processors, chunkBytes: Int = 128 << 10, recordBytes: Int = 64 << 20,
        idPath: String? = nil, trust: DocumentTrust = .data, isStopped: @escaping @Sendable () -> Bool = { false }
    ) {
        self.threads = max(1, threads)
        self.chunkBytes = max(1, chunkBytes)
        self.recordBytes = recordBytes
        self.idPath = idPath
        self.trust = trust
        self.isStopped = isStopped
    }

    /// The processors that the machine lets this process use, at most 8: more than that wait for the reader.
    public static let processors = max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
}

/// A record that could not be transformed.
public struct BadRecord: Sendable {
    /// Which one.
    public let place: RecordPlace
    /// Why not.
    public let error: XSLTError
    /// Its XML as it stands in the input, in UTF-8.
    public let xml: [UInt8]
    /// The start tags around it.
    public let opening: [UInt8]
    /// The end tags around it.
    public let closing: [UInt8]
}

/// What is told while a transform runs. All calls come one after another, in the order of the input, from any thread.
public struct StreamingEvents {
    /// Takes what the stylesheet says.
    public var message: (Diagnostic) -> Void
    /// Takes a record that could not be transformed, and the rest goes on; without it the first one ends the transform.
    public var badRecord: ((BadRecord) throws(XSLTError) -> Void)?
    /// Takes a record that was transformed; costs nothing where it is absent.
    public var passed: ((RecordOutline) throws(XSLTError) -> Void)?

    /// Makes handlers; by default messages are dropped and bad records end the transform.
    public init(
        message: @escaping (Diagnostic) -> Void = { _ in }, badRecord: ((BadRecord) throws(XSLTError) -> Void)? = nil,
        passed: ((RecordOutline) throws(XSLTError) -> Void)? = nil
    ) {
        self.message = message
        self.badRecord = badRecord
        self.passed = passed
    }

    /// Counts the messages from now on; the answer is asked when no thread tells any more.
    mutating func countMessages() -> () -> Int {
        let tell = message
        var count = 0
        message = { diagnostic in
            count += 1
            tell(diagnostic)
        }
        return { count }
    }
}

/// How a transform record by record ended.
public enum StreamingResult: Sendable {
    /// All is written.
    case done(StreamingOutcome)
    /// The document has to be transformed as a whole, for this reason.
    case unsuitable(String)
}

/// What came of a transform.
public struct StreamingOutcome: Sendable {
    /// Records that were transformed; `nil` for a document that was transformed as a whole.
    public var records: Int?
    /// Records that were left out.
    public var badRecords = 0
    /// Elements of the output at ``StreamingOptions/countedPath``; 0 for a document that was transformed as a whole.
    public var counted = 0
    /// Why the document was transformed as a whole, when it was.
    public var wholeDocumentReason: String?

    init(records: Int?, badRecords: Int = 0, wholeDocumentReason: String? = nil) {
        self.records = records
        self.badRecords = badRecords
        self.wholeDocumentReason = wholeDocumentReason
    }

    /// Of a document that was transformed as a whole.
    public init(wholeDocumentReason: String) {
        self.init(records: nil, wholeDocumentReason: wholeDocumentReason)
    }
}
