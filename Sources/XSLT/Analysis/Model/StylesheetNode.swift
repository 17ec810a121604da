internal import CLibxslt

/// An element or a text of a stylesheet, as it is written, with its place. Immutable.
final class StylesheetNode: Sendable {
    /// An attribute.
    struct Attribute: Sendable {
        let name: String
        let namespace: String?
        let value: String
    }

    /// The local name; empty for a text.
    let name: String
    /// The prefix it was written with.
    let prefix: String?
    /// The namespace, `nil` for none.
    let namespace: String?
    let attributes: [Attribute]
    /// Elements, and the texts that count: white space between instructions is left out.
    let children: [StylesheetNode]
    /// The text of a text.
    let text: String
    /// The namespaces in scope by prefix; `""` is the default.
    let namespaces: [String: String]
    /// The file as people know it.
    let file: String
    let line: Int
    /// The way from the document element: at each level the number of the child element.
    let path: [Int]

    /// Copies a document.
    static func root(of document: xmlDocPtr, file: String) -> StylesheetNode? {
        guard let element = xmlDocGetRootElement(document) else { return nil }
        return StylesheetNode(
            element, file: file, inherited: ["xml": "http://www.w3.org/XML/1998/namespace"], path: [], keepsSpace: false)
    }

    /// Copies an element; depth is bounded by the parser (256).
    private init(_ node: xmlNodePtr, file: String, inherited: [String: String], path: [Int], keepsSpace: Bool) {
        let namespaces = Self.namespaces(of: node, inherited)
        name = NodeCopy.string(node.pointee.name)
        prefix = node.pointee.ns.flatMap { NodeCopy.optionalString($0.pointee.prefix) }
        namespace = node.pointee.ns.flatMap { NodeCopy.optionalString($0.pointee.href) }
        attributes = NodeCopy.start(of: node).attributes.map {
            Attribute(name: $0.name, namespace: $0.namespace, value: $0.value)
        }
        self.namespaces = namespaces
        self.file = file
        self.path = path
        line = max(0, xmlGetLineNo(node))
        text = ""
        let xmlSpace = attributes.first { $0.name == "space" && $0.namespace == "http://www.w3.org/XML/1998/namespace" }?.value
        let keeps = xmlSpace.map { $0 == "preserve" } ?? keepsSpace
        let keepsText = keeps || (namespace == Namespace.xslt && name == "text")
        children = Self.children(of: node, file: file, namespaces, path, keepsSpace: keeps, keepsText: keepsText)
    }

    /// A text.
    private init(text: String, file: String, line: Int) {
        name = ""
        prefix = nil
        namespace = nil
        attributes = []
        children = []
        namespaces = [:]
        path = []
        self.text = text
        self.file = file
        self.line = line
    }

    private static func namespaces(of node: xmlNodePtr, _ inherited: [String: String]) -> [String: String] {
        var namespaces = inherited
        var next = node.pointee.nsDef
        while let declaration = next {
            let prefix = NodeCopy.optionalString(declaration.pointee.prefix) ?? ""
            namespaces[prefix] = NodeCopy.optionalString(declaration.pointee.href)
            next = declaration.pointee.next
        }
        return namespaces
    }

    private static func children(
        of node: xmlNodePtr, file: String, _ namespaces: [String: String], _ path: [Int], keepsSpace: Bool, keepsText: Bool
    ) -> [StylesheetNode] {
        var copies: [StylesheetNode] = []
        var elements = 0
        var next = node.pointee.children
        while let child = next {
            switch child.pointee.type {
            case XML_ELEMENT_NODE:
                copies.append(
                    StylesheetNode(child, file: file, inherited: namespaces, path: path + [elements], keepsSpace: keepsSpace))
                elements += 1
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                let text = NodeCopy.optionalString(child.pointee.content) ?? ""
                if keepsText || !text.allSatisfy(\.isXMLBlank) {
                    copies.append(StylesheetNode(text: text, file: file, line: max(0, xmlGetLineNo(child))))
                }
            default: break
            }
            next = child.pointee.next
        }
        return copies
    }
}

extension StylesheetNode {
    /// Whether it is a text.
    var isText: Bool { name.isEmpty }

    /// Whether it is an element of XSLT with this name.
    func isInstruction(_ name: String) -> Bool {
        namespace == Namespace.xslt && self.name == name
    }

    /// The value of an attribute without namespace.
    subscript(_ attribute: String) -> String? {
        attributes.first { $0.name == attribute && $0.namespace == nil }?.value
    }

    /// The value of an attribute in a namespace.
    func attribute(_ name: String, in namespace: String) -> String? {
        attributes.first { $0.name == name && $0.namespace == namespace }?.value
    }

    /// The child elements of XSLT with this name.
    func instructions(_ name: String) -> [StylesheetNode] {
        children.filter { $0.isInstruction(name) }
    }

    /// Resolves a qualified name; an unknown prefix stays as it is, and no prefix is no namespace.
    func expanded(_ name: XPathName) -> ExpandedName {
        guard let prefix = name.prefix else { return ExpandedName(namespace: nil, local: name.local) }
        return ExpandedName(namespace: namespaces[prefix] ?? "prefix:\(prefix)", local: name.local)
    }

    /// Resolves the text of a qualified name, such as that of a `name` attribute.
    func expanded(_ text: String) -> ExpandedName {
        let text = text.filter { !$0.isXMLBlank }
        guard let colon = text.firstIndex(of: ":") else { return ExpandedName(namespace: nil, local: text) }
        return expanded(XPathName(prefix: String(text[..<colon]), local: String(text[text.index(after: colon)...])))
    }
}

/// A name with its namespace.
struct ExpandedName: Sendable, Hashable, CustomStringConvertible {
    /// `nil` for none.
    let namespace: String?
    let local: String

    /// `name` or `{namespace}name`.
    var description: String { namespace.map { "{\($0)}\(local)" } ?? local }

    /// Reads what ``description`` writes.
    init(_ text: String) {
        guard text.hasPrefix("{"), let end = text.firstIndex(of: "}") else {
            self.init(namespace: nil, local: text)
            return
        }
        self.init(
            namespace: String(text[text.index(after: text.startIndex)..<end]), local: String(text[text.index(after: end)...]))
    }

    init(namespace: String?, local: String) {
        self.namespace = namespace
        self.local = local
    }
}

extension Character {
    /// White space of XML.
    var isXMLBlank: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" || self == "\r\n" }
}
