internal import CLibxslt

/// Hands parameters to libxslt so that no text is ever read as an expression by mistake.
enum Parameters {
    /// Sets strings at once and returns the rest as name and expression in turn, to be evaluated when the transform starts.
    static func set(
        _ parameters: [String: ParameterValue], in context: xsltTransformContextPtr, source: String
    ) throws(XSLTError) -> CStringArray {
        var expressions: [String] = []
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
            switch value {
            case .string(let text): try setString(text, name, in: context, source: source)
            case .number(let text): expressions += [name, try number(text, name, source: source)]
            case .boolean(let flag): expressions += [name, flag ? "true()" : "false()"]
            case .xpath(let expression): expressions += [name, try checked(expression, name, source: source)]
            }
        }
        return CStringArray(expressions)
    }

    /// Sets text; libxslt takes it as it is.
    private static func setString(
        _ text: String, _ name: String, in context: xsltTransformContextPtr, source: String
    ) throws(XSLTError) {
        guard xsltQuoteOneUserParam(context, name, text) == 0 else { throw bad(name, "cannot be set", source) }
    }

    /// Only digits with an optional sign and point are a number of XPath; anything else could be an expression.
    private static func number(_ text: String, _ name: String, source: String) throws(XSLTError) -> String {
        guard text.wholeMatch(of: /-?([0-9]+(\.[0-9]*)?|\.[0-9]+)/) != nil else {
            throw bad(name, "'\(text)' is not a number; write digits with an optional sign and point", source)
        }
        return text
    }

    /// Compiles an expression first, because libxslt reports a bad one without saying whose it is.
    private static func checked(_ expression: String, _ name: String, source: String) throws(XSLTError) -> String {
        guard let compiled = xmlXPathCompile(expression) else {
            throw bad(name, "'\(expression)' is not an XPath expression", source)
        }
        xmlXPathFreeCompExpr(compiled)
        return expression
    }

    /// The error of a parameter.
    private static func bad(_ name: String, _ reason: String, _ source: String) -> XSLTError {
        .failed(source: source, [Diagnostic(message: "parameter '\(name)': \(reason)", file: source)])
    }
}

/// Strings as the NULL-terminated array that C functions read.
struct CStringArray {
    /// The strings, kept until C asks.
    private let strings: [String]

    /// Keeps the strings.
    init(_ strings: [String]) {
        self.strings = strings
    }

    /// The pointers are valid inside `body` only.
    func withCArray<Result>(_ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> Result) -> Result {
        guard !strings.isEmpty else { return body(nil) }
        let copies = strings.map { Array($0.utf8CString) }
        let size = copies.reduce(0) { $0 + $1.count }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { storage in
            var pointers: [UnsafePointer<CChar>?] = []
            var offset = 0
            for copy in copies {
                _ = storage[offset...].initialize(fromContentsOf: copy)
                pointers.append(storage.baseAddress.map { UnsafePointer($0 + offset) })
                offset += copy.count
            }
            pointers.append(nil)
            return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress) }
        }
    }
}
