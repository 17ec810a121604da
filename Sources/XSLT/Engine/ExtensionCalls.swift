internal import CLibxslt

/// Leads calls of extension functions from libxslt to the registry of the running transform.
enum ExtensionCalls {
    /// Makes the functions known to one transform; other transforms do not see them.
    static func register(_ registry: ExtensionRegistry, in context: xsltTransformContextPtr) {
        for key in registry.functions.keys {
            xsltRegisterExtFunction(context, key.name, key.namespace, dispatch)
        }
    }

    /// The one C function behind all of them: the XPath context knows which name was called.
    private static let dispatch: xmlXPathFunction = { parser, count in
        guard let parser, let context = parser.pointee.context, let transform = xsltXPathGetTransformContext(parser),
            let session = Session.active.current
        else { return }
        let name = NodeCopy.optionalString(context.pointee.function) ?? ""
        let namespace = NodeCopy.optionalString(context.pointee.functionURI) ?? ""
        do {
            let arguments = try popArguments(Int(count), from: parser)
            let value = try call(name, namespace, arguments, session.extensions)
            valuePush(parser, XPathConversion.object(from: value, transform))
        } catch {
            fail(parser, transform, session, "\(name)(): \(error)")
        }
    }

    /// The arguments of the call in their order; the stack gives them backwards.
    private static func popArguments(_ count: Int, from parser: xmlXPathParserContextPtr) throws -> [XPathValue] {
        var arguments: [XPathValue] = []
        for _ in 0..<count {
            guard let object = valuePop(parser) else { break }
            defer { xmlXPathFreeObject(object) }
            guard XPathConversion.isShallow(object) else {
                throw ExtensionCallError(text: "an argument is nested deeper than \(NodeCopy.deepest) elements")
            }
            arguments.append(XPathConversion.value(of: object))
        }
        return arguments.reversed()
    }

    /// Finds the function, checks the number of arguments and runs it.
    private static func call(
        _ name: String, _ namespace: String, _ arguments: [XPathValue], _ registry: ExtensionRegistry
    ) throws -> XPathValue {
        guard let function = registry.functions[.init(namespace: namespace, name: name)] else {
            throw ExtensionCallError(text: "not registered")
        }
        guard function.arguments.contains(arguments.count) else {
            throw ExtensionCallError(text: "takes \(Self.shown(function.arguments)) arguments, not \(arguments.count)")
        }
        return try function.body(arguments)
    }

    /// `1` or `1 to 2`.
    private static func shown(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    /// No Swift error may cross a C frame: it is recorded, and libxslt is told to stop.
    static func fail(
        _ parser: xmlXPathParserContextPtr, _ transform: xsltTransformContextPtr, _ session: Session, _ text: String
    ) {
        session.record(error: text)
        transform.pointee.state = XSLT_STATE_STOPPED
        parser.pointee.error = Int32(XPATH_EXPR_ERROR.rawValue)
        valuePush(parser, xmlXPathNewCString(""))
    }
}

/// A call that never reached the body of a function.
struct ExtensionCallError: Error, CustomStringConvertible {
    /// Why.
    let text: String
    /// Why.
    var description: String { text }
}
