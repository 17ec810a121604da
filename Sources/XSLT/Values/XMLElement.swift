/// An element as a value: what tasks work with. It knows no parser and no document, and may travel between threads.
public struct XMLElement: Sendable, Equatable {
    /// The local name.
    public var name: String
    /// The prefix it was written with.
    public var prefix: String?
    /// The namespace it is in.
    public var namespace: String?
    /// Attributes in document order; namespace declarations are not among them.
    public var attributes: [XMLAttribute]
    /// Child elements and text in document order; comments and processing instructions are left out.
    public var children: [XMLNode]
    /// The line in the file it came from, 0 when made in memory.
    public var line: Int

    /// Makes an element from its parts.
    public init(
        _ name: String, namespace: String? = nil, prefix: String? = nil, attributes: [XMLAttribute] = [],
        children: [XMLNode] = [],
        line: Int = 0
    ) {
        self.name = name
        self.prefix = prefix
        self.namespace = namespace
        self.attributes = attributes
        self.children = children
        self.line = line
    }

    /// Makes an element that holds only text.
    public init(_ name: String, text: String) {
        self.init(name, children: text.isEmpty ? [] : [.text(text)])
    }
}

/// What an element can hold.
public enum XMLNode: Sendable, Equatable {
    /// A child element.
    case element(XMLElement)
    /// Text, as it reads after the parser has resolved everything.
    case text(String)
}

/// An attribute as a value.
public struct XMLAttribute: Sendable, Equatable {
    /// The local name.
    public var name: String
    /// The prefix it was written with.
    public var prefix: String?
    /// The namespace it is in; attributes without a prefix are in none.
    public var namespace: String?
    /// The value after normalisation by the parser.
    public var value: String

    /// Makes an attribute.
    public init(_ name: String, _ value: String, namespace: String? = nil, prefix: String? = nil) {
        self.name = name
        self.prefix = prefix
        self.namespace = namespace
        self.value = value
    }
}
