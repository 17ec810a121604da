internal import CLibxslt

extension XMLDocument {
    /// Steps of one expression; some seconds. A stylesheet may have made the expression, and no limit of its own reaches here.
    private static let mostSteps: UInt = 500_000_000

    /// Evaluates an XPath 1.0 expression with the document as context node.
    ///
    /// - Parameter namespaces: prefix to namespace name, for the prefixes in the expression.
    /// - Throws: `badXPath` with the reason.
    public func evaluate(_ xpath: String, namespaces: [String: String] = [:]) throws(XSLTError) -> XPathValue {
        let session = Session(source: name)
        let value = session.run { () -> XPathValue? in
            guard let context = xmlXPathNewContext(pointer) else { return nil }
            defer { xmlXPathFreeContext(context) }
            context.pointee.opLimit = Self.mostSteps
            for (prefix, namespace) in namespaces { xmlXPathRegisterNs(context, prefix, namespace) }
            guard let object = xmlXPathEvalExpression(xpath, context) else { return nil }
            defer { xmlXPathFreeObject(object) }
            return XPathConversion.value(of: object)
        }
        guard let value else {
            throw .badXPath(expression: xpath, reason: session.diagnostics.first?.message ?? "it cannot be evaluated")
        }
        return value
    }
}
