extension XMLElement {
    /// The element as XML text, without declaration and without added white space.
    public var xml: String {
        var text = ""
        XMLText.append(self, to: &text)
        return text
    }
}

/// Writes XML text: one place that knows what must be escaped.
enum XMLText {
    /// The namespaces in scope while writing: prefix (`""` for the default one) to name.
    typealias Scope = [String: String]

    /// Appends `element` with all it holds, white space as it is.
    static func append(_ element: XMLElement, to text: inout String, scope: Scope = [:]) {
        var inner = scope
        let name = appendStart(of: element, to: &text, scope: &inner)
        guard !element.children.isEmpty else {
            text += "/>"
            return
        }
        text += ">"
        for child in element.children {
            switch child {
            case .element(let nested): append(nested, to: &text, scope: inner)
            case .text(let characters): text += escaped(characters)
            }
        }
        text += "</\(name)>"
    }

    /// Appends `<name` with the namespace declarations it needs and its attributes, and returns the qualified name.
    static func appendStart(of element: XMLElement, to text: inout String, scope: inout Scope) -> String {
        let prefix = element.prefix ?? ""
        let name = prefix.isEmpty ? element.name : "\(prefix):\(element.name)"
        text += "<\(name)"
        declare(prefix, as: element.namespace ?? "", in: &text, scope: &scope)
        for attribute in element.attributes {
            let attributePrefix = attribute.namespace == nil ? "" : attribute.prefix ?? "ns"
            if let namespace = attribute.namespace { declare(attributePrefix, as: namespace, in: &text, scope: &scope) }
            let attributeName = attributePrefix.isEmpty ? attribute.name : "\(attributePrefix):\(attribute.name)"
            text += " \(attributeName)=\"\(escaped(attribute.value, inAttribute: true))\""
        }
        return name
    }

    /// Declares `prefix` when it does not stand for `namespace` yet.
    private static func declare(_ prefix: String, as namespace: String, in text: inout String, scope: inout Scope) {
        guard prefix != "xml", scope[prefix] ?? "" != namespace else { return }
        scope[prefix] = namespace
        text += " xmlns\(prefix.isEmpty ? "" : ":\(prefix)")=\"\(escaped(namespace, inAttribute: true))\""
    }

    /// The text with markup characters escaped. Characters that XML 1.0 cannot hold become U+FFFD, so the result is always
    /// readable.
    static func escaped(_ text: String, inAttribute: Bool = false) -> String {
        guard text.utf8.contains(where: { needsCare($0, inAttribute) }) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars { appendEscaped(scalar, inAttribute, to: &result) }
        return result
    }

    /// Whether the text holds only characters that XML 1.0 can carry.
    static func isRepresentable(_ text: String) -> Bool {
        !text.utf8.contains { $0 < 0x20 || $0 == 0xEF } || text.unicodeScalars.allSatisfy(isAllowed)
    }

    /// Bytes that may need escaping; 0xEF leads U+FFFE and U+FFFF, which are not XML characters.
    private static func needsCare(_ byte: UInt8, _ inAttribute: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0xEF: true
        case UInt8(ascii: "\""): inAttribute
        case 0x09, 0x0A: inAttribute
        default: byte < 0x20
        }
    }

    /// Appends one character as it must be written.
    private static func appendEscaped(_ scalar: Unicode.Scalar, _ inAttribute: Bool, to result: inout String) {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"" where inAttribute: result += "&quot;"
        case "\t" where inAttribute, "\n" where inAttribute, "\r": result += "&#\(scalar.value);"
        default: result.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
        }
    }

    /// Whether XML 1.0 has the character.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD: true
        case ..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
