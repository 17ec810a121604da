/// Compares elements by meaning and names the first place where they differ.
enum Difference {
    /// `nil` when both mean the same; otherwise the path and both values.
    static func between(_ a: XMLElement, _ b: XMLElement, path: String) -> String? {
        guard a.name == b.name, a.namespace == b.namespace else { return "\(path): \(qualified(a)) against \(qualified(b))" }
        return attributes(a, b, path) ?? children(content(of: a), content(of: b), path)
    }

    /// The name with its namespace.
    private static func qualified(_ element: XMLElement) -> String {
        "<\(element.namespace.map { "{\($0)}" } ?? "")\(element.name)>"
    }

    /// The first attribute that differs, by name.
    private static func attributes(_ a: XMLElement, _ b: XMLElement, _ path: String) -> String? {
        let first = table(a)
        let second = table(b)
        for key in Set(first.keys).union(second.keys).sorted() where first[key] != second[key] {
            return "\(path)/@\(key): \(shown(first[key])) against \(shown(second[key]))"
        }
        return nil
    }

    /// Attributes by name with namespace.
    private static func table(_ element: XMLElement) -> [String: String] {
        let pairs = element.attributes.map { ("\($0.namespace.map { "{\($0)}" } ?? "")\($0.name)", $0.value) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// A value in quotes, or `nothing`.
    private static func shown(_ value: String?) -> String {
        value.map { "'\($0)'" } ?? "nothing"
    }

    /// The first child that differs.
    private static func children(_ a: [XMLNode], _ b: [XMLNode], _ path: String) -> String? {
        var counts: [String: Int] = [:]
        for index in 0..<max(a.count, b.count) {
            let place = place(of: index < a.count ? a[index] : b[index], &counts, path)
            guard index < a.count, index < b.count else {
                return "\(place): \(shown(a, index)) against \(shown(b, index))"
            }
            if let found = node(a[index], b[index], place) { return found }
        }
        return nil
    }

    /// Compares two nodes.
    private static func node(_ a: XMLNode, _ b: XMLNode, _ path: String) -> String? {
        switch (a, b) {
        case (.element(let first), .element(let second)): between(first, second, path: path)
        case (.text(let first), .text(let second)) where first == second: nil
        default: "\(path): \(shown([a], 0)) against \(shown([b], 0))"
        }
    }

    /// The node at `index`, or `nothing`.
    private static func shown(_ nodes: [XMLNode], _ index: Int) -> String {
        guard index < nodes.count else { return "nothing" }
        switch nodes[index] {
        case .element(let element): return qualified(element)
        case .text(let text): return "'\(text)'"
        }
    }

    /// `path/Name[2]`, the number left out for the first of its name.
    private static func place(of node: XMLNode, _ counts: inout [String: Int], _ path: String) -> String {
        guard case .element(let element) = node else { return path }
        counts[element.name, default: 0] += 1
        let number = counts[element.name, default: 1]
        return number == 1 ? "\(path)/\(element.name)" : "\(path)/\(element.name)[\(number)]"
    }

    /// The children without white space between elements.
    private static func content(of element: XMLElement) -> [XMLNode] {
        let hasElements = element.children.contains { if case .element = $0 { true } else { false } }
        guard hasElements else { return element.children }
        return element.children.filter { if case .text(let text) = $0 { !text.isXMLWhitespace } else { true } }
    }
}
