internal import CLibxslt
public import Foundation

/// Reads a file record by record. Memory holds one record, however long the file is.
///
/// Any DOCTYPE is refused. After an error or the end, ``next()`` gives `nil`. The parser reads 512 bytes ahead, so an error
/// in the text can come up to that much before the bad record.
public final class XMLRecordReader {
    /// The path shown in errors.
    public let path: String
    /// The names from the root element to the record.
    public let recordPath: [String]
    /// The root element without its children: name, namespace and attributes.
    public private(set) var root = XMLElement("")

    /// Owned: closed in `deinit`.
    private let input: InputFile
    /// Owned: freed in `deinit`.
    private let reader: xmlTextReaderPtr
    /// Where the reader records what it finds wrong.
    private let session: Session
    /// Whether the reader stands on a node that was not looked at yet, after a subtree was stepped over.
    private var standsOnNode = false
    /// Whether the end or an error was reached.
    private var ended = false

    /// Opens the file and reads as far as the root element.
    ///
    /// - Parameter recordPath: local names from the root to the record, such as `["Company", "SalesOrders", "SalesOrder"]`.
    /// - Throws: `unreadableFile`, `notWellFormed`, `forbidden` for a DOCTYPE, `failed` when the root element has another name.
    public init(file: URL, recordPath: [String]) throws(XSLTError) {
        precondition(!recordPath.isEmpty, "a record path names at least the record")
        _ = Library.ready
        path = file.path
        self.recordPath = recordPath
        input = try InputFile(path: path)
        session = Session(source: path)
        guard let reader = xmlReaderForFd(input.descriptor, path, nil, Parser.options) else {
            input.close()
            throw .unreadableFile(path: path, reason: "no memory for a reader")
        }
        self.reader = reader
        try readRoot()
    }

    deinit {
        xmlFreeTextReader(reader)
        input.close()
    }

    /// The next record, `nil` at the end of the file.
    ///
    /// - Throws: `notWellFormed` with line and column, `forbidden`.
    public func next() throws(XSLTError) -> XMLElement? {
        try session.run { () throws(XSLTError) in
            while !ended, try advance() {
                if let record = try visit() { return record }
            }
            return nil
        }
    }

    /// Checks the root element.
    private func readRoot() throws(XSLTError) {
        try session.run { () throws(XSLTError) in
            while try advance() {
                guard xmlTextReaderNodeType(reader) == Int32(XML_READER_TYPE_ELEMENT.rawValue) else { continue }
                try takeRoot()
                return
            }
        }
    }

    /// Keeps the root element and refuses one of another name.
    private func takeRoot() throws(XSLTError) {
        guard let node = xmlTextReaderCurrentNode(reader) else { return }
        root = NodeCopy.start(of: node)
        guard root.name == recordPath[0] else {
            let text = "the root element is <\(root.name)>, expected <\(recordPath[0])>"
            throw .failed(source: path, [Diagnostic(message: text, file: path, line: root.line)])
        }
        standsOnNode = recordPath.count == 1
    }

    /// Moves to the next node; `false` at the end.
    private func advance() throws(XSLTError) -> Bool {
        if standsOnNode {
            standsOnNode = false
            return true
        }
        return try took(xmlTextReaderRead(reader))
    }

    /// Steps over the subtree of the current node.
    private func skip() throws(XSLTError) {
        standsOnNode = try took(xmlTextReaderNext(reader))
    }

    /// Reads the answer of a step: 1 a node, 0 the end, -1 an error.
    private func took(_ status: Int32) throws(XSLTError) -> Bool {
        if xmlTextReaderNodeType(reader) == Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue) {
            session.refuse("a DOCTYPE in data; send the document without it")
        }
        guard status >= 0, !session.hasErrors, session.refusal == nil else {
            ended = true
            throw session.refusal == nil ? explained() : session.parseError
        }
        if status == 0 { ended = true }
        return status == 1
    }

    /// The error of a file that is not XML. The reader is fed piecewise and calls a file that ends too early "extra content
    /// at the end", so the file is parsed once more, without a tree, for the true reason.
    private func explained() -> XSLTError {
        let second = Session(source: path)
        if let input = try? InputFile(path: path) {
            Parser.check(descriptor: input.descriptor, url: path, session: second)
            input.close()
        }
        return second.hasErrors ? second.parseError : session.parseError
    }

    /// Looks at the current node: descends along the path, copies a record, steps over all else.
    private func visit() throws(XSLTError) -> XMLElement? {
        guard xmlTextReaderNodeType(reader) == Int32(XML_READER_TYPE_ELEMENT.rawValue) else { return nil }
        let depth = Int(xmlTextReaderDepth(reader))
        guard let name = xmlTextReaderConstLocalName(reader), depth < recordPath.count, NodeCopy.string(name) == recordPath[depth]
        else {
            try skip()
            return nil
        }
        guard depth == recordPath.count - 1 else { return nil }
        let node = xmlTextReaderExpand(reader)
        _ = try took(node == nil ? -1 : 1)
        let record = node.map(NodeCopy.element)
        try skip()
        return record
    }
}
