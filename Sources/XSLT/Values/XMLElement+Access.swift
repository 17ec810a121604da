extension XMLElement {
    /// The text of the whole subtree in document order; XPath calls it the string value.
    public var text: String {
        if children.count == 1, case .text(let only) = children[0] { return only }
        var result = ""
        appendText(to: &result)
        return result
    }

    /// The child elements in document order.
    public var elements: [XMLElement] {
        children.compactMap { if case .element(let child) = $0 { child } else { nil } }
    }

    /// The first child element of that local name.
    public func first(_ name: String) -> XMLElement? {
        for case .element(let child) in children where child.name == name { return child }
        return nil
    }

    /// All child elements of that local name.
    public func all(_ name: String) -> [XMLElement] {
        elements.filter { $0.name == name }
    }

    /// The text at a path of child names, each step taking the first child of that name.
    ///
    /// - Returns: `nil` when a step is absent, `""` when the element is there and empty.
    public func text(_ path: String...) -> String? {
        var current = self
        for name in path {
            guard let next = current.first(name) else { return nil }
            current = next
        }
        return current.text
    }

    /// The value of the attribute of that local name.
    public func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    /// Adds a child at the end.
    public mutating func append(_ child: XMLElement) {
        children.append(.element(child))
    }

    /// Gives the first child of that name this text in place of all it held, or appends such a child.
    public mutating func set(_ name: String, _ text: String) {
        for index in children.indices {
            guard case .element(var child) = children[index], child.name == name else { continue }
            child.children = text.isEmpty ? [] : [.text(text)]
            children[index] = .element(child)
            return
        }
        append(XMLElement(name, text: text))
    }

    /// Gathers the text of the subtree.
    private func appendText(to result: inout String) {
        for child in children {
            switch child {
            case .element(let element): element.appendText(to: &result)
            case .text(let text): result += text
            }
        }
    }
}
