/// Writes an expression anew so that it means the same and is evaluated faster, or more correctly.
struct ExpressionRewriter {
    /// What to change.
    let options: EngineOptions

    /// The function that makes a text of a number as XPath 1.0 asks, and leaves everything else as it is.
    static let textFunction = "crosswalk-text"
    /// Functions that never give a number that could be written with an exponent.
    private static let harmless: Set<String> = [
        "string", "concat", "starts-with", "contains", "substring-before", "substring-after", "substring", "string-length",
        "normalize-space", "translate", "boolean", "not", "true", "false", "lang", "last", "position", "count", "id",
        "local-name",
        "namespace-uri", "name", "document", "key", "format-number", "current", "unparsed-entity-uri", "generate-id",
        "system-property", "element-available", "function-available",
    ]

    /// An expression.
    ///
    /// - Parameter becomesText: its value is made a text where it stands.
    /// - Returns: the new text, `nil` when there is nothing to change or the expression cannot be read.
    func rewritten(_ text: String, becomesText: Bool) -> String? {
        guard let expression = try? XPathParser.parse(text) else { return nil }
        var result = text
        if options.rewritesPaths {
            var steps: [Int] = []
            Self.findSteps(of: expression, &steps)
            result = Self.namingAxes(at: steps, of: text)
        }
        if options.mendsNumbers, becomesText, Self.mayBeNumber(expression) { result = "\(Self.textFunction)(\(result))" }
        return result == text ? nil : result
    }

    /// An attribute value template, as above.
    func rewritten(template: String) -> String? {
        guard template.utf8.contains(UInt8(ascii: "{")), let parsed = try? AttributeTemplate.parse(template) else { return nil }
        var isChanged = false
        let parts = parsed.parts.map { part in
            switch part {
            case .text(let text): return Self.doublingBraces(in: text)
            case .expression(let text, _):
                let new = rewritten(text, becomesText: true)
                if new != nil { isChanged = true }
                return "{\(new ?? text)}"
            }
        }
        return isChanged ? parts.joined() : nil
    }

    /// Looks at bytes, because a brace with a mark above it is still a brace for libxslt.
    private static func doublingBraces(in text: String) -> String {
        let bytes = text.utf8.flatMap { byte in
            byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") ? [byte, byte] : [byte]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func namingAxes(at offsets: [Int], of text: String) -> String {
        var left = offsets.sorted()[...]
        var bytes: [UInt8] = []
        for (offset, byte) in text.utf8.enumerated() {
            if left.first == offset {
                bytes += "child::".utf8
                left.removeFirst()
            }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The offsets of all steps that have no axis.
    private static func findSteps(of expression: XPathExpression, _ offsets: inout [Int]) {
        switch expression {
        case .number, .literal, .variable: break
        case .minus(let operand): findSteps(of: operand, &offsets)
        case .binary(_, let left, let right):
            findSteps(of: left, &offsets)
            findSteps(of: right, &offsets)
        case .call(_, let arguments, _): arguments.forEach { findSteps(of: $0, &offsets) }
        case .path(let path):
            if case .filter(let inner, let predicates) = path.start {
                ([inner] + predicates).forEach { findSteps(of: $0, &offsets) }
            }
            for step in path.steps {
                if step.axis == .child, !step.isExplicit { offsets.append(step.offset) }
                step.predicates.forEach { findSteps(of: $0, &offsets) }
            }
        }
    }

    /// Whether the value can be a number that libxml2 would write with an exponent.
    private static func mayBeNumber(_ expression: XPathExpression) -> Bool {
        switch expression {
        case .number(let digits): Double(digits).map(NumberText.needsMending) ?? true
        case .literal: false
        case .variable, .minus: true
        case .binary(let operation, _, _): operation.strength == 5 || operation.strength == 6
        case .call(let name, _, _): name.prefix != nil || !harmless.contains(name.local)
        case .path(let path):
            if path.steps.isEmpty, case .filter(let inner, let predicates) = path.start, predicates.isEmpty {
                mayBeNumber(inner)
            } else {
                false
            }
        }
    }
}
