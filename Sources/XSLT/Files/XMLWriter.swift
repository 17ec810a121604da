public import Foundation

/// Writes a big XML file: UTF-8, two spaces of indentation, memory for one buffer.
///
/// The file appears under its name only when ``finish()`` succeeds; until then it has a temporary name beside it. A writer
/// that is dropped unfinished leaves nothing behind.
public final class XMLWriter {
    /// The file that appears at the end.
    private let output: OutputFile
    /// Text that was not written yet.
    private var buffer = ""
    /// The open elements, outermost first.
    private var open: [OpenElement] = []

    /// An element whose end tag is still to come.
    private struct OpenElement {
        /// The name as written.
        let name: String
        /// The namespaces in scope inside it.
        var scope: XMLText.Scope
        /// Whether a child was written.
        var hasElements = false
        /// Whether text was written; then white space would change the content.
        var hasText = false
    }

    /// Opens the temporary file.
    ///
    /// - Throws: `cannotWrite`.
    public init(file: URL) throws(XSLTError) {
        output = try OutputFile(path: file.path)
    }

    /// Writes the XML declaration.
    public func startDocument() throws(XSLTError) {
        buffer += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    }

    /// Opens an element. The name may have a prefix that `namespaces` (prefix to name, `""` for the default) or an outer
    /// element declares.
    public func start(
        _ name: String, namespaces: [String: String] = [:], attributes: [(String, String)] = []
    ) throws(XSLTError) {
        try beginChild()
        buffer += "<\(name)"
        var scope = open.last?.scope ?? [:]
        for (prefix, namespace) in namespaces.sorted(by: { $0.key < $1.key }) {
            scope[prefix] = namespace
            try attribute(prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)", namespace)
        }
        for (name, value) in attributes { try attribute(name, value) }
        buffer += ">"
        open.append(OpenElement(name: name, scope: scope))
    }

    /// Writes an element that holds only text.
    public func element(_ name: String, _ text: String) throws(XSLTError) {
        try beginChild()
        try check(text)
        buffer += text.isEmpty ? "<\(name)/>" : "<\(name)>\(XMLText.escaped(text))</\(name)>"
        if open.isEmpty { buffer += "\n" }
        try flushWhenFull()
    }

    /// Writes a whole element, indented; white space between its elements is replaced, mixed content stays as it is.
    public func write(_ element: XMLElement) throws(XSLTError) {
        try beginChild()
        try check(element)
        IndentedText.append(element, to: &buffer, level: open.count, scope: open.last?.scope ?? [:])
        if open.isEmpty { buffer += "\n" }
        try flushWhenFull()
    }

    /// Writes text into the open element.
    public func text(_ text: String) throws(XSLTError) {
        precondition(!open.isEmpty, "text stands inside an element")
        try check(text)
        open[open.count - 1].hasText = true
        buffer += XMLText.escaped(text)
        try flushWhenFull()
    }

    /// Closes the innermost open element.
    public func end() throws(XSLTError) {
        precondition(!open.isEmpty, "no element is open")
        let element = open.removeLast()
        if element.hasElements, !element.hasText { indent(open.count) }
        buffer += "</\(element.name)>"
        if open.isEmpty { buffer += "\n" }
        try flushWhenFull()
    }

    /// Closes what is open, forces everything to the disk and gives the file its name.
    ///
    /// - Throws: `cannotWrite`; then nothing is left behind.
    public func finish() throws(XSLTError) {
        while !open.isEmpty { try end() }
        try flush()
        try output.finish()
    }

    /// Starts a new line for a child, unless the open element holds text.
    private func beginChild() throws(XSLTError) {
        guard !open.isEmpty else { return }
        if !open[open.count - 1].hasText { indent(open.count) }
        open[open.count - 1].hasElements = true
    }

    /// Starts a line at `level`.
    private func indent(_ level: Int) {
        IndentedText.newLine(level, in: &buffer)
    }

    /// Appends one attribute.
    private func attribute(_ name: String, _ value: String) throws(XSLTError) {
        try check(value)
        buffer += " \(name)=\"\(XMLText.escaped(value, inAttribute: true))\""
    }

    /// A record with a control character would become a file that nobody can read; it is refused where it can be named.
    private func check(_ text: String) throws(XSLTError) {
        guard XMLText.isRepresentable(text) else {
            let place = open.map(\.name).joined(separator: "/")
            throw .cannotWrite(
                path: output.path, reason: "a text below '\(place)' holds a control character, which XML cannot hold")
        }
    }

    /// Refuses an element that holds such a text anywhere.
    private func check(_ element: XMLElement) throws(XSLTError) {
        for attribute in element.attributes { try check(attribute.value) }
        for child in element.children {
            switch child {
            case .element(let nested): try check(nested)
            case .text(let text): try check(text)
            }
        }
    }

    /// Hands the buffer on once it is worth a system call.
    private func flushWhenFull() throws(XSLTError) {
        if buffer.utf8.count > 65_536 { try flush() }
    }

    /// Hands the buffer on.
    private func flush() throws(XSLTError) {
        try output.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
