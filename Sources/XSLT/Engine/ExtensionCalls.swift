internal import CLibxslt

/// Leads calls of extension functions from libxslt to the registry of the running transform.
enum ExtensionCalls {
    /// The functions of one transform in the order they were first called, so that the busy ones are found at once.
    struct Table {
        /// A function and the texts that libxml2 called it by last. The addresses say where to look, the texts decide: libxml2 may use
        /// an address again for another name.
        private struct Entry {
            var name: UnsafePointer<xmlChar>
            var namespace: UnsafePointer<xmlChar>
            let function: ExtensionRegistry.Function

            func isCalled(_ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>) -> Bool {
                function.name.withUnsafeBufferPointer { ExtensionCalls.same($0, name) }
                    && function.namespace.withUnsafeBufferPointer { ExtensionCalls.same($0, namespace) }
            }
        }

        private var entries: [Entry] = []

        /// The function of that name; looked up in the registry at the first call only.
        mutating func function(
            _ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>, _ registry: ExtensionRegistry
        ) -> ExtensionRegistry.Function? {
            for entry in entries where entry.name == name && entry.namespace == namespace && entry.isCalled(name, namespace) {
                return entry.function
            }
            if let index = entries.firstIndex(where: { $0.isCalled(name, namespace) }) {
                entries[index].name = name
                entries[index].namespace = namespace
                return entries[index].function
            }
            let key = ExtensionRegistry.Key(namespace: String(cString: namespace), name: String(cString: name))
            guard let function = registry.functions[key] else { return nil }
            entries.append(Entry(name: name, namespace: namespace, function: function))
            return function
        }
    }

    private static func same(_ left: UnsafeBufferPointer<CChar>, _ right: UnsafePointer<xmlChar>) -> Bool {
        left.withMemoryRebound(to: xmlChar.self) { xmlStrEqual($0.baseAddress, right) == 1 }
    }

    /// Makes the functions known to one transform; other transforms do not see them.
    static func register(_ registry: ExtensionRegistry, in context: xsltTransformContextPtr) {
        for function in registry.functions.values {
            function.name.withUnsafeBufferPointer { name in
                function.namespace.withUnsafeBufferPointer { namespace in
                    name.withMemoryRebound(to: xmlChar.self) { name in
                        _ = namespace.withMemoryRebound(to: xmlChar.self) { namespace in
                            xsltRegisterExtFunction(context, name.baseAddress, namespace.baseAddress, dispatch)
                        }
                    }
                }
            }
        }
    }

    /// The one C function behind all of them: the XPath context knows which name was called.
    private static let dispatch: xmlXPathFunction = { parser, count in
        guard let parser, let context = parser.pointee.context, let transform = xsltXPathGetTransformContext(parser),
            let session = Session.active.current, let name = context.pointee.function
        else { return }
        do {
            guard let namespace = context.pointee.functionURI,
                let function = session.calls.function(name, namespace, session.extensions)
            else { throw ExtensionCallError(text: "not registered") }
            let value = try call(function, Int(count), parser)
            valuePush(parser, XPathConversion.object(from: value, transform))
        } catch {
            fail(parser, transform, session, "\(String(cString: name))(): \(error)")
        }
    }

    /// Checks the number of arguments, takes them in the form that the function reads, and runs it.
    private static func call(
        _ function: ExtensionRegistry.Function, _ count: Int, _ parser: xmlXPathParserContextPtr
    ) throws -> XPathValue {
        guard function.arguments.contains(count) else {
            throw ExtensionCallError(text: "takes \(shown(function.arguments)) arguments, not \(count)")
        }
        switch function.body {
        case .texts(let body): return try body(popArguments(count, from: parser, as: XPathConversion.text))
        case .values(let body): return try body(popArguments(count, from: parser, as: tree))
        }
    }

    /// The arguments of the call in their order; they are the last ones on the stack.
    private static func popArguments<Argument>(
        _ count: Int, from parser: xmlXPathParserContextPtr, as convert: (xmlXPathObjectPtr) throws -> Argument
    ) throws -> [Argument] {
        let first = Int(parser.pointee.valueNr) - count
        guard first >= 0, let stack = parser.pointee.valueTab else { return [] }
        defer { for _ in 0..<count { xmlXPathFreeObject(valuePop(parser)) } }
        return try (first..<first + count).compactMap { index in try stack[index].map(convert) }
    }

    private static func tree(of object: xmlXPathObjectPtr) throws -> XPathValue {
        guard XPathConversion.isShallow(object) else {
            throw ExtensionCallError(text: "an argument is nested deeper than \(NodeCopy.deepest) elements")
        }
        return XPathConversion.value(of: object)
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
