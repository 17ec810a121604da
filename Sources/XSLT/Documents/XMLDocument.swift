internal import CLibxslt
public import Foundation

/// A whole document over libxml2's tree. It belongs to one thread at a time and is not `Sendable`.
///
/// A transform whose stylesheet says `xsl:strip-space` strips this tree in place, as libxslt does.
public final class XMLDocument {
    /// What people call the document: its path, or the name its bytes were given.
    public let name: String
    /// Owned: freed in `deinit`.
    let pointer: xmlDocPtr

    /// Takes a parsed document over.
    init(owning pointer: xmlDocPtr, name: String) {
        self.pointer = pointer
        self.name = name
    }

    deinit {
        xmlFreeDoc(pointer)
    }

    /// Reads and parses a file.
    ///
    /// - Throws: `unreadableFile`, `notWellFormed` with lines and columns, or `forbidden` for a DOCTYPE or an external entity.
    public convenience init(file: URL, trust: DocumentTrust = .data) throws(XSLTError) {
        let path = file.path
        let input = try InputFile(path: path)
        self.init(
            owning: try Self.parse(name: path) {
                Parser.parse(descriptor: input.descriptor, url: path, trust: trust, session: $0)
            }, name: path)
        input.close()
    }

    /// Parses bytes; `name` stands for the path in errors.
    ///
    /// - Throws: `notWellFormed` with lines and columns, or `forbidden` for a DOCTYPE or an external entity.
    public convenience init(bytes: [UInt8], name: String, trust: DocumentTrust = .data) throws(XSLTError) {
        self.init(owning: try Self.parse(name: name) { Parser.parse(bytes, url: name, trust: trust, session: $0) }, name: name)
    }

    /// Parses in a session of its own and throws what the session recorded.
    private static func parse(name: String, _ body: (Session) -> xmlDocPtr?) throws(XSLTError) -> xmlDocPtr {
        _ = Library.ready
        let session = Session(source: name)
        guard let document = session.run({ body(session) }) else { throw session.parseError }
        return document
    }

    /// The whole document as values.
    ///
    /// - Throws: `failed` for a document without a root element, which only a transform can make.
    public var root: XMLElement {
        get throws(XSLTError) {
            guard let element = xmlDocGetRootElement(pointer) else {
                throw .failed(source: name, [Diagnostic(message: "the document has no root element", file: name)])
            }
            return NodeCopy.element(element)
        }
    }
}
