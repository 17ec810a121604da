/// Writes elements with two spaces of indentation, leaving mixed content alone.
enum IndentedText {
    /// Appends `element`, whose start tag stands at `level`.
    static func append(_ element: XMLElement, to text: inout String, level: Int, scope: XMLText.Scope) {
        guard isStructure(element) else {
            XMLText.append(element, to: &text, scope: scope)
            return
        }
        var inner = scope
        let name = XMLText.appendStart(of: element, to: &text, scope: &inner)
        text += ">"
        for case .element(let child) in element.children {
            newLine(level + 1, in: &text)
            append(child, to: &text, level: level + 1, scope: inner)
        }
        newLine(level, in: &text)
        text += "</\(name)>"
    }

    /// Starts a line at `level`.
    static func newLine(_ level: Int, in text: inout String) {
        text += "\n"
        for _ in 0..<level { text += "  " }
    }

    /// Whether an element holds elements and between them nothing but white space.
    private static func isStructure(_ element: XMLElement) -> Bool {
        var hasElements = false
        for child in element.children {
            switch child {
            case .element: hasElements = true
            case .text(let text): if !text.isXMLWhitespace { return false }
            }
        }
        return hasElements
    }
}

extension StringProtocol {
    /// Whether there is nothing but the four characters that XML calls white space.
    var isXMLWhitespace: Bool {
        utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
    }
}
