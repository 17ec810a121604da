internal import XSLT

/// `urn:NodeFunctions`: XPath expressions made at run time.
enum NodeFunctions {
    /// The namespace of the function, that of the reference product.
    static let namespace = "urn:NodeFunctions"

    /// Adds `Select` to a registry.
    ///
    /// The expression sees a copy of the node, so paths go down from it; there is nothing above it to reach.
    static func register(in registry: inout ExtensionRegistry) {
        registry.register("Select", namespace: namespace, arguments: 2...2) { try select($0[0], $0[1].string) }
    }

    private static func select(_ value: XPathValue, _ expression: String) throws(FunctionError) -> XPathValue {
        guard case .nodes(let nodes) = value, let node = nodes.first else { return .nodes([]) }
        do throws(XSLTError) {
            let copy = try XMLDocument(bytes: Array(node.xml.utf8), name: "the node given to Select")
            return try copy.evaluate(relative(expression))
        } catch {
            throw .badXPath(expression: expression, reason: error.description)
        }
    }

    /// The document holds the node as its root element: a path from the node is a path from there, an absolute path stays.
    private static func relative(_ expression: String) -> String {
        let path = expression.trimmedBlanks
        let isPath = path.first.map { $0.isLetter || $0 == "@" || $0 == "*" || $0 == "." || $0 == "_" } ?? false
        let isCall =
            path.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == ":" }.count < path.count
            && path.drop { $0.isLetter || $0.isNumber || $0 == "-" || $0 == ":" }.first == "("
        return isPath && !isCall ? "/*/" + path : path
    }
}
